//! For other programs: a dossier in, files and messages out. Nothing is read from disk and nothing written, no clock is
//! asked; the same input gives the same bytes.

use chrono::{Datelike, NaiveDate};

use crate::diagnostics::{Diagnostic, Diagnostics, Sources, Told, told};
use crate::dossier::{Input, named_set};
use crate::drafting::{BuiltIn, DraftOptions, Templates};
use crate::fonts::Fonts;
use crate::output::OutputFile;
use crate::pdf;
use crate::pipeline::{self, Format, IssueFacts, Output, Workshop};
use crate::values::{PartialDate, parse_number};

/// What is asked for beside the dossier; by default the draft for signature, in both formats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildOptions {
    /// Số: the number as it is printed (`3203`), in place of the dossier's.
    pub number: Option<String>,
    /// Ngày ban hành, in place of the dossier's.
    pub date: Option<NaiveDate>,
    /// Marks each page as a draft of so many rounds (`DỰ THẢO (LẦN 2)`).
    pub draft: Option<u32>,
    /// Day of creation in the files' properties, where neither dossier nor options give a whole date.
    pub created: Option<NaiveDate>,
    /// Leaves the empty signature fields out of the PDF.
    pub no_signature_fields: bool,
}

/// What came of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// DOCX and PDF of the decision, then of each document that goes with it.
    pub files: Vec<OutputFile>,
    /// What somebody should look at: warnings and remarks, in Vietnamese.
    pub messages: Vec<Told>,
}

/// Builds the files of a dossier. `name` is its file's name: messages and files are called after it. It is read by the
/// built-in set it names (`bo_mau`).
///
/// # Errors
/// All messages, in Vietnamese, if one of them is an error: what the dossier lacks or says wrong, a number that is none
/// (see docs/ma-thong-bao.md for their codes).
///
/// # Example
/// ```
/// # let dossier = include_str!("../templates/xep-hang/ho-so.yaml");
/// let built = quyet_dinh::build("ho-so.yaml", dossier, &quyet_dinh::BuildOptions::default())
///     .map_err(|messages| messages[0].message.clone())?;
/// assert_eq!(built.files[0].name, "ho-so.docx");
/// assert!(built.files[1].bytes.starts_with(b"%PDF-1.7"));
///
/// let wrong = dossier.replace("nam: ", "nawm: ");
/// let messages = quyet_dinh::build("ho-so.yaml", &wrong, &Default::default()).unwrap_err();
/// let place = messages[0].place.as_ref().ok_or("no place")?;
/// assert_eq!((messages[0].code, place.file.as_str()), ("HS010", "ho-so.yaml"));
/// # Ok::<(), String>(())
/// ```
///
/// Number and day come when the decision is signed:
/// ```
/// # let dossier = include_str!("../templates/xep-hang/ho-so.yaml");
/// use quyet_dinh::{BuildOptions, NaiveDate, build};
///
/// let options = BuildOptions {
///     number: Some("3203".to_owned()),
///     date: NaiveDate::from_ymd_opt(2026, 12, 24),
///     ..BuildOptions::default()
/// };
/// assert_eq!(build("ho-so.yaml", dossier, &options), build("ho-so.yaml", dossier, &options));
/// ```
pub fn build(name: &str, dossier: &str, options: &BuildOptions) -> Result<Built, Vec<Told>> {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
    let files = files((name, dossier), options, &mut sources, &mut found);
    let messages: Vec<Told> = found.iter().map(|found| told(found, &sources)).collect();
    match files {
        Some(files) if !found.has_errors() => Ok(Built { files, messages }),
        _ => Err(messages),
    }
}

fn files(
    (name, dossier): (&str, &str),
    options: &BuildOptions,
    sources: &mut Sources,
    found: &mut Diagnostics,
) -> Option<Vec<OutputFile>> {
    let workshop = found.keep(workshop(dossier, sources))?;
    let issue = found.keep(issue_facts(options))?;
    let input = Input::new(name, dossier, workshop.templates.set());
    let scored = pipeline::read(input, |dossier| issue.apply(dossier), sources, found)?;
    let draft_options = DraftOptions {
        draft: options.draft.map(Some),
        fallback_date: (options.created).map(|day| (day.year(), day.month(), day.day())),
        amendment: None,
    };
    let documents = pipeline::draft(&workshop, &scored, &draft_options, sources, found)?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let outputs = documents.iter().map(|document| Output {
        pdf: pdf::Options {
            signature_fields: !options.no_signature_fields,
            attachments: Vec::new(),
        },
        ..Output::new(document.stem(stem), document)
    });
    let outputs: Vec<Output<'_>> = outputs.collect();
    let formats = [Format::Docx, Format::Pdf];
    found.keep(pipeline::write(&workshop.fonts, &outputs, &formats))
}

fn workshop(dossier: &str, sources: &mut Sources) -> Result<Workshop, Diagnostics> {
    let set = match named_set(dossier) {
        Some((name, _)) => BuiltIn::named(&name)?,
        None => BuiltIn::DigitalGovernment,
    };
    Ok(Workshop {
        templates: Templates::built_in(set, sources)?.into(),
        fonts: Fonts::built_in()?.into(),
    })
}

fn issue_facts(options: &BuildOptions) -> Result<IssueFacts, Diagnostics> {
    let number = options.number.as_ref().map(|text| {
        parse_number(text).ok_or_else(|| {
            let problem = format!("Số văn bản “{text}” không hợp lệ");
            Diagnostic::error("TP030", problem)
                .with_remedy("Viết số bằng chữ số, ví dụ 3203; ký hiệu lấy từ hồ sơ")
        })
    });
    Ok(IssueFacts {
        number: number.transpose()?,
        date: options.date.map(PartialDate::Day),
        signed_first: false,
    })
}
