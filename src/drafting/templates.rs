//! Template sets: loading, compiling once, rendering, and Tera's errors in Vietnamese.

use std::io::Write;
use std::path::Path;

use tera::{Context, ErrorKind, ReportError, Tera};

use super::fenced::nearest;
use super::marks::Place;
use super::{filters, marks};
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Sources, Span};

/// The templates a set must have: the decision and its annex.
pub(super) const REQUIRED: [&str; 2] = ["quyet-dinh.md", "phu-luc.md"];

/// Name and text of each template of a set.
type Texts = [(&'static str, &'static str); REQUIRED.len()];

const DECISION: Texts = [
    (
        "quyet-dinh.md",
        include_str!("../../templates/quyet-dinh/quyet-dinh.md"),
    ),
    (
        "phu-luc.md",
        include_str!("../../templates/quyet-dinh/phu-luc.md"),
    ),
];

const AMENDING: Texts = [
    (
        "quyet-dinh.md",
        include_str!("../../templates/sua-doi/quyet-dinh.md"),
    ),
    (
        "phu-luc.md",
        include_str!("../../templates/sua-doi/phu-luc.md"),
    ),
];

/// The sets compiled into the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// `quyet-dinh`: the decision with its results.
    Decision,
    /// `sua-doi`: the decision that amends an issued one.
    Amending,
}

impl BuiltIn {
    /// Name and text of each template.
    #[must_use]
    pub const fn texts(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Decision => &DECISION,
            Self::Amending => &AMENDING,
        }
    }

    /// What messages call the folder they come from.
    const fn shown(self) -> &'static str {
        match self {
            Self::Decision => "mẫu có sẵn",
            Self::Amending => "mẫu có sẵn/sua-doi",
        }
    }
}

/// A compiled template set (bộ mẫu).
pub struct Templates {
    tera: Tera,
    files: Vec<TemplateFile>,
}

struct TemplateFile {
    name: String,
    shown: String,
    text: String,
}

impl Templates {
    /// A set compiled into the program.
    ///
    /// # Errors
    /// Diagnostics if a template does not compile.
    pub fn built_in(set: BuiltIn, sources: &mut Sources) -> Result<Self, Diagnostics> {
        Self::from_texts(set.shown(), set.texts().iter().copied(), sources)
    }

    /// All `*.md` files of a folder.
    ///
    /// # Errors
    /// Diagnostics for a folder that cannot be read, a missing template, one that does not compile.
    pub fn from_folder(folder: &Path, sources: &mut Sources) -> Result<Self, Diagnostics> {
        let shown = |name: &str| folder.join(name).display().to_string().replace('\\', "/");
        let mut names = markdown_files(folder)?;
        names.sort();
        let mut problems = Diagnostics::new();
        for required in REQUIRED {
            if !names.iter().any(|name| name == required) {
                problems.push(
                    Diagnostic::error("TP002", format!("Thiếu mẫu {}", shown(required)))
                        .with_remedy(format!(
                            "Bộ mẫu phải có đủ {}; `quyetdinh init <thư mục> --kem-mau` chép bộ mẫu gốc ra để sửa",
                            REQUIRED.join(" và ")
                        )),
                );
            }
        }
        let mut files = Vec::new();
        for name in names {
            match std::fs::read_to_string(folder.join(&name)) {
                Ok(text) => files.push(TemplateFile {
                    shown: shown(&name),
                    name,
                    text: text.replace("\r\n", "\n"),
                }),
                Err(_) => problems.push(
                    Diagnostic::error("TP002", format!("Không đọc được mẫu {}", shown(&name)))
                        .with_remedy("Lưu tệp mẫu dưới dạng văn bản UTF-8"),
                ),
            }
        }
        if problems.has_errors() {
            return Err(problems);
        }
        Self::compile(files, sources)
    }

    /// Templates kept elsewhere, e.g. in an archive; `folder` is what messages call their place.
    ///
    /// # Errors
    /// Diagnostics if a template does not compile.
    pub fn from_texts<'a>(
        folder: &str,
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
        sources: &mut Sources,
    ) -> Result<Self, Diagnostics> {
        let files = texts.into_iter().map(|(name, text)| TemplateFile {
            name: name.to_owned(),
            shown: format!("{folder}/{name}"),
            text: text.to_owned(),
        });
        Self::compile(files.collect(), sources)
    }

    fn compile(files: Vec<TemplateFile>, sources: &mut Sources) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::new();
        let mut tera = Tera::new();
        tera.autoescape_on([".md"]);
        tera.set_escape_fn(escape_markdown);
        filters::register(&mut tera);
        let texts: Vec<(String, String)> = files
            .iter()
            .map(|file| (file.name.clone(), with_line_marks(&file.text)))
            .collect();
        if tera
            .add_raw_templates(texts.iter().map(|(n, t)| (n.as_str(), t.as_str())))
            .is_err()
        {
            // one template at a time, so that each broken one is reported
            for (name, text) in &texts {
                let mut alone = Tera::new();
                filters::register(&mut alone);
                if let Err(error) = alone.add_raw_template(name, text) {
                    let ids = register(&files, sources);
                    problems.push(translate(&error, &files, &ids, name));
                }
            }
            if problems.is_empty() {
                problems.push(
                    Diagnostic::error("MB001", "Bộ mẫu không dùng được")
                        .with_remedy("Kiểm tra các lệnh `include`, `extends` giữa các mẫu"),
                );
            }
            return Err(problems);
        }
        Ok(Self { tera, files })
    }

    /// Renders one template with the context's values.
    pub(super) fn render(
        &self,
        name: &str,
        context: &Context,
        ids: &[SourceId],
    ) -> Result<String, Diagnostic> {
        self.tera
            .render(name, context)
            .map_err(|error| translate(&error, &self.files, ids, name))
    }

    /// Adds the templates to the files that diagnostics may quote, in the set's order.
    pub(super) fn register(&self, sources: &mut Sources) -> Vec<SourceId> {
        register(&self.files, sources)
    }

    /// Index, shown name and text of a template.
    pub(super) fn file(&self, name: &str) -> Option<(usize, &str, &str)> {
        let index = self.files.iter().position(|file| file.name == name)?;
        let file = &self.files[index];
        Some((index, &file.shown, &file.text))
    }

    /// Each template's file name and text, in the set's order.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|file| (file.name.as_str(), file.text.as_str()))
    }
}

fn register(files: &[TemplateFile], sources: &mut Sources) -> Vec<SourceId> {
    files
        .iter()
        .map(|file| sources.add(file.shown.clone(), file.text.clone()))
        .collect()
}

fn markdown_files(folder: &Path) -> Result<Vec<String>, Diagnostics> {
    let entries = std::fs::read_dir(folder).map_err(|_| {
        let shown = folder.display().to_string().replace('\\', "/");
        Diagnostic::error("TP001", format!("Không mở được thư mục mẫu {shown}")).with_remedy(
            "Kiểm tra lại đường dẫn sau `--mau`, hoặc bỏ tùy chọn này để dùng mẫu có sẵn",
        )
    })?;
    Ok(entries
        .filter_map(Result::ok)
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|e| e == "md"))
        .collect())
}

/// Escapes a value so that Markdown prints it as typed.
fn escape_markdown(text: &str, output: &mut dyn Write) -> std::io::Result<()> {
    for letter in text.chars() {
        if letter.is_ascii_punctuation() {
            output.write_all(b"\\")?;
        }
        match letter {
            '\n' | '\r' => output.write_all(b" ")?,
            _ => write!(output, "{letter}")?,
        }
    }
    Ok(())
}

/// Marks each line of running text, headings and opening fences with its number, at the line's end.
fn with_line_marks(text: &str) -> String {
    let mut marked = String::with_capacity(text.len() * 2);
    let mut in_fence = false;
    let mut open_tag = false;
    for (index, line) in text.lines().enumerate() {
        let opens = ["{{", "{%", "{#"]
            .iter()
            .map(|t| line.matches(t).count())
            .sum::<usize>();
        let closes = ["}}", "%}", "#}"]
            .iter()
            .map(|t| line.matches(t).count())
            .sum::<usize>();
        let is_fence = line.trim_start().starts_with("```") || line.contains("%}```");
        let takes_mark = !open_tag
            && opens == closes
            && !line.trim().is_empty()
            && !line.trim_end().ends_with("%}")
            && !line.trim_end().ends_with("#}")
            && !in_fence;
        marked.push_str(line.trim_end());
        if takes_mark {
            marked.push_str(&marks::place(Place::TemplateLine(index + 1)));
        }
        if is_fence {
            in_fence = !in_fence;
        }
        if opens > closes {
            open_tag = true;
        } else if closes > opens {
            open_tag = false;
        }
        marked.push('\n');
    }
    marked
}

fn translate(
    error: &tera::Error,
    files: &[TemplateFile],
    ids: &[SourceId],
    rendered: &str,
) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => syntax_error(report, files, ids),
        ErrorKind::RenderingError(report) => rendering_error(report, files, ids),
        _ => {
            let message = error.to_string();
            unknown_word(&message, files, ids).unwrap_or_else(|| {
                Diagnostic::error("MB001", format!("Mẫu {rendered} không dùng được"))
                    .with_note(format!("thông báo gốc: {}", message.trim()))
                    .with_remedy("Sửa mẫu theo thông báo gốc")
            })
        }
    }
}

fn place(
    problem: Diagnostic,
    report: &ReportError,
    files: &[TemplateFile],
    ids: &[SourceId],
    label: &str,
) -> Diagnostic {
    let index = files.iter().position(|file| file.name == report.filename());
    match index.and_then(|index| Some((files.get(index)?, ids.get(index)?))) {
        Some((file, &source)) => problem.at(original_span(&file.text, source, report), label),
        None => problem,
    }
}

/// Where a place in the marked text lies in the text as the user wrote it: marks stand at line ends,
/// so line and column are the same.
fn original_span(text: &str, source: SourceId, report: &ReportError) -> Span {
    let span = report.span();
    let line_start: usize = text
        .split_inclusive('\n')
        .take(span.start_line.saturating_sub(1))
        .map(str::len)
        .sum();
    let line = text[line_start..].lines().next().unwrap_or_default();
    let at = |column: usize| {
        let bytes = line.char_indices().nth(column).map_or(line.len(), |c| c.0);
        u32::try_from(line_start + bytes).unwrap_or(u32::MAX)
    };
    let start = at(span.start_col);
    let end = if span.end_line == span.start_line {
        at(span.end_col).max(start)
    } else {
        at(usize::MAX)
    };
    Span { source, start, end }
}

fn syntax_error(report: &ReportError, files: &[TemplateFile], ids: &[SourceId]) -> Diagnostic {
    let problem = Diagnostic::error("MB001", "Mẫu sai cú pháp")
        .with_note(format!("thông báo gốc của Tera: {}", report.message()))
        .with_remedy("Kiểm tra các dấu `{{ }}`, `{% %}` và tên bộ lọc ở dòng này");
    place(problem, report, files, ids, "sai ở đây")
}

fn rendering_error(report: &ReportError, files: &[TemplateFile], ids: &[SourceId]) -> Diagnostic {
    let message = report.message();
    let (problem, label) = match undefined_name(message) {
        Some((name, available)) => (unknown_variable(name, &available), "không có biến này"),
        None => (
            Diagnostic::error("MB013", "Không điền được giá trị vào mẫu")
                .with_note(format!("thông báo gốc của Tera: {message}"))
                .with_remedy("Kiểm tra bộ lọc có hợp với loại giá trị ở dòng này không"),
            "lỗi ở đây",
        ),
    };
    place(problem, report, files, ids, label)
}

/// The name and what there is instead, from ``Variable `x` is not defined. Available variables: a, b``.
fn undefined_name(message: &str) -> Option<(&str, Vec<&str>)> {
    let (head, rest) = message.split_once("` is not defined")?;
    let name = head.rsplit('`').next()?;
    let available = rest.split_once(": ").map_or("", |(_, names)| names);
    Some((
        name,
        available.split(", ").filter(|n| !n.is_empty()).collect(),
    ))
}

fn unknown_variable(name: &str, available: &[&str]) -> Diagnostic {
    let problem = Diagnostic::error("MB002", format!("Mẫu dùng biến `{name}`, là biến không có"));
    let own = "giá trị riêng của hồ sơ đặt dưới `them:` và gọi là `them.ten_khoa`";
    if available.is_empty() {
        return problem.with_remedy(format!("Xem tên biến trong bộ mẫu gốc; {own}"));
    }
    problem
        .with_note(format!("các biến có ở đây: {}", available.join(", ")))
        .with_remedy(format!(
            "Có phải là `{}`? Nếu không: {own}",
            nearest(name, available)
        ))
}

/// An unknown filter, function or test, from ``Unknown filter `x` ``; Tera names no place for it
/// that a program can read, so the name is looked up in the text.
fn unknown_word(message: &str, files: &[TemplateFile], ids: &[SourceId]) -> Option<Diagnostic> {
    let name = message.split_once("nknown ")?.1.split('`').nth(1)?;
    let problem = Diagnostic::error(
        "MB014",
        format!("Mẫu gọi `{name}`, là bộ lọc hoặc hàm không có"),
    )
    .with_remedy(format!(
        "Các bộ lọc riêng của chương trình: {}",
        filters::NAMES.join(", ")
    ));
    let found = files.iter().zip(ids).find_map(|(file, &source)| {
        let start = file.text.find(name)?;
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Some(Span {
            source,
            start: byte(start),
            end: byte(start + name.len()),
        })
    });
    Some(match found {
        Some(span) => problem.at(span, "không có bộ lọc hay hàm này"),
        None => problem,
    })
}
