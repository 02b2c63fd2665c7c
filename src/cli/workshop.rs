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
    let templates = templates(dossier, folder, session);
    with(templates, fonts, &mut session.diagnostics)
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
    let fonts = match fonts {
        Some(folder) => Fonts::from_folder(folder),
        None => Fonts::built_in(),
    };
    // the problems of both
    let (templates, fonts) = (diagnostics.keep(templates), diagnostics.keep(fonts));
    if let Some(templates) = &templates {
        diagnostics.extend(templates.warnings().clone());
    }
    Some(Workshop {
        templates: templates?,
        fonts: fonts?,
    })
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
    let named = named_set(dossier.1);
    if let Some(folder) = folder {
        let templates = Templates::of_decision(folder, &mut session.sources)?;
        let other = named.filter(|(name, _)| *name != templates.set().name);
        if let Some((name, place)) = other {
            let problem = overruled(&name, folder).at(place_in(dossier, place, session), "");
            session.diagnostics.push(problem);
        }
        return Ok(templates);
    }
    let Some((name, place)) = named else {
        return Templates::built_in(BuiltIn::DigitalGovernment, &mut session.sources);
    };
    let found = BuiltIn::named(&name).map_err(|problem| {
        let names = BuiltIn::ASKABLE.map(BuiltIn::name);
        let label = did_you_mean(&name, names, "không phải tên bộ mẫu có sẵn");
        problem
            .at(place_in(dossier, place, session), label)
            .with_note("bộ mẫu tự soạn thì phải chỉ ra thư mục bằng --mau")
    });
    Templates::built_in(found?, &mut session.sources)
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
