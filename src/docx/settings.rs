//! The small parts: settings, font table, properties.

use crate::document::Metadata;
use crate::style;

use super::xml::{Element, NAMESPACES};

/// What the program calls itself in its files.
pub(crate) const PROGRAM: &str = "quyetdinh";
/// The layout rules the file asks for: those of Word 2010.
const COMPATIBILITY_MODE: &str = "14";

/// `word/settings.xml`: no protection, and the layout rules of Word 2010. Those of Word 2013 (mode 15)
/// squeeze the blanks of justified lines by a rule that nobody documents, so that lines end elsewhere
/// than in the PDF. In a revised file further changes are tracked, too.
pub(super) fn settings(is_revised: bool) -> String {
    let (name, uri) = NAMESPACES[0];
    let setting = |name: &str, value: &str| {
        Element::new("w:compatSetting")
            .attr("w:name", name)
            .attr("w:uri", "http://schemas.microsoft.com/office/word")
            .attr("w:val", value)
    };
    let compat = Element::new("w:compat")
        .child(setting("compatibilityMode", COMPATIBILITY_MODE))
        .child(setting("overrideTableStyleFontSizeAndJustification", "1"))
        .child(setting("enableOpenTypeFeatures", "1"))
        .child(setting("doNotFlipMirrorIndents", "1"));
    let language = Element::new("w:themeFontLang")
        .val("vi-VN")
        .attr("w:eastAsia", "vi-VN");
    let mut settings = Element::new("w:settings")
        .attr(name, uri)
        .child(Element::new("w:zoom").attr("w:percent", "100"));
    if is_revised {
        settings.push(Element::new("w:trackRevisions"));
    }
    settings
        .child(Element::new("w:defaultTabStop").val("720"))
        .child(Element::new("w:characterSpacingControl").val("doNotCompress"))
        .child(compat)
        .child(language)
        .child(color_mapping())
        .child(Element::new("w:decimalSymbol").val(","))
        .child(Element::new("w:listSeparator").val(";"))
        .into_part()
}

fn color_mapping() -> Element {
    [
        ("w:bg1", "light1"),
        ("w:t1", "dark1"),
        ("w:bg2", "light2"),
        ("w:t2", "dark2"),
        ("w:accent1", "accent1"),
        ("w:accent2", "accent2"),
        ("w:accent3", "accent3"),
        ("w:accent4", "accent4"),
        ("w:accent5", "accent5"),
        ("w:accent6", "accent6"),
        ("w:hyperlink", "hyperlink"),
        ("w:followedHyperlink", "followedHyperlink"),
    ]
    .into_iter()
    .fold(Element::new("w:clrSchemeMapping"), |map, (name, value)| {
        map.attr(name, value)
    })
}

/// `word/fontTable.xml`: Times New Roman, and its metric twin where it is missing.
pub(super) fn font_table() -> String {
    let (name, uri) = NAMESPACES[0];
    let font = Element::new("w:font")
        .attr("w:name", style::FONT_NAME)
        .child(Element::new("w:altName").val("Liberation Serif"))
        .child(Element::new("w:panose1").val("02020603050405020304"))
        .child(Element::new("w:charset").val("00"))
        .child(Element::new("w:family").val("roman"))
        .child(Element::new("w:pitch").val("variable"));
    Element::new("w:fonts")
        .attr(name, uri)
        .child(font)
        .into_part()
}

/// `docProps/core.xml`.
pub(super) fn core_properties(meta: &Metadata) -> String {
    let (year, month, day) = meta.date;
    let moment = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let at = |name| {
        Element::new(name)
            .attr("xsi:type", "dcterms:W3CDTF")
            .text(moment.clone())
    };
    Element::new("cp:coreProperties")
        .attr(
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        )
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .attr("xmlns:dcterms", "http://purl.org/dc/terms/")
        .attr("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(Element::new("dc:title").text(meta.title.as_str()))
        .child(Element::new("dc:subject").text(meta.subject.as_str()))
        .child(Element::new("dc:creator").text(meta.author.as_str()))
        .child(Element::new("cp:keywords").text(meta.keywords.join("; ")))
        .child(Element::new("cp:lastModifiedBy").text(meta.author.as_str()))
        .child(at("dcterms:created"))
        .child(at("dcterms:modified"))
        .child(Element::new("dc:language").text("vi-VN"))
        .into_part()
}

/// `docProps/app.xml`.
pub(super) fn app_properties(meta: &Metadata) -> String {
    Element::new("Properties")
        .attr(
            "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        )
        .child(Element::new("Application").text(PROGRAM))
        .child(Element::new("DocSecurity").text("0"))
        .child(Element::new("Company").text(meta.author.as_str()))
        .child(Element::new("AppVersion").text("15.0000"))
        .into_part()
}
