//! Small packages around a body.

use std::io::{Cursor, Write};

use quyet_dinh::inner::docx_reader::{Block, Paragraph, WordFile, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The namespaces that these bodies use.
pub const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

/// A package of these parts.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("an entry");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("a package").into_inner()
}

/// A main part around a body.
pub fn main_part(body: &str) -> String {
    format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
}

/// What is read from a package that has this body and nothing else.
pub fn file(body: &str) -> WordFile {
    let main = main_part(body);
    read(&package(&[("word/document.xml", &main)])).expect("it can be read")
}

/// Its paragraphs, those of tables included.
pub fn paragraphs(body: &str) -> Vec<Paragraph> {
    let file = file(body);
    let paragraphs = file.blocks.iter().flat_map(Block::paragraphs);
    paragraphs.cloned().collect()
}

/// Their texts.
pub fn texts(body: &str) -> Vec<String> {
    let paragraphs = paragraphs(body).into_iter();
    paragraphs.map(|paragraph| paragraph.text).collect()
}

/// The text of one paragraph of this content.
pub fn text(content: &str) -> String {
    let texts = texts(&format!("<w:p>{content}</w:p>"));
    assert_eq!(texts.len(), 1, "{texts:?}");
    texts.into_iter().next().unwrap_or_default()
}
