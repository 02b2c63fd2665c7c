//! Pages as SVG: the layout's words at the layout's places.

use quick_xml::Reader;
use quick_xml::events::Event;
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources};
use quyet_dinh::inner::document::Document;
use quyet_dinh::inner::dossier::Input;
use quyet_dinh::inner::drafting::{BuiltIn, DraftOptions, Templates};
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::page::svg::{draw, row_origins, spots, words};
use quyet_dinh::inner::pdf::layout::{Item, Layout, Mark, layout};
use quyet_dinh::inner::pipeline::{self, Workshop};
use quyet_dinh::inner::redline::marked;

const SON_LA: &str = include_str!("../../data/son-la-2021.yaml");
const DETAILED: &str = include_str!("../../data/mau-chi-tiet.yaml");

fn documents(text: &str) -> (Vec<Document>, Fonts) {
    documents_with(text, &DraftOptions::default())
}

fn documents_with(text: &str, options: &DraftOptions) -> (Vec<Document>, Fonts) {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
    let templates = Templates::built_in(BuiltIn::DigitalGovernment, &mut sources);
    let workshop = Workshop {
        templates: templates.expect("templates").into(),
        fonts: Fonts::built_in().expect("fonts").into(),
    };
    let input = Input::new("ho-so.yaml", text, workshop.templates.set());
    let scored = pipeline::read(input, |_| (), &mut sources, &mut found).expect("scored");
    let drafted = pipeline::draft(&workshop, &scored, options, &mut sources, &mut found);
    (drafted.expect("drafted"), Fonts::clone(&workshop.fonts))
}

/// Text, place and whether it is marked, of every piece.
type Pieces = Vec<(String, String, String, bool)>;

fn number(value: f32) -> String {
    let rounded = (f64::from(value) * 1000.0).round() / 1000.0;
    format!("{}", rounded + 0.0)
}

fn of_layout(layout: &Layout, page: usize) -> Pieces {
    let texts = layout.pages[page]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Text(text) if !text.text.is_empty() => Some(text),
            _ => None,
        });
    let pieces = texts.map(|text| {
        (
            text.text.clone(),
            number(text.x.0),
            number(text.y.0),
            text.changed,
        )
    });
    pieces.collect()
}

/// The same, read back from a drawing; fails if it is no XML.
fn of_drawing(drawn: &str) -> Pieces {
    let mut reader = Reader::from_str(drawn);
    let mut pieces = Pieces::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(element) if element.name().as_ref() == b"tspan" => {
                let of = |name: &str| {
                    let found = element.try_get_attribute(name).expect("an attribute");
                    found.map(|found| String::from_utf8_lossy(&found.value).into_owned())
                };
                if let (Some(x), Some(y)) = (of("x"), of("y")) {
                    let class = of("class").unwrap_or_default();
                    let changed = class.split(' ').any(|word| word == "c");
                    pieces.push((String::new(), x, y, changed));
                }
            }
            Event::Text(text) => {
                if let Some(piece) = pieces.last_mut() {
                    piece.0 += &text.decode().expect("UTF-8");
                }
            }
            Event::GeneralRef(name) => {
                let letter = match &*name.decode().expect("UTF-8") {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    other => panic!("{other}"),
                };
                if let Some(piece) = pieces.last_mut() {
                    piece.0 += letter;
                }
            }
            Event::Eof => return pieces,
            _ => {}
        }
    }
}

#[test]
fn every_word_stands_where_the_layout_has_it() {
    for text in [SON_LA, DETAILED] {
        let (documents, fonts) = documents(text);
        for document in &documents {
            let laid_out = layout(document, &fonts).expect("laid out");
            for page in 0..laid_out.pages.len() {
                let drawn = draw(&laid_out, page, "trang");
                assert_eq!(of_drawing(&drawn), of_layout(&laid_out, page));
            }
        }
    }
}

#[test]
fn signs_of_markup_in_names_are_letters() {
    let text = SON_LA.replace(
        "ten: UBND huyện Vân Hồ",
        "ten: 'UBND <b>&\"huyện\" Vân Hồ</b>'",
    );
    assert_ne!(text, SON_LA);
    let (documents, fonts) = documents(&text);
    let laid_out = layout(&documents[0], &fonts).expect("laid out");
    let mut all = String::new();
    for page in 0..laid_out.pages.len() {
        let pieces = of_drawing(&draw(&laid_out, page, "a \"b\" <c>"));
        all.extend(pieces.into_iter().map(|(text, ..)| text));
    }
    assert!(all.contains("<b>&\"huyện\""), "{all}");
}

/// The pieces marked as changed against an older state; fails if marking moved a word.
fn changed(old: &str, new: &str) -> Vec<String> {
    let ((old, _), (new, fonts)) = (documents(old), documents(new));
    let mut words = Vec::new();
    for (old, new) in old.iter().zip(&new) {
        let plain = layout(new, &fonts).expect("laid out");
        let shown = layout(&marked(old, new), &fonts).expect("laid out");
        assert_eq!(plain.pages.len(), shown.pages.len());
        for page in 0..plain.pages.len() {
            let (before, after) = (lines(&plain, page), lines(&shown, page));
            let texts = |lines: &[Line]| -> Vec<(String, String)> {
                let lines = lines.iter();
                lines
                    .map(|line| (line.text.clone(), line.y.clone()))
                    .collect()
            };
            assert_eq!(texts(&before), texts(&after), "page {page}");
            let both = before.iter().zip(&after);
            for (at, x, other) in both.flat_map(|(before, after)| before.beside(after)) {
                assert!((x - other).abs() < 0.01, "letter {at} of page {page}");
            }
            let pieces = of_drawing(&draw(&shown, page, "")).into_iter();
            let pieces = pieces.filter(|(.., changed)| *changed);
            words.extend(pieces.map(|(text, ..)| text));
        }
    }
    words
}

/// Pieces that stand on one line, one after the other.
struct Line {
    text: String,
    y: String,
    /// After how many bytes each piece starts, and where it stands.
    starts: Vec<(usize, f64)>,
}

impl Line {
    /// Where the pieces stand that both begin after the same bytes.
    fn beside(&self, other: &Self) -> Vec<(usize, f64, f64)> {
        let both = self.starts.iter().filter_map(|(at, x)| {
            let (_, other) = other.starts.iter().find(|(start, _)| start == at)?;
            Some((*at, *x, *other))
        });
        both.collect()
    }
}

fn lines(layout: &Layout, page: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (text, x, y, _) in of_layout(layout, page) {
        let x = x.parse().expect("a number");
        match lines.last_mut().filter(|line| line.y == y) {
            Some(line) => {
                line.starts.push((line.text.len(), x));
                line.text += &text;
            }
            None => lines.push(Line {
                text,
                y,
                starts: vec![(0, x)],
            }),
        }
    }
    lines
}

/// Each edit of the dossier, with words that it changes and one that it does not.
const EDITS: &[(&str, &str, &[&str], &str)] = &[
    ("diem: 85,0", "diem: 84,6", &["80,7", "17%"], "Vân Hồ"),
    ("Luật Công nghệ", "Luật Kỹ nghệ", &["Công"], "Luật "),
    (
        "ho_ten: Đặng Ngọc Hậu",
        "ho_ten: Đặng Ngọc Hà",
        &["Hậu"],
        "Đặng",
    ),
    (
        "quyen_han: KT. CHỦ TỊCH",
        "quyen_han: TM. ỦY BAN NHÂN DÂN",
        &["KT. CHỦ TỊCH"],
        "PHÓ",
    ),
    ("  - Như Điều 2", "  - Như Điều 3", &["2;"], "Như"),
    ("  - Như Điều 2\n", "", &["- Như Điều 2;"], "Lưu"),
    (
        "dia_danh: Sơn La",
        "dia_danh: Mộc Châu",
        &["Sơn La"],
        "tháng",
    ),
    (
        "    - Việc tập huấn, bồi dưỡng",
        "    - Kỹ năng số, bồi dưỡng",
        &["Việc tập huấn"],
        "bồi dưỡng",
    ),
];

#[test]
fn marks_move_no_word() {
    for (is, was, new, kept) in EDITS {
        let old = SON_LA.replacen(is, was, 1);
        assert_ne!(old, SON_LA, "{is}");
        let words = changed(&old, SON_LA);
        for word in *new {
            let is_marked = words.iter().any(|own| own.contains(word));
            assert!(is_marked, "{word} in {words:?}");
        }
        assert!(
            !words.iter().any(|own| own.contains(kept)),
            "{kept} in {words:?}"
        );
        assert!(words.len() < 30, "{words:?}");
    }
    for text in [SON_LA, DETAILED] {
        assert_eq!(changed(text, text), Vec::<String>::new());
    }
}

#[test]
fn of_another_document_every_word_is_marked_and_none_moves() {
    let words = changed(DETAILED, SON_LA);
    assert!(words.len() > 300, "{}", words.len());
    // the national name stays where it was
    assert!(!words.iter().any(|own| own.contains("CỘNG HÒA")));
    assert!(changed(SON_LA, DETAILED).len() > 300);
}

#[test]
fn an_item_that_is_new_is_marked_with_its_label() {
    let old = SON_LA.replacen(
        "    - Việc tập huấn, bồi dưỡng",
        "    Việc tập huấn, bồi dưỡng",
        1,
    );
    let words = changed(&old, SON_LA);
    assert!(words.iter().any(|own| own == "- "), "{words:?}");
}

#[test]
fn only_blanks_that_the_layout_stretches_are_stretched() {
    let (is, was) = (
        "phục vụ việc xử lý công việc",
        "phục\u{a0}vụ việc xử\u{a0}lý công việc",
    );
    let text = SON_LA.replace(is, was);
    assert_ne!(text, SON_LA);
    let (documents, fonts) = documents(&text);
    let laid_out = layout(&documents[0], &fonts).expect("laid out");
    let mut all = String::new();
    for page in 0..laid_out.pages.len() {
        let drawn = draw(&laid_out, page, "");
        assert_eq!(of_drawing(&drawn), of_layout(&laid_out, page));
        all += &drawn;
    }
    assert!(all.contains("phục<tspan word-spacing=\"0\">\u{a0}</tspan>vụ"));
}

#[test]
fn what_is_no_text_of_the_document_is_hidden_and_leads_nowhere() {
    let (documents, fonts) = documents(DETAILED);
    let laid_out = layout(&documents[0], &fonts).expect("laid out");
    let mut hidden = 0;
    for (page, placed) in laid_out.pages.iter().enumerate() {
        let artifacts = placed.items.iter().filter(|item| match item {
            Item::Text(text) => matches!(text.mark, Mark::Artifact(_)) && !text.text.is_empty(),
            _ => false,
        });
        let drawn = draw(&laid_out, page, "");
        let texts: Vec<&str> = drawn.split("<text ").skip(1).collect();
        let tags = texts.iter().filter_map(|text| text.split('>').next());
        let (without, with): (Vec<&str>, _) = tags.partition(|tag| tag.contains("aria-hidden"));
        assert_eq!(without.len(), artifacts.count(), "page {page}");
        assert!(without.iter().all(|tag| !tag.contains("data-spot")));
        assert!(with.iter().all(|tag| tag.contains("data-spot")));
        hidden += without.len();
    }
    // page numbers and rows of headers
    assert!(hidden > laid_out.pages.len(), "{hidden}");
}

#[test]
fn the_draft_mark_lies_behind_lines_and_words() {
    let options = DraftOptions {
        draft: Some(Some(2)),
        ..DraftOptions::default()
    };
    let (documents, fonts) = documents_with(SON_LA, &options);
    let laid_out = layout(&documents[0], &fonts).expect("laid out");
    for page in 0..laid_out.pages.len() {
        let drawn = draw(&laid_out, page, "");
        assert_eq!(of_drawing(&drawn), of_layout(&laid_out, page));
        let (before, mark) = drawn.split_once("<text ").expect("text");
        let (mark, after) = mark.split_once("</text>").expect("closed");
        assert!(mark.contains("fill=\"#d9d9d9\" transform=\"rotate(-45 "));
        assert!(mark.contains("DỰ THẢO"), "{mark}");
        assert!(!before.contains("<path") && !after.contains("rotate("));
        // on some pages there is no line
        let lines = laid_out.pages[page].items.iter();
        let lines = lines.filter(|item| matches!(item, Item::Line { .. }));
        assert_eq!(after.matches("<path").count(), lines.count());
    }
}

#[test]
fn what_was_typed_is_traced() {
    let (documents, fonts) = documents(SON_LA);
    let laid_out = layout(&documents[0], &fonts).expect("laid out");
    let pages = 0..laid_out.pages.len();
    let all: Vec<_> = pages.flat_map(|page| spots(&laid_out, page)).collect();
    let of = |text: &str| {
        let found = all
            .iter()
            .find(|(spot, _)| words(&laid_out, *spot).contains(text));
        *found.unwrap_or_else(|| panic!("{text}"))
    };
    for text in [
        "/QĐ-UBND",
        "Sơn La, ngày",
        "Luật Công nghệ thông tin",
        "Tỷ lệ ký số",
    ] {
        assert!(of(text).1.is_some(), "{text}");
    }
    let labels = all
        .iter()
        .filter(|(spot, _)| words(&laid_out, *spot) == "- ");
    let origins: Vec<_> = labels.map(|(_, origin)| origin).collect();
    assert!(origins.len() > 5 && origins.iter().all(|origin| origin.is_some()));
    // the cells of a row lead to its agency, wherever the row is clicked
    let (name, origin) = of("UBND huyện Vân Hồ");
    assert!(row_origins(&laid_out, name).contains(&origin.expect("typed")));
    let score = of("12 (67,4)").0;
    assert_eq!(row_origins(&laid_out, score), row_origins(&laid_out, name));
}
