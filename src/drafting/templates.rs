//! Template sets: loading, compiling once, rendering.

mod asked;
mod bounded;
mod built_in;
mod counted;
mod errors;
mod filling;
mod folder;
mod letters;
mod limits;
mod messages;
mod missing;
mod nesting;
mod printed;
mod reads;
mod refused;
mod syntax;
mod tags;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use tera::{Context, ErrorKind, Tera};

use super::filters;
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Sources};
use crate::dossier::{DECLARATION, SectionDeclaration, Set};
use errors::Set as Compiling;
use limits::{Budget, Output};
use printed::{compiled, escape_markdown, printed};

pub(super) use asked::Read;
pub use built_in::BuiltIn;
pub(crate) use built_in::STARTER;

/// Inside a folder of templates, the set of amending decisions.
pub(crate) const AMENDING_FOLDER: &str = "sua-doi";
/// The variable that tells what an amending decision changes.
pub(super) const AMENDING_VARIABLE: &str = "sua_doi";

/// A compiled template set (bộ mẫu).
pub struct Templates {
    /// That of a set compiled into the program is made when it is first asked for.
    engine: OnceLock<Tera>,
    files: Vec<TemplateFile>,
    set: Arc<Set>,
    /// The text of its declaration, if it has one.
    declaration: Option<String>,
    is_built_in: bool,
    warnings: Diagnostics,
}

struct TemplateFile {
    name: String,
    shown: String,
    text: String,
}

impl Templates {
    /// A set compiled into the program: a test holds its templates to what is checked of others.
    ///
    /// # Errors
    /// Diagnostics if its declaration cannot be read.
    pub fn built_in(set: BuiltIn, sources: &mut Sources) -> Result<Self, Diagnostics> {
        let files = template_files(&set.shown(), set.templates());
        let mut templates = Self::declared(&set.shown(), files, sources)?;
        templates.is_built_in = true;
        Ok(templates)
    }

    /// The set of a decision in the user's folder.
    ///
    /// # Errors
    /// As [`Self::from_folder`]; `MB016` for a set of amending decisions.
    pub fn of_decision(folder: &Path, sources: &mut Sources) -> Result<Self, Diagnostics> {
        let templates = Self::from_folder(folder, sources)?;
        if !templates.set.amends {
            return Ok(templates);
        }
        let problem = format!("Bộ mẫu {} là của quyết định sửa đổi", shown(folder));
        Err(Diagnostic::error("MB016", problem)
            .with_note(format!("`{DECLARATION}` của nó ghi `{AMENDING_VARIABLE}: true`"))
            .with_remedy("Soạn quyết định sửa đổi bằng `build --sua-doi`; soạn quyết định thì chỉ ra thư mục của bộ mẫu quyết định")
            .into())
    }

    /// The set of an amending decision in the user's folder: it lies in its folder `sua-doi`, or is the folder
    /// itself.
    ///
    /// # Errors
    /// As [`Self::from_folder`]; `MB016` for a set that never says what is amended.
    pub fn of_amending(folder: &Path, sources: &mut Sources) -> Result<Self, Diagnostics> {
        let inner = folder.join(AMENDING_FOLDER);
        let folder = if inner.is_dir() {
            folder::inside(folder, AMENDING_FOLDER)?;
            &inner
        } else {
            folder
        };
        let templates = Self::from_folder(folder, sources)?;
        let mut texts = templates.files.iter().map(|file| &file.text);
        if texts.any(|text| text.contains(AMENDING_VARIABLE)) {
            return Ok(templates);
        }
        let problem = format!("Bộ mẫu {} không phải của quyết định sửa đổi", shown(folder));
        Err(Diagnostic::error("MB016", problem)
            .with_note(format!(
                "không mẫu nào dùng `{AMENDING_VARIABLE}`, nên văn bản sẽ không nói sửa đổi gì"
            ))
            .with_remedy(format!(
                "Đặt mẫu của quyết định sửa đổi trong thư mục con `{AMENDING_FOLDER}` (`quyetdinh init <thư mục> --kem-mau` chép sẵn), hoặc bỏ --mau"
            ))
            .into())
    }

    /// All `*.md` files of a folder, and its declaration.
    ///
    /// # Errors
    /// Diagnostics for a folder or file that cannot be read, a missing template, one that does not compile.
    pub fn from_folder(folder: &Path, sources: &mut Sources) -> Result<Self, Diagnostics> {
        let files = folder::files(folder, sources)?;
        let mut templates = Self::declared(&shown(folder), files, sources)?.checked(sources)?;
        if templates.declaration.is_some() {
            let ids = templates.register(sources);
            let found = asked::check(&templates.set, &templates.files, &ids);
            if found.has_errors() {
                return Err(found);
            }
            templates.warnings = found;
        }
        Ok(templates)
    }

    /// What the set's author should look at.
    #[must_use]
    pub const fn warnings(&self) -> &Diagnostics {
        &self.warnings
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
        let files = template_files(folder, texts);
        Self::declared(folder, files, sources)?.checked(sources)
    }

    /// The set that is declared among these files; a folder without a declaration is of the first set that was.
    fn declared(
        folder: &str,
        mut files: Vec<TemplateFile>,
        sources: &mut Sources,
    ) -> Result<Self, Diagnostics> {
        let at = files.iter().position(|file| file.name == DECLARATION);
        let declaration = at.map(|at| files.remove(at));
        let mut problems = Diagnostics::new();
        let set = match &declaration {
            None => BuiltIn::DigitalGovernment.set(),
            Some(file) => {
                let source = sources.add(file.shown.clone(), file.text.clone());
                match Set::read(source, &file.text, &mut problems) {
                    Some(set) => set,
                    None => return Err(problems),
                }
            }
        };
        let set = match &declaration {
            // what was made before sets were declared is the decision alone
            None => with_files_of(&set, &files),
            Some(_) => set,
        };
        for section in set.sections() {
            if !files.iter().any(|file| file.name == *section.file) {
                problems.push(missing_file(folder, section, declaration.is_some()));
            }
        }
        if problems.has_errors() {
            return Err(problems);
        }
        Ok(Self {
            engine: OnceLock::new(),
            files,
            set,
            declaration: declaration.map(|file| file.text),
            is_built_in: false,
            warnings: Diagnostics::new(),
        })
    }

    /// Whether a declaration lies with them.
    pub(super) const fn is_declared(&self) -> bool {
        self.declaration.is_some()
    }

    /// What the sections of these files read.
    pub(super) fn read_by<'a>(&'a self, kept: &'a [&'a str]) -> Read<'a> {
        Read::by(&self.set, &self.files, kept)
    }

    /// What the set declares.
    #[must_use]
    pub const fn set(&self) -> &Arc<Set> {
        &self.set
    }

    /// The same, once nothing forbidden is in it and it compiles.
    fn checked(mut self, sources: &mut Sources) -> Result<Self, Diagnostics> {
        forbidden_now(&self.files, sources)?;
        // what is not counted comes first: its places are those of the text
        let mut compiles = |texts: &[(String, String)], budget| {
            engine(texts, budget).map_err(|error| broken(&error, texts, &self.files, sources))
        };
        compiles(&texts(&self.files, printed), None)?;
        let counting = Budget::default();
        let engine = compiles(&texts(&self.files, compiled), Some(&counting))?;
        self.engine = engine.into();
        Ok(self)
    }

    /// Renders one template with the context's values.
    pub(super) fn render(
        &self,
        name: &str,
        context: &Context,
        ids: &[SourceId],
    ) -> Result<String, Diagnostic> {
        let (tera, budget) = self.counting();
        let mut output = Output {
            bytes: Vec::new(),
            budget: budget.clone(),
        };
        let rendered = tera.render_to(name, context, &mut output);
        let set = Compiling {
            files: &self.files,
            ids,
        };
        let (excess, at) = budget.outcome();
        if let Some(excess) = excess {
            return Err(filling::too_much(excess, at, name, set));
        }
        rendered.map_err(|error| {
            filling::failed(&error, at, set, &|file, text| {
                let index = self.files.iter().position(|own| own.name == file)?;
                let (mut tera, _) = self.counting();
                tera.add_raw_template(file, &compiled(text, index)).ok()?;
                tera.render(name, context).err()
            })
        })?;
        // Tera and the templates write text only
        Ok(String::from_utf8_lossy(&output.bytes).into_owned())
    }

    /// The templates, with nothing counted yet.
    fn counting(&self) -> (Tera, Budget) {
        let tera = self.engine.get_or_init(|| {
            let counting = Budget::default();
            let engine = engine(&texts(&self.files, compiled), Some(&counting));
            engine.unwrap_or_default()
        });
        let (mut tera, budget) = (tera.clone(), Budget::default());
        budget.register(&mut tera);
        (tera, budget)
    }

    /// Adds the templates to the files that diagnostics may quote, in the set's order.
    pub(super) fn register(&self, sources: &mut Sources) -> Vec<SourceId> {
        register(&self.files, sources)
    }

    /// What no template may hold, in those of an archive where it is no error.
    pub(super) fn forbidden(&self, ids: &[SourceId]) -> Diagnostics {
        match self.is_built_in {
            true => Diagnostics::new(),
            false => forbidden(&self.files, ids),
        }
    }

    /// Index and shown name of a template.
    pub(super) fn file(&self, name: &str) -> Option<(usize, &str)> {
        let index = self.files.iter().position(|file| file.name == name)?;
        Some((index, &self.files[index].shown))
    }

    /// File name and text of its declaration, if it has one, and of each template.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let declaration = self.declaration.iter();
        let declaration = declaration.map(|text| (DECLARATION, text.as_str()));
        let files = self.files.iter();
        declaration.chain(files.map(|file| (file.name.as_str(), file.text.as_str())))
    }
}

/// The set without the documents beside the decision that these files lack.
fn with_files_of(set: &Arc<Set>, files: &[TemplateFile]) -> Arc<Set> {
    let mut set = Set::clone(set);
    let has = |section: &SectionDeclaration| files.iter().any(|file| file.name == *section.file);
    let mut at = 0;
    set.documents.retain(|document| {
        at += 1;
        at == 1 || document.sections.iter().all(has)
    });
    Arc::new(set)
}

fn missing_file(folder: &str, section: &SectionDeclaration, is_declared: bool) -> Diagnostic {
    let file = &section.file;
    let problem = Diagnostic::error("TP002", format!("Thiếu mẫu {folder}/{}", **file));
    if is_declared {
        return problem
            .at(file.span, "trong thư mục bộ mẫu không có tệp này")
            .with_remedy("Thêm tệp này vào thư mục ấy, hoặc sửa tên ở đây");
    }
    problem.with_remedy(
        "Thêm tệp này vào bộ mẫu; `quyetdinh init <thư mục> --kem-mau` chép bộ mẫu gốc ra để sửa",
    )
}

fn register(files: &[TemplateFile], sources: &mut Sources) -> Vec<SourceId> {
    files
        .iter()
        .map(|file| sources.add(file.shown.clone(), file.text.clone()))
        .collect()
}

fn forbidden(files: &[TemplateFile], ids: &[SourceId]) -> Diagnostics {
    let mut found = Diagnostics::new();
    for (file, &id) in files.iter().zip(ids) {
        found.extend(letters::unprintable(&file.text, id));
        found.extend(refused::refused(&file.text, id));
    }
    found
}

/// Complains of the same if it is an error in these files.
fn forbidden_now(files: &[TemplateFile], sources: &mut Sources) -> Result<(), Diagnostics> {
    let all = |ids: &[SourceId]| {
        let mut found = forbidden(files, ids);
        found.push_all(nesting::too_deep(files, ids));
        found
    };
    // the files of a sound package need not be kept
    if all(&vec![SourceId(0); files.len()]).is_empty() {
        return Ok(());
    }
    let mut found = all(&register(files, sources));
    found.settle(sources);
    if found.has_errors() {
        Err(found)
    } else {
        Ok(())
    }
}

fn template_files<'a>(
    folder: &str,
    texts: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<TemplateFile> {
    let files = texts.into_iter().map(|(name, text)| TemplateFile {
        name: name.to_owned(),
        shown: format!("{folder}/{name}"),
        text: text.to_owned(),
    });
    files.collect()
}

/// Name and text of each file, as `made` of it.
fn texts(files: &[TemplateFile], made: fn(&str, usize) -> String) -> Vec<(String, String)> {
    let files = files.iter().enumerate();
    let texts = files.map(|(index, file)| (file.name.clone(), made(&file.text, index)));
    texts.collect()
}

/// What renders these texts; `budget` counts what those do that are counted.
fn engine(texts: &[(String, String)], budget: Option<&Budget>) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.autoescape_on([".md"]);
    tera.set_escape_fn(escape_markdown);
    filters::register(&mut tera);
    bounded::register_filters(&mut tera);
    if let Some(budget) = budget {
        budget.register(&mut tera);
    }
    tera.add_raw_templates(texts.iter().map(|(n, t)| (n.as_str(), t.as_str())))?;
    Ok(tera)
}

/// What Tera says of texts it does not take.
fn broken(
    error: &tera::Error,
    texts: &[(String, String)],
    files: &[TemplateFile],
    sources: &mut Sources,
) -> Diagnostics {
    let ids = register(files, sources);
    let set = Compiling { files, ids: &ids };
    let mut problems = Diagnostics::new();
    // one template at a time, so that each broken one is reported
    for (name, text) in texts {
        if let Err(error) = Tera::new().add_raw_template(name, text)
            && matches!(error.kind(), ErrorKind::SyntaxError(_))
        {
            problems.extend(errors::loading(&error, set));
        }
    }
    if problems.is_empty() {
        problems = errors::loading(error, set);
    }
    problems
}

/// A path as messages show it, the same on every system.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
