//! Pages as SVG: the layout's words at the layout's places.

use quick_xml::Reader;
use quick_xml::events::Event;
use quyet_dinh::diagnostics::{Diagnostics, Sources};
use quyet_dinh::document::Document;
use quyet_dinh::dossier::Input;
use quyet_dinh::drafting::{BuiltIn, DraftOptions, Templates};
use quyet_dinh::fonts::Fonts;
use quyet_dinh::page::svg::draw;
use quyet_dinh::pdf::layout::{Item, Layout, layout};
use quyet_dinh::pipeline::{self, Workshop};
use quyet_dinh::redline::marked;

const SON_LA: &str = include_str!("../../data/son-la-2021.yaml");
const DETAILED: &str = include_str!("../../data/mau-chi-tiet.yaml");

fn documents(text: &str) -> (Vec<Document>, Fonts) {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
    let templates = Templates::built_in(BuiltIn::DigitalGovernment, &mut sources);
    let workshop = Workshop {
        templates: templates.expect("templates"),
        fonts: Fonts::built_in().expect("fonts"),
    };
    let input = Input::new("ho-so.yaml", text, workshop.templates.set());
    let scored = pipeline::read(input, |_| (), &mut sources, &mut found).expect("scored");
    let options = DraftOptions::default();
    let drafted = pipeline::draft(&workshop, &scored, &options, &mut sources, &mut found);
    (drafted.expect("drafted"), workshop.fonts)
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

#[test]
fn marks_move_no_word() {
    let old = SON_LA
        .replace("diem: 85,0", "diem: 84,6")
        .replace("Luật Công nghệ", "Luật Kỹ nghệ");
    assert_ne!(old, SON_LA);
    let ((old, _), (new, fonts)) = (documents(&old), documents(SON_LA));
    let plain = layout(&new[0], &fonts).expect("laid out");
    let shown = layout(&marked(&old[0], &new[0]), &fonts).expect("laid out");
    assert_eq!(plain.pages.len(), shown.pages.len());
    let mut words = Vec::new();
    for page in 0..plain.pages.len() {
        // pieces that were parted stand on one line, one after the other
        let joined = |layout: &Layout| {
            let mut lines: Vec<(String, String)> = Vec::new();
            for (text, _, y, _) in of_layout(layout, page) {
                match lines.last_mut() {
                    Some((line, at)) if *at == y => line.push_str(&text),
                    _ => lines.push((text, y)),
                }
            }
            lines
        };
        assert_eq!(joined(&plain), joined(&shown), "page {page}");
        let pieces = of_drawing(&draw(&shown, page, "")).into_iter();
        words.extend(
            pieces
                .filter(|(.., changed)| *changed)
                .map(|(text, ..)| text),
        );
    }
    for word in ["Công", "80,7", "17%"] {
        assert!(
            words.iter().any(|own| own.contains(word)),
            "{word} in {words:?}"
        );
    }
    let same = layout(&marked(&new[0], &new[0]), &fonts).expect("laid out");
    assert!((0..same.pages.len()).all(|page| of_layout(&same, page).iter().all(|piece| !piece.3)));
}
