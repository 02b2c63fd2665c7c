//! What must hold whatever is typed: no panic, problems told in printable letters, files that others can read,
//! the same bytes each time.

use lopdf::Document as Pdf;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::docx_reader;
use quyet_dinh::inner::dossier::Input;
use quyet_dinh::inner::drafting::{BuiltIn, DraftOptions, Templates};
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::output::OutputFile;
use quyet_dinh::inner::pipeline::{self, Format, Output, Workshop};

/// The set a dossier asks for by its name, as far as that can be seen without reading it.
pub fn set_of(dossier: &str) -> BuiltIn {
    let named = |set: &BuiltIn| dossier.contains(&format!("bo_mau: {}\n", set.name()));
    let found = BuiltIn::ASKABLE.into_iter().find(named);
    found.unwrap_or(BuiltIn::DigitalGovernment)
}

/// A built-in set's templates, and the fonts.
pub fn workshop(set: BuiltIn) -> Workshop {
    Workshop {
        templates: Templates::built_in(set, &mut Sources::default())
            .expect("compiled in")
            .into(),
        fonts: Fonts::built_in().expect("compiled in").into(),
    }
}

/// Builds the dossier twice; all that must hold is asserted.
pub fn build(workshop: &Workshop, dossier: &str) {
    let first = written(workshop, dossier);
    for file in first.iter().flatten() {
        assert_valid(file);
    }
    if first.is_some() {
        assert!(
            first == written(workshop, dossier),
            "other bytes the second time"
        );
    }
}

/// Both files of every document; `None` after an error, which was told.
fn written(workshop: &Workshop, dossier: &str) -> Option<Vec<OutputFile>> {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
    let input = Input::new("ho-so.yaml", dossier, workshop.templates.set());
    let scored = pipeline::read(input, |_| (), &mut sources, &mut found);
    let documents = scored.and_then(|scored| {
        let options = DraftOptions::default();
        pipeline::draft(workshop, &scored, &options, &mut sources, &mut found)
    });
    assert_eq!(
        documents.is_none(),
        found.has_errors(),
        "no files, no error; or both"
    );
    let files = documents.and_then(|documents| {
        let named = documents.iter().enumerate();
        let outputs: Vec<Output<'_>> = named
            .map(|(index, document)| Output::new(index.to_string(), document))
            .collect();
        let written = pipeline::write(&workshop.fonts, &outputs, &[Format::Docx, Format::Pdf]);
        written.map_err(|problems| found.extend(problems)).ok()
    });
    assert_printable(&render(&found, &sources));
    files
}

/// A report that would disturb a terminal is none.
pub fn assert_printable(report: &str) {
    for line in report.lines() {
        assert!(!line.contains(char::is_control), "{line:?}");
    }
}

fn assert_valid(file: &OutputFile) {
    if file.name.ends_with(".docx") {
        docx_reader::read(&file.bytes)
            .map_err(|_| ())
            .expect("a DOCX");
        return;
    }
    assert!(
        !Pdf::load_mem(&file.bytes)
            .expect("a PDF")
            .get_pages()
            .is_empty()
    );
    for profile in [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(&file.bytes, &options).expect("readable");
        assert!(
            report.failures.is_empty(),
            "{profile}: {:?}",
            report.failures
        );
    }
}
