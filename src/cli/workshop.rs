//! The templates and fonts a command works with: the user's folders, the set that the dossier names, or the first
//! set that was.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::Session;
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::{Set, named_set};
use crate::drafting::{BuiltIn, Templates};
use crate::fonts::Fonts;
use crate::output::shown;
use crate::pipeline::Workshop;
use crate::values::did_you_mean;

/// A dossier whose set is looked for: its name and text.
pub(super) type Dossier<'a> = (&'a str, &'a str);

/// Templates of the decision and fonts; `None` after an error.
pub(super) fn workshop(
    dossier: Dossier<'_>,
    folder: Option<&Path>,
    fonts: Option<&Path>,
    session: &mut Session,
) -> Option<Workshop> {
    if let Some(stock) = session.stock.clone() {
        return stock.workshop(dossier, folder, session);
    }
    let templates = templates(dossier, folder, session);
    with(templates, fonts, &mut session.diagnostics)
}

/// Templates and fonts for many dossiers, read once.
pub(super) struct Stock {
    /// Those of the user's folder, or all built-in ones that a dossier may name.
    templates: Vec<Arc<Templates>>,
    fonts: Arc<Fonts>,
}

impl Stock {
    /// From these folders, or what is compiled in; `None` after an error.
    pub(super) fn of(
        (folder, fonts): (Option<&Path>, Option<&Path>),
        session: &mut Session,
    ) -> Option<Self> {
        let sources = &mut session.sources;
        let templates: Vec<Result<Templates, Diagnostics>> = match folder {
            Some(folder) => vec![Templates::of_decision(folder, sources)],
            None => (BuiltIn::ASKABLE.into_iter())
                .map(|set| Templates::built_in(set, sources))
                .collect(),
        };
        let found = &mut session.diagnostics;
        let kept = templates.into_iter().map(|templates| {
            let templates = found.keep(templates)?;
            found.extend(templates.warnings().clone());
            Some(Arc::new(templates))
        });
        Some(Self {
            templates: kept.collect::<Option<_>>()?,
            fonts: found.keep(fonts_of(fonts))?.into(),
        })
    }

    fn workshop(
        &self,
        dossier: Dossier<'_>,
        folder: Option<&Path>,
        session: &mut Session,
    ) -> Option<Workshop> {
        let templates = match folder {
            Some(folder) => {
                let own = self.templates.first()?;
                tell_overruled(dossier, own, folder, session);
                own
            }
            None => {
                let set = built_in(dossier, session);
                let name = session.diagnostics.keep(set)?.name();
                let mut all = self.templates.iter();
                all.find(|templates| *templates.set().name == *name)?
            }
        };
        Some(Workshop {
            templates: templates.clone(),
            fonts: self.fonts.clone(),
        })
    }
}

/// The same for a decision that amends an issued one.
pub(super) fn amending(
    folder: Option<&Path>,
    fonts: Option<&Path>,
    session: &mut Session,
) -> Option<Workshop> {
    let templates = match folder {
        Some(folder) => Templates::of_amending(folder, &mut session.sources),
        None => Templates::built_in(BuiltIn::Amending, &mut session.sources),
    };
    with(templates, fonts, &mut session.diagnostics)
}

/// The same with templates that are compiled already, or could not be.
pub(super) fn with(
    templates: Result<Templates, Diagnostics>,
    fonts: Option<&Path>,
    diagnostics: &mut Diagnostics,
) -> Option<Workshop> {
    // the problems of both
    let (templates, fonts) = (
        diagnostics.keep(templates),
        diagnostics.keep(fonts_of(fonts)),
    );
    if let Some(templates) = &templates {
        diagnostics.extend(templates.warnings().clone());
    }
    Some(Workshop {
        templates: templates?.into(),
        fonts: fonts?.into(),
    })
}

fn fonts_of(folder: Option<&Path>) -> Result<Fonts, Diagnostics> {
    match folder {
        Some(folder) => Fonts::from_folder(folder),
        None => Fonts::built_in(),
    }
}

/// The set to read the dossier by, also where fonts or templates cannot be used: its problems are told as well.
pub(super) fn set(
    workshop: Option<&Workshop>,
    dossier: Dossier<'_>,
    folder: Option<&Path>,
) -> Option<Arc<Set>> {
    let named = || match named_set(dossier.1) {
        Some((name, _)) => BuiltIn::ASKABLE.into_iter().find(|set| set.name() == name),
        None => Some(BuiltIn::DigitalGovernment),
    };
    let built_in = || folder.is_none().then(named).flatten().map(BuiltIn::set);
    let own = workshop.map(|workshop| workshop.templates.set().clone());
    own.or_else(built_in)
}

/// The set alone, for a command that drafts nothing; `None` after an error.
pub(super) fn set_of(
    dossier: Dossier<'_>,
    folder: Option<&Path>,
    session: &mut Session,
) -> Option<Arc<Set>> {
    if let Some(set) = folder.is_none().then(|| set(None, dossier, None)).flatten() {
        return Some(set);
    }
    let templates = templates(dossier, folder, session);
    let templates = session.diagnostics.keep(templates)?;
    Some(templates.set().clone())
}

fn templates(
    dossier: Dossier<'_>,
    folder: Option<&Path>,
    session: &mut Session,
) -> Result<Templates, Diagnostics> {
    if let Some(folder) = folder {
        let templates = Templates::of_decision(folder, &mut session.sources)?;
        tell_overruled(dossier, &templates, folder, session);
        return Ok(templates);
    }
    let set = built_in(dossier, session)?;
    Templates::built_in(set, &mut session.sources)
}

/// The built-in set that a dossier names, or the first that was.
fn built_in(dossier: Dossier<'_>, session: &mut Session) -> Result<BuiltIn, Diagnostics> {
    let Some((name, place)) = named_set(dossier.1) else {
        return Ok(BuiltIn::DigitalGovernment);
    };
    let found = BuiltIn::named(&name).map_err(|problem| {
        let names = BuiltIn::ASKABLE.map(BuiltIn::name);
        let label = did_you_mean(&name, names, "không phải tên bộ mẫu có sẵn");
        problem
            .at(place_in(dossier, place, session), label)
            .with_note("bộ mẫu tự soạn thì phải chỉ ra thư mục bằng --mau")
    });
    Ok(found?)
}

/// Warns of a dossier that names another set than that of the folder.
fn tell_overruled(
    dossier: Dossier<'_>,
    templates: &Templates,
    folder: &Path,
    session: &mut Session,
) {
    let other = named_set(dossier.1).filter(|(name, _)| *name != templates.set().name);
    if let Some((name, place)) = other {
        let problem = overruled(&name, folder).at(place_in(dossier, place, session), "");
        session.diagnostics.push(problem);
    }
}

fn place_in((name, text): Dossier<'_>, place: Range<usize>, session: &mut Session) -> Span {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        source: session.sources.add(name, text),
        start: byte(place.start),
        end: byte(place.end),
    }
}

fn overruled(name: &str, folder: &Path) -> Diagnostic {
    let folder = shown(folder);
    Diagnostic::remark(
        "MB031",
        format!("Dùng bộ mẫu của thư mục {folder} (--mau), không dùng `{name}` mà hồ sơ ghi"),
    )
}
