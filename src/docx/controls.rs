//! The document's facts as content controls bound to one custom XML part: a fact typed once in Word
//! stands everywhere it is printed.

use docx_rs::{DataBinding, StructuredDataTag};

use crate::document::{Block, Document, Meaning, Paragraph};

use super::xml::Element;

/// Namespace of the part that holds the facts.
const NAMESPACE: &str = "urn:quyetdinh:van-ban:1";
/// Root of that part.
const ROOT: &str = "vanBan";
/// Its identity inside the package; the same in every document, as the namespace is.
const STORE_ID: &str = "{6F1B3E52-0C7A-4D0B-9A43-2D5E8C71B030}";

/// Each fact that Word may change: its element in the part, and the name Word shows on the control.
const FACTS: [(&str, &str); 6] = [
    ("so", "Số văn bản"),
    ("ngay", "Ngày ban hành"),
    ("thang", "Tháng ban hành"),
    ("nam", "Năm ban hành"),
    ("trichYeu", "Trích yếu"),
    ("nguoiKy", "Người ký"),
];

/// Where a meaning stands in [`FACTS`].
const fn fact(meaning: &Meaning) -> Option<usize> {
    Some(match meaning {
        Meaning::Number => 0,
        Meaning::Day => 1,
        Meaning::Month => 2,
        Meaning::Year => 3,
        Meaning::Subject => 4,
        Meaning::SignerName => 5,
        Meaning::Text
        | Meaning::CaptionNumber
        | Meaning::RepeatedNumber
        | Meaning::TableReference(_) => return None,
    })
}

/// The facts as the document states them.
#[derive(Default)]
pub(super) struct Facts {
    values: [Option<String>; FACTS.len()],
}

impl Facts {
    /// Takes each fact from the first place that prints it.
    pub(super) fn of(document: &Document) -> Self {
        let mut facts = Self::default();
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            match block {
                Block::Letterhead(head) => {
                    head.number
                        .iter()
                        .chain(&head.place_date)
                        .for_each(|p| facts.add_runs(p));
                }
                Block::Paragraph(paragraph) => facts.add_runs(paragraph),
                Block::List(items) => items
                    .iter()
                    .for_each(|item| facts.add_runs(&item.paragraph)),
                Block::Signature(block) => facts.add(&Meaning::SignerName, &block.name),
                Block::Table(_) => {}
            }
        }
        facts
    }

    fn add_runs(&mut self, paragraph: &Paragraph) {
        for run in &paragraph.runs {
            self.add(&run.meaning, &run.text);
        }
    }

    fn add(&mut self, meaning: &Meaning, text: &str) {
        if let Some(index) = fact(meaning) {
            self.values[index].get_or_insert_with(|| text.to_owned());
        }
    }

    /// The empty control for a run of this meaning and text; `None` where the text is no fact, or
    /// is not the one kept (Word would overwrite it).
    pub(super) fn control(&self, meaning: &Meaning, text: &str) -> Option<StructuredDataTag> {
        let index = fact(meaning)?;
        if text.is_empty() || self.values[index].as_deref() != Some(text) {
            return None;
        }
        let (element, title) = FACTS[index];
        let binding = DataBinding::new()
            .prefix_mappings(format!("xmlns:v='{NAMESPACE}'"))
            .xpath(format!("/v:{ROOT}[1]/v:{element}[1]"))
            .store_item_id(STORE_ID);
        Some(StructuredDataTag::new().alias(title).data_binding(binding))
    }

    /// The custom XML part.
    pub(super) fn part(&self) -> String {
        let known = FACTS.iter().zip(&self.values);
        Element::new(ROOT)
            .attr("xmlns", NAMESPACE)
            .children(known.filter_map(|((element, _), value)| {
                value
                    .as_ref()
                    .map(|value| Element::new(element).text(value))
            }))
            .into_part()
    }

    /// The part that gives the custom XML part its identity.
    pub(super) fn properties_part() -> String {
        Element::new("ds:datastoreItem")
            .attr("ds:itemID", STORE_ID)
            .attr(
                "xmlns:ds",
                "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
            )
            .child(
                Element::new("ds:schemaRefs")
                    .child(Element::new("ds:schemaRef").attr("ds:uri", NAMESPACE)),
            )
            .into_part()
    }
}

/// Adds to each control below `element` what `docx-rs` cannot say: its number (the next after
/// `last`), its tag and that it holds plain text.
pub(super) fn complete(element: &mut Element, last: &mut u32) {
    element.for_each_mut("w:sdtPr", &mut |properties| {
        *last += 1;
        let binding = properties
            .elements()
            .find(|child| child.name == "w:dataBinding");
        let path = binding.and_then(|binding| binding.attribute("w:xpath"));
        let tag = path
            .and_then(|path| path.rsplit("v:").next())
            .map_or(String::new(), |last| {
                last.trim_end_matches("[1]").to_owned()
            });
        properties.push(Element::new("w:tag").val(tag));
        properties.push(Element::new("w:id").val(last.to_string()));
        properties.push(Element::new("w:text"));
    });
}
