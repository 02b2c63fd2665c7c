//! The style part: one named style for every role, so that a clerk restyles all legal bases at once.

use crate::document::Role;
use crate::style::{self, Align, ParagraphStyle, table};
use crate::units::Pt;

use super::style_element::{border, built_in, custom, hidden, named};
use super::table_styles;
use super::xml::{Element, NAMESPACES};

/// Style of page numbers.
pub(super) const HEADER: &str = "Header";
/// Style of the paragraph that must follow a table, of hardly any height.
pub(super) const SEAM: &str = "SauBang";

const NORMAL: &str = "Normal";
/// Height of the paragraph that must follow a table: it opens a page of its own where a table fills its
/// page but for less than this.
pub(super) const SEAM_HEIGHT: Pt = Pt(0.1);
/// Size of its letters, the smallest there is.
const SEAM_SIZE: Pt = Pt(1.0);
/// Clear space between a stamp's words and its frame above and below, in whole points.
const STAMP_SPACE: &str = "4";

/// Every role, in the order the styles are listed.
const ROLES: [Role; 37] = [
    Role::NationalName,
    Role::Motto,
    Role::SuperiorBody,
    Role::IssuingBody,
    Role::Number,
    Role::PlaceDate,
    Role::Urgency,
    Role::Circulation,
    Role::DocumentType,
    Role::Subject,
    Role::Authority,
    Role::LegalBasis,
    Role::Order,
    Role::Article,
    Role::Body,
    Role::ListItem,
    Role::ListItem2,
    Role::ListItem3,
    Role::AnnexLabel,
    Role::AnnexTitle,
    Role::AnnexSubtitle,
    Role::AnnexReference,
    Role::SigningLine,
    Role::Addressee,
    Role::Addressees,
    Role::AddresseeItem,
    Role::Heading1,
    Role::Heading2,
    Role::Heading3,
    Role::TableHeader,
    Role::TableCell,
    Role::TableTier,
    Role::Caption,
    Role::Capacity,
    Role::SignerName,
    Role::RecipientsTitle,
    Role::Recipient,
];

/// What the sizes of text in a table below the usual one add to the id and the name of a style.
const SMALLER: [(Pt, &str, &str); 2] = [
    (table::SMALL, "Nho", " nhỏ"),
    (table::SMALLEST, "NhoNhat", " nhỏ nhất"),
];

/// The style of a paragraph in a table's cell: that of its role, varied by size and alignment.
pub(super) fn in_cell(size: Pt, role: Role, align: Align) -> String {
    let base = style::paragraph(role);
    let smaller = SMALLER.iter().find(|(other, ..)| *other == size);
    let side = match align {
        Align::Center => "Giua",
        Align::Right => "Phai",
        Align::Left | Align::Justify => "",
    };
    format!("{}{}{side}", base.id, smaller.map_or("", |(_, id, _)| id))
}

/// `word/styles.xml`.
pub(super) fn part() -> String {
    let mut root = built_ins()
        .child(table_styles::ruled())
        .child(table_styles::plain());
    for role in ROLES.into_iter().chain([Role::DrafterMark]) {
        root.push(of_role(role));
        if matches!(role, Role::TableHeader | Role::TableCell | Role::TableTier) {
            variants(role).for_each(|variant| root.push(variant));
        }
    }
    root.child(header()).child(seam()).into_part()
}

/// The styles of a part that has no roles.
pub(super) fn defaults_part() -> String {
    built_ins().into_part()
}

/// Word's own styles, one of each kind.
fn built_ins() -> Element {
    let (name, uri) = NAMESPACES[0];
    Element::new("w:styles")
        .attr(name, uri)
        .child(defaults())
        .child(latent())
        .child(normal())
        .child(built_in(
            "character",
            "DefaultParagraphFont",
            "Default Paragraph Font",
        ))
        .child(table_styles::normal())
        .child(built_in("numbering", "NoList", "No List"))
}

fn defaults() -> Element {
    let language = Element::new("w:lang")
        .val("vi-VN")
        .attr("w:eastAsia", "vi-VN")
        .attr("w:bidi", "ar-SA");
    let fonts = ["w:ascii", "w:eastAsia", "w:hAnsi", "w:cs"]
        .into_iter()
        .fold(Element::new("w:rFonts"), |fonts, name| {
            fonts.attr(name, style::FONT_NAME)
        });
    let size = style::paragraph(Role::Body).size;
    let run = Element::new("w:rPr")
        .child(fonts)
        .children(sizes(size))
        .child(language);
    let paragraph = Element::new("w:pPr").child(spacing(Pt(0.0), Pt(0.0), 1.0));
    Element::new("w:docDefaults")
        .child(Element::new("w:rPrDefault").child(run))
        .child(Element::new("w:pPrDefault").child(paragraph))
}

/// Keeps Word's other built-in styles out of the clerk's way until one is used.
fn latent() -> Element {
    Element::new("w:latentStyles")
        .attr("w:defLockedState", "0")
        .attr("w:defUIPriority", "99")
        .attr("w:defSemiHidden", "1")
        .attr("w:defUnhideWhenUsed", "1")
        .attr("w:defQFormat", "0")
        .attr("w:count", "376")
}

fn normal() -> Element {
    named("paragraph", NORMAL, "Normal")
        .attr("w:default", "1")
        .child(Element::new("w:qFormat"))
        .child(Element::new("w:pPr").child(Element::new("w:widowControl")))
}

/// The style of one role.
fn of_role(role: Role) -> Element {
    let look = style::paragraph(role);
    let is_built_in = matches!(
        role,
        Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Body | Role::Caption
    );
    let mut element = named("paragraph", look.id, look.name);
    if !is_built_in {
        element = element.attr("w:customStyle", "1");
    }
    element.push(Element::new("w:basedOn").val(NORMAL));
    if let Some(next) = next(role) {
        element.push(Element::new("w:next").val(style::paragraph(next).id));
    }
    element
        .child(Element::new("w:qFormat"))
        .child(paragraph_properties(role, &look))
        .child(run_properties(&look))
}

/// The role of the paragraph that Enter starts after one of this role.
const fn next(role: Role) -> Option<Role> {
    match role {
        Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Caption => Some(Role::Body),
        Role::DocumentType => Some(Role::Subject),
        Role::Subject => Some(Role::Authority),
        Role::Authority => Some(Role::LegalBasis),
        Role::Order => Some(Role::Article),
        _ => None,
    }
}

fn paragraph_properties(role: Role, look: &ParagraphStyle) -> Element {
    let mut properties = Element::new("w:pPr");
    if look.keep_with_next {
        properties.push(Element::new("w:keepNext"));
    }
    if look.keep_together {
        properties.push(Element::new("w:keepLines"));
    }
    if let Some(frame) = frame(role) {
        properties.push(frame);
    }
    properties.push(spacing(
        room_above(role, look),
        look.space_after,
        look.line_spacing,
    ));
    let mut indent = Element::new("w:ind");
    for (name, length) in [
        ("w:left", look.left_indent),
        ("w:firstLine", look.first_line_indent),
    ] {
        if length.0 > 0.0 {
            indent = indent.attr(name, length.twips().to_string());
        }
    }
    if !indent.attributes.is_empty() {
        properties.push(indent);
    }
    if let Some(side) = justification(look.align) {
        properties.push(side);
    }
    if let Some(level) = outline_level(role) {
        properties.push(Element::new("w:outlineLvl").val(level));
    }
    properties
}

/// Clear space above: the signer's name leaves room for signature and seal (C21), a stamp keeps
/// off the number above it.
fn room_above(role: Role, look: &ParagraphStyle) -> Pt {
    match role {
        Role::SignerName => style::signature::ROOM.pt(),
        Role::Urgency | Role::Circulation => style::letterhead::STAMP_GAP,
        _ => look.space_before,
    }
}

/// Where the paragraph stands in Word's navigation pane.
const fn outline_level(role: Role) -> Option<&'static str> {
    match role {
        Role::DocumentType | Role::AnnexTitle | Role::Heading1 => Some("0"),
        Role::Article | Role::Heading2 => Some("1"),
        Role::Heading3 => Some("2"),
        _ => None,
    }
}

/// The frame of a stamp (C25, C26).
fn frame(role: Role) -> Option<Element> {
    let color = match role {
        Role::Urgency => urgency_red(),
        Role::Circulation => "000000".to_owned(),
        _ => return None,
    };
    let side = |name, space: &str| border(name, &color).attr("w:space", space);
    Some(
        Element::new("w:pBdr")
            .child(side("w:top", STAMP_SPACE))
            .child(side("w:left", "0"))
            .child(side("w:bottom", STAMP_SPACE))
            .child(side("w:right", "0")),
    )
}

fn urgency_red() -> String {
    let [red, green, blue] = style::URGENCY_RED;
    format!("{red:02X}{green:02X}{blue:02X}")
}

fn run_properties(look: &ParagraphStyle) -> Element {
    let mut properties = Element::new("w:rPr");
    if look.bold {
        properties.push(Element::new("w:b"));
        properties.push(Element::new("w:bCs"));
    }
    if look.italic {
        properties.push(Element::new("w:i"));
        properties.push(Element::new("w:iCs"));
    }
    if look.id == style::paragraph(Role::Urgency).id {
        properties.push(Element::new("w:color").val(urgency_red()));
    }
    properties.children(sizes(look.size))
}

fn sizes(size: Pt) -> [Element; 2] {
    let half_points = size.half_points().to_string();
    [
        Element::new("w:sz").val(half_points.clone()),
        Element::new("w:szCs").val(half_points),
    ]
}

fn spacing(before: Pt, after: Pt, line_spacing: f32) -> Element {
    /// `w:line` of single spacing.
    const SINGLE: f32 = 240.0;
    Element::new("w:spacing")
        .attr("w:before", before.twips().to_string())
        .attr("w:after", after.twips().to_string())
        .attr("w:line", format!("{:.0}", SINGLE * line_spacing))
        .attr("w:lineRule", "auto")
}

fn justification(align: Align) -> Option<Element> {
    let side = match align {
        Align::Left => return None,
        Align::Center => "center",
        Align::Justify => "both",
        Align::Right => "right",
    };
    Some(Element::new("w:jc").val(side))
}

/// The other styles of a cell's role: see [`in_cell`].
fn variants(role: Role) -> impl Iterator<Item = Element> {
    let base = style::paragraph(role);
    let usual = (base.size, "");
    let sizes = SMALLER.map(|(size, _, name)| (size, name));
    let sides = [
        (Align::Left, ""),
        (Align::Center, " giữa"),
        (Align::Right, " phải"),
    ];
    let all = std::iter::once(usual)
        .chain(sizes)
        .flat_map(move |size| sides.map(|side| (size, side)));
    let others = all.skip(1);
    others.map(move |((size, size_name), (align, side_name))| {
        let id = in_cell(size, role, align);
        let name = format!("{}{size_name}{side_name}", base.name);
        let mut style = custom("paragraph", &id, &name, base.id);
        if let Some(side) = justification(align) {
            style.push(Element::new("w:pPr").child(side));
        }
        if size < base.size {
            style.push(Element::new("w:rPr").children(self::sizes(size)));
        }
        style
    })
}

fn header() -> Element {
    let jc = Element::new("w:jc").val("center");
    named("paragraph", HEADER, "header")
        .child(Element::new("w:basedOn").val(NORMAL))
        .child(Element::new("w:uiPriority").val("99"))
        .child(Element::new("w:pPr").child(jc))
        .child(Element::new("w:rPr").children(sizes(style::PAGE_NUMBER_SIZE)))
}

fn seam() -> Element {
    let height = SEAM_HEIGHT.twips().to_string();
    let spacing = Element::new("w:spacing")
        .attr("w:before", "0")
        .attr("w:after", "0")
        .attr("w:line", height)
        .attr("w:lineRule", "exact");
    hidden(custom("paragraph", SEAM, "Sau bảng", NORMAL))
        .child(Element::new("w:pPr").child(spacing))
        .child(Element::new("w:rPr").children(sizes(SEAM_SIZE)))
}
