//! The style table against the decree's own sample column (Nghị định 30/2020/NĐ-CP, Phụ lục I and
//! III): sizes, weight, slant and place of every component.

use quyet_dinh::inner::document::{Orientation, Role};
use quyet_dinh::inner::style::{self, Align, page, paragraph, signature};

/// Code, role, smallest and largest size, bold, italic, alignment.
type Rule = (&'static str, Role, f32, f32, bool, bool, Align);

const RULES: [Rule; 27] = [
    (
        "C1",
        Role::NationalName,
        12.0,
        13.0,
        true,
        false,
        Align::Center,
    ),
    ("C2", Role::Motto, 13.0, 14.0, true, false, Align::Center),
    (
        "C4",
        Role::SuperiorBody,
        12.0,
        13.0,
        false,
        false,
        Align::Center,
    ),
    (
        "C5",
        Role::IssuingBody,
        12.0,
        13.0,
        true,
        false,
        Align::Center,
    ),
    ("C7", Role::Number, 13.0, 13.0, false, false, Align::Center),
    (
        "C8",
        Role::PlaceDate,
        13.0,
        14.0,
        false,
        true,
        Align::Center,
    ),
    (
        "C9",
        Role::DocumentType,
        13.0,
        14.0,
        true,
        false,
        Align::Center,
    ),
    ("C10", Role::Subject, 13.0, 14.0, true, false, Align::Center),
    (
        "C12",
        Role::Authority,
        13.0,
        14.0,
        true,
        false,
        Align::Center,
    ),
    (
        "C13",
        Role::LegalBasis,
        13.0,
        14.0,
        false,
        true,
        Align::Justify,
    ),
    ("C14", Role::Order, 13.0, 14.0, true, false, Align::Center),
    (
        "C15",
        Role::Article,
        13.0,
        14.0,
        false,
        false,
        Align::Justify,
    ),
    ("C16", Role::Body, 13.0, 14.0, false, false, Align::Justify),
    (
        "C18",
        Role::Heading1,
        13.0,
        14.0,
        true,
        false,
        Align::Justify,
    ),
    (
        "C18",
        Role::Heading2,
        13.0,
        14.0,
        true,
        false,
        Align::Justify,
    ),
    (
        "C18",
        Role::Heading3,
        13.0,
        14.0,
        true,
        false,
        Align::Justify,
    ),
    (
        "C19",
        Role::Capacity,
        13.0,
        14.0,
        true,
        false,
        Align::Center,
    ),
    (
        "C20",
        Role::SignerName,
        13.0,
        14.0,
        true,
        false,
        Align::Center,
    ),
    (
        "C22",
        Role::RecipientsTitle,
        12.0,
        12.0,
        true,
        true,
        Align::Left,
    ),
    (
        "C23",
        Role::Recipient,
        11.0,
        11.0,
        false,
        false,
        Align::Left,
    ),
    ("C25", Role::Urgency, 13.0, 14.0, true, false, Align::Center),
    (
        "C26",
        Role::Circulation,
        13.0,
        14.0,
        true,
        false,
        Align::Center,
    ),
    (
        "C27",
        Role::DrafterMark,
        11.0,
        11.0,
        false,
        false,
        Align::Left,
    ),
    (
        "A2",
        Role::AnnexLabel,
        14.0,
        14.0,
        true,
        false,
        Align::Center,
    ),
    (
        "A3",
        Role::AnnexTitle,
        13.0,
        14.0,
        true,
        false,
        Align::Center,
    ),
    (
        "A3",
        Role::AnnexSubtitle,
        13.0,
        14.0,
        true,
        false,
        Align::Center,
    ),
    (
        "A4",
        Role::AnnexReference,
        13.0,
        14.0,
        false,
        true,
        Align::Center,
    ),
];

#[test]
fn every_component_looks_as_the_decree_says() {
    for (code, role, least, most, bold, italic, align) in RULES {
        let look = paragraph(role);
        assert!(
            (least..=most).contains(&look.size.0),
            "{code}: {:?}",
            look.size
        );
        assert_eq!((look.bold, look.italic), (bold, italic), "{code}");
        assert_eq!(look.align, align, "{code}");
    }
}

#[test]
fn the_page_is_a4_with_the_decrees_margins() {
    assert_eq!((page::WIDTH.0, page::HEIGHT.0), (210.0, 297.0));
    for (margin, least, most) in [
        (page::TOP, 20.0, 25.0),
        (page::BOTTOM, 20.0, 25.0),
        (page::LEFT, 30.0, 35.0),
        (page::RIGHT, 15.0, 20.0),
    ] {
        assert!((least..=most).contains(&margin.0), "{margin:?}");
    }
    assert!((13.0..=14.0).contains(&style::PAGE_NUMBER_SIZE.0));
}

/// P2t: as Word turns them, the binding edge to the top.
#[test]
fn turned_margins_turn_with_the_sheet() {
    let turned = page::sheet(Orientation::Landscape);
    assert_eq!((turned.width.0, turned.height.0), (297.0, 210.0));
    for (margin, least, most) in [
        (turned.top, 30.0, 35.0),
        (turned.bottom, 15.0, 20.0),
        (turned.left, 20.0, 25.0),
        (turned.right, 20.0, 25.0),
    ] {
        assert!((least..=most).contains(&margin.0), "{margin:?}");
    }
    let upright = page::sheet(Orientation::Portrait);
    assert_eq!(upright.text_width(), page::TEXT_WIDTH);
    assert_eq!(upright.text_height(), page::TEXT_HEIGHT);
}

#[test]
fn text_in_tables_is_readable() {
    for size in style::table::SIZES {
        assert!((11.0..=13.0).contains(&size.0), "{size:?}");
    }
    assert_eq!(style::table::SIZES.last(), Some(&style::table::SMALLEST));
}

#[test]
fn body_text_has_the_decrees_indent_and_spacing() {
    let look = paragraph(Role::Body);
    assert!([10.0, 12.7].contains(&look.first_line_indent.0));
    assert!(look.space_before.0 + look.space_after.0 >= 6.0);
    assert!((1.0..=1.5).contains(&look.line_spacing));
}

#[test]
fn room_for_the_signature_is_clear() {
    assert!((35.0..=50.0).contains(&signature::ROOM.0));
    let half = page::TEXT_WIDTH.0 / 2.0;
    assert!(signature::RIGHT_WIDTH.0 <= half + 0.01, "in the right half");
    const { assert!(signature::FIELD_HEIGHT.0 <= signature::ROOM.0) };
    const { assert!(signature::SEAL_SIZE.0 <= signature::ROOM.0) };
}

#[test]
fn stamps_have_the_decrees_size() {
    for (words, width) in [("HỎA TỐC", 30.0), ("THƯỢNG KHẨN", 40.0), ("KHẨN", 20.0)] {
        assert!((style::letterhead::stamp_width(words).0 - width).abs() < 0.01);
    }
    assert!((style::letterhead::STAMP_HEIGHT.0 - 8.0).abs() < 0.01);
    assert_eq!(style::URGENCY_RED, [0xff, 0, 0]);
}
