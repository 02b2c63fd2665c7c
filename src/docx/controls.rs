//! The document's facts as content controls bound to one custom XML part: a fact typed once in Word
//! stands everywhere it is printed.
//!
//! A fact not known yet is empty in that part, and its controls show their placeholder: the blanks that are
//! printed. Typing replaces a placeholder whole, and a control that is emptied shows it again.

use docx_rs::{DataBinding, StructuredDataTag};

use crate::document::{Block, Document, Meaning, Paragraph, is_blank};

use super::xml::{Element, Node};

/// Namespace of the part that holds the facts.
pub(crate) const NAMESPACE: &str = "urn:quyetdinh:van-ban:1";
/// Root of that part.
const ROOT: &str = "vanBan";
/// Its identity inside the package; the same in every document, as the namespace is.
pub(crate) const STORE_ID: &str = "{6F1B3E52-0C7A-4D0B-9A43-2D5E8C71B030}";

/// Each fact that Word may change: its element in the part and tag of its controls, the name Word shows on
/// them, and what it means.
const FACTS: [(&str, &str, Meaning); 6] = [
    (NUMBER, "Số văn bản", Meaning::Number),
    (DAY, "Ngày ban hành", Meaning::Day),
    (MONTH, "Tháng ban hành", Meaning::Month),
    (YEAR, "Năm ban hành", Meaning::Year),
    ("trichYeu", "Trích yếu", Meaning::Subject),
    ("nguoiKy", "Người ký", Meaning::SignerName),
];
/// Element and tag of the number.
pub const NUMBER: &str = "so";
/// Element and tag of the day.
pub const DAY: &str = "ngay";
/// Element and tag of the month.
pub const MONTH: &str = "thang";
/// Element and tag of the year.
pub const YEAR: &str = "nam";

/// What the controls of a fact are called in the file.
#[must_use]
pub(crate) fn fact_name(meaning: &Meaning) -> Option<&'static str> {
    fact(meaning).map(|at| FACTS[at].0)
}

/// Where a meaning stands in [`FACTS`].
fn fact(meaning: &Meaning) -> Option<usize> {
    FACTS.iter().position(|(.., bound)| bound == meaning)
}

/// What the controls' tags are.
pub(crate) fn tags() -> impl Iterator<Item = &'static str> {
    FACTS.iter().map(|(tag, ..)| *tag)
}

/// The tag of the controls that Word shows under this name.
pub(crate) fn tag_titled(title: &str) -> Option<&'static str> {
    let mut facts = FACTS.iter();
    let (tag, ..) = facts.find(|(_, own, _)| *own == title)?;
    Some(tag)
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
        let (element, title, _) = &FACTS[index];
        let binding = DataBinding::new()
            .prefix_mappings(format!("xmlns:v='{NAMESPACE}'"))
            .xpath(format!("/v:{ROOT}[1]/v:{element}[1]"))
            .store_item_id(STORE_ID);
        Some(StructuredDataTag::new().alias(*title).data_binding(binding))
    }

    /// The custom XML part.
    pub(super) fn part(&self) -> String {
        let known = FACTS.iter().zip(&self.values);
        let elements = known.filter_map(|((element, ..), value)| {
            let value = value.as_ref()?;
            let element = Element::new(element);
            Some(if is_blank(value) {
                element
            } else {
                element.text(value)
            })
        });
        Element::new(ROOT)
            .attr("xmlns", NAMESPACE)
            .children(elements)
            .into_part()
    }

    /// What the controls of each fact show while it is empty: name and text.
    pub(super) fn placeholders(&self) -> impl Iterator<Item = (String, String)> {
        let known = FACTS.iter().zip(&self.values);
        known.map(|((element, _, meaning), value)| {
            let blank = value.clone().filter(|value| is_blank(value));
            (
                placeholder(element),
                blank.unwrap_or_else(|| meaning.blank()),
            )
        })
    }
}

/// Name of the building block that a fact's controls show while it is empty.
fn placeholder(element: &str) -> String {
    format!("quyetdinh.{element}")
}

/// Adds to each control below `element` what `docx-rs` cannot say: its number (the next after
/// `last`), its tag, its placeholder and whether that is shown, that it holds plain text and stays.
pub(super) fn complete(element: &mut Element, last: &mut u32) {
    element.for_each_mut("w:sdt", &mut |control| {
        *last += 1;
        let content = control
            .elements()
            .find(|child| child.name == "w:sdtContent");
        let shows_placeholder = content.is_some_and(|content| is_blank(&content.inner_text()));
        let look = content
            .and_then(|content| content.elements().find(|child| child.name == "w:r"))
            .and_then(|run| run.elements().find(|child| child.name == "w:rPr"))
            .cloned();
        let properties = control.elements_mut().find(|child| child.name == "w:sdtPr");
        if let Some(properties) = properties {
            describe(properties, *last, shows_placeholder);
            // what is typed over a placeholder looks as the control says
            properties.children.extend(look.map(Node::Element));
        }
    });
}

fn describe(properties: &mut Element, number: u32, shows_placeholder: bool) {
    let binding = properties
        .elements()
        .find(|child| child.name == "w:dataBinding");
    let path = binding.and_then(|binding| binding.attribute("w:xpath"));
    let tag = path
        .and_then(|path| path.rsplit("v:").next())
        .map_or(String::new(), |last| {
            last.trim_end_matches("[1]").to_owned()
        });
    let block = Element::new("w:docPart").val(placeholder(&tag));
    properties.push(Element::new("w:tag").val(tag));
    properties.push(Element::new("w:id").val(number.to_string()));
    properties.push(Element::new("w:lock").val("sdtLocked"));
    properties.push(Element::new("w:placeholder").child(block));
    if shows_placeholder {
        properties.push(Element::new("w:showingPlcHdr"));
    }
    properties.push(Element::new("w:text"));
}
