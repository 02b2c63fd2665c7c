//! The DOCX writer, tested through what can be read back from its files.

mod sample;

#[test]
#[ignore = "writes files for looking at: QUYETDINH_SAMPLES names the folder"]
fn write_samples() {
    let folder = std::env::var("QUYETDINH_SAMPLES").expect("QUYETDINH_SAMPLES");
    let fonts = quyet_dinh::fonts::Fonts::built_in().expect("fonts are compiled in");
    for (name, document) in sample::all() {
        let bytes = quyet_dinh::docx::write(&document, &fonts).expect("written");
        std::fs::write(format!("{folder}/{name}.docx"), bytes).expect("folder can be written");
        let bytes = quyet_dinh::pdf::write(&document, &fonts);
        if let Ok(bytes) = bytes {
            std::fs::write(format!("{folder}/{name}.pdf"), bytes).expect("folder can be written");
        }
    }
}
