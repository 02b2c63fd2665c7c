//! What can be wrong with a file of an archive.

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It is on the list but not there.
    Missing,
    /// Its bytes are not those of the day of filing.
    Changed,
    /// It is there but on no list.
    Unknown,
    /// The system does not give it; the reason.
    Unreadable(String),
    /// It does not continue the chain; how.
    OutOfChain(String),
    /// It does not agree with another file; how.
    Contradiction(String),
    /// A signed file, whole, that is not only the package's with signatures, by the rules of this version; why.
    Refused(Vec<String>),
}

/// One thing wrong with one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file's path, with `/`; inside its entry, or inside the archive.
    pub file: String,
    /// What is wrong with it.
    pub kind: FaultKind,
}

impl Fault {
    pub(super) fn new(file: impl Into<String>, kind: FaultKind) -> Self {
        Self {
            file: file.into(),
            kind,
        }
    }

    pub(super) fn unreadable(file: impl Into<String>, error: &std::io::Error) -> Self {
        let kind = match error.kind() {
            std::io::ErrorKind::NotFound => FaultKind::Missing,
            _ => FaultKind::Unreadable(crate::output::reason(error)),
        };
        Self::new(file, kind)
    }

    /// The same fault, seen from the folder above.
    pub(super) fn below(mut self, folder: &str) -> Self {
        self.file = format!("{folder}/{}", self.file);
        self
    }

    /// In a few words.
    #[must_use]
    pub fn text(&self) -> String {
        let file = &self.file;
        match &self.kind {
            FaultKind::Missing => format!("thiếu tệp {file}"),
            FaultKind::Changed => format!("tệp {file} không còn như khi lưu"),
            FaultKind::Unknown => format!("có thêm tệp {file} không nằm trong bảng kê"),
            FaultKind::Unreadable(reason) => format!("không đọc được tệp {file} ({reason})"),
            FaultKind::OutOfChain(how) => format!("mục {file} không nối với chuỗi: {how}"),
            FaultKind::Contradiction(how) => format!("tệp {file} {how}"),
            FaultKind::Refused(why) => format!(
                "bản ký {file} còn nguyên như khi lưu, nhưng theo luật kiểm tra nay không phải PDF của gói chỉ thêm chữ ký: {}",
                why.join("; ")
            ),
        }
    }
}
