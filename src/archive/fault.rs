//! What can be wrong with a file of an archive.

use crate::file_system::is_held;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It is on the list but not there.
    Missing,
    /// Its bytes are not those of the day of filing.
    Changed,
    /// It is there but on no list.
    Unknown,
    /// A signed file that was not filed, over the issued one or beside it.
    Misplaced {
        /// Whether it took the issued file's place.
        is_over: bool,
    },
    /// It is a link, a pipe, a device: no file of its own.
    NotPlain,
    /// The system does not give it; the reason.
    Unreadable(String),
    /// Another program has it, or it may not be read: nobody knows whether it is as it was; the reason.
    Unchecked(String),
    /// It is of an archive that was used, and no package is left.
    Emptied,
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
            std::io::ErrorKind::PermissionDenied => {
                FaultKind::Unchecked(crate::output::reason(error))
            }
            _ if is_held(error) => FaultKind::Unchecked(crate::output::reason(error)),
            _ => FaultKind::Unreadable(crate::output::reason(error)),
        };
        Self::new(file, kind)
    }

    /// Whether it tells of this file, or of a folder it is in.
    pub(super) fn is_of(&self, file: &str) -> bool {
        let below = file.strip_prefix(self.file.trim_end_matches('/'));
        below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The same fault, seen from the folder above.
    pub(super) fn below(mut self, folder: &str) -> Self {
        self.file = format!("{folder}/{}", self.file);
        self
    }

    /// Whether something is damaged; else it could only not be checked, or is in the wrong place.
    #[must_use]
    pub const fn is_damage(&self) -> bool {
        !self.is_unchecked() && !self.is_misplaced()
    }

    /// Whether nobody knows.
    #[must_use]
    pub const fn is_unchecked(&self) -> bool {
        matches!(self.kind, FaultKind::Unchecked(_))
    }

    /// Whether filing the signed file will mend it.
    #[must_use]
    pub const fn is_misplaced(&self) -> bool {
        matches!(self.kind, FaultKind::Misplaced { .. })
    }

    /// In a few words.
    #[must_use]
    pub fn text(&self) -> String {
        let file = &self.file;
        match &self.kind {
            FaultKind::Missing => format!("thiếu tệp {file}"),
            FaultKind::Changed => format!("tệp {file} không còn như khi lưu"),
            FaultKind::Unknown => format!("có thêm tệp {file} không nằm trong bảng kê"),
            FaultKind::Misplaced { is_over: true } => {
                format!("bản ký đã ghi đè lên {file}; phần đầu của nó vẫn đúng là PDF đã ban hành")
            }
            FaultKind::Misplaced { is_over: false } => {
                format!("bản ký {file} nằm trong gói mà chưa được lưu")
            }
            FaultKind::NotPlain => {
                format!(
                    "mục {file} là liên kết, ống hoặc thiết bị, không phải tệp hay thư mục của kho"
                )
            }
            FaultKind::Emptied => format!("có {file} của một kho đã dùng mà không còn gói nào"),
            FaultKind::Unchecked(reason) => format!("chưa kiểm tra được tệp {file} ({reason})"),
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
