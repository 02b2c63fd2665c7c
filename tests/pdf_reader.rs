//! A PDF of ours is read back whole; one that shows anything otherwise than it says is not read.

mod common;

use common::SON_LA;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use quyet_dinh::inner::drafting::DraftOptions;
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::pdf_reader::{self, PdfFile};

fn original() -> Vec<u8> {
    let document = common::document(SON_LA, &DraftOptions::default());
    let fonts = Fonts::built_in().expect("compiled in");
    quyet_dinh::inner::pdf::write(&document, &fonts).expect("sound")
}

fn read(bytes: &[u8]) -> Result<PdfFile, String> {
    pdf_reader::read(bytes, &Fonts::built_in().expect("compiled in"))
}

/// The file after a change of its objects.
fn changed(change: impl FnOnce(&mut Document, ObjectId)) -> Vec<u8> {
    let mut pdf = Document::load_mem(&original()).expect("a PDF");
    let page = pdf.page_iter().nth(3).expect("a page");
    change(&mut pdf, page);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("written");
    bytes
}

/// The file after a change of a page's content.
fn drawn(change: impl FnOnce(String) -> String) -> Vec<u8> {
    changed(|pdf, page| {
        let content = pdf.get_page_content(page);
        let content = String::from_utf8(content).expect("ASCII");
        let new = change(content.clone());
        assert_ne!(new, content, "nothing to change");
        pdf.change_page_content(page, new.into_bytes())
            .expect("a page");
    })
}

#[test]
fn a_file_of_ours_is_read() {
    let file = read(&original()).expect("ours");
    let text: String = file.lines.iter().map(|line| line.text.as_str()).collect();
    assert!(text.contains("QUYẾT ĐỊNH") && text.contains("Sở Xây dựng"));
    assert_eq!(file.pages, 7);
    // written anew by another library, it says the same
    assert_eq!(read(&changed(|_, _| ())), Ok(file.clone()));
    let lengthened = drawn(|content| content + " ");
    assert_eq!(read(&lengthened), Ok(file));
}

#[test]
fn what_our_writer_does_not_draw_is_not_read() {
    let added = |operators: &str| drawn(|content| format!("{content}\n{operators}"));
    for operators in [
        "1 1 1 rg 0 0 500 500 re f",
        "0 0 500 500 re W n",
        "/Im1 Do",
        "q 1 0 0 1 0 400 cm",
        "/GS1 gs",
        "100 w",
        "1 0 0 1 9 9 Tm",
        "3 Tr",
        "BI /W 1 /H 1 ID x EI",
        "BT 100 100 Td [<0001>] TJ ET",
        "/OC /Hidden BDC EMC",
        "/Span <</MCID 99>> BDC BT 100 100 Td 100 100 Td ET EMC",
        "EMC EMC EMC",
    ] {
        assert!(read(&added(operators)).is_err(), "{operators}");
    }
}

#[test]
fn text_that_nobody_can_see_is_not_read() {
    let faded = drawn(|content| content.replacen("0 0 0 rg", "1 1 1 rg", 1));
    assert!(read(&faded).expect_err("white").contains("quá nhạt"));
    let small = drawn(|content| {
        content
            .replacen(" 12 Tf", " 0.1 Tf", 1)
            .replacen(" 13 Tf", " 0.1 Tf", 1)
    });
    assert!(read(&small).expect_err("tiny").contains("cỡ chữ lạ"));
    let first = |content: &str| {
        let end = content.find(" Td").expect("text");
        let start = content[..end].rfind('\n').expect("a line") + 1;
        (start, end)
    };
    let away = drawn(|content| {
        let (start, end) = first(&content);
        format!("{}-900 400{}", &content[..start], &content[end..])
    });
    assert!(
        read(&away)
            .expect_err("beside the sheet")
            .contains("ngoài mép giấy")
    );
}

/// The letters that the file claims are those that its fonts draw.
#[test]
fn letters_that_are_drawn_as_others_are_not_read() {
    let lying = changed(|pdf, page| {
        let fonts = pdf.get_page_fonts(page).expect("fonts");
        let maps: Vec<ObjectId> = fonts
            .values()
            .filter_map(|font| font.get(b"ToUnicode").and_then(Object::as_reference).ok())
            .collect();
        for id in maps {
            let stream = pdf
                .get_object_mut(id)
                .and_then(Object::as_stream_mut)
                .expect("a map");
            let map = stream.get_plain_content().expect("plain");
            let map = String::from_utf8(map).expect("ASCII");
            // 8 is said to be 9, and 9 to be 8
            let map = map
                .replace("<0038>", "<?>")
                .replace("<0039>", "<0038>")
                .replace("<?>", "<0039>");
            stream.set_plain_content(map.into_bytes());
        }
    });
    assert!(
        read(&lying)
            .expect_err("lies")
            .contains("chữ vẽ khác với chữ ghi")
    );
}

#[test]
fn what_hangs_on_a_page_draws_nothing() {
    let annotated = |kind: &'static str| {
        changed(move |pdf, page| {
            let form = Stream::new(
                dictionary! { "Subtype" => "Form" },
                b"0 0 9 9 re f".to_vec(),
            );
            let form = pdf.add_object(form);
            let annotation = dictionary! {
                "Type" => "Annot", "Subtype" => kind, "AP" => dictionary! { "N" => form },
            };
            let page = pdf.get_dictionary_mut(page).expect("a page");
            page.set("Annots", vec![Object::Dictionary(annotation)]);
        })
    };
    for kind in ["FreeText", "Stamp", "Link", "Widget", "Square"] {
        let problem = read(&annotated(kind)).expect_err(kind);
        assert!(problem.contains("phủ lên trang"), "{kind}: {problem}");
    }
    for (key, value) in [
        ("Rotate", Object::Integer(180)),
        ("CropBox", vec![0.into(); 4].into()),
    ] {
        let turned = changed(|pdf, page| {
            pdf.get_dictionary_mut(page)
                .expect("a page")
                .set(key, value)
        });
        assert!(read(&turned).expect_err(key).contains("mục lạ"));
    }
}

/// What is appended may be read by one program and not by another.
#[test]
fn a_file_written_in_two_goes_is_not_read() {
    let twice = [&original()[..], b"\nstartxref\n0\n%%EOF\n"].concat();
    assert!(read(&twice).is_err());
    assert!(read(&original()[..2000]).is_err());
    assert!(read(b"").is_err());
}

/// What unpacks to far more than a page of ours is not unpacked.
#[test]
fn a_bomb_is_not_read() {
    let bomb = changed(|pdf, page| {
        let mut stream = Stream::new(dictionary! {}, vec![b' '; 64 << 20]);
        stream.compress().expect("packed");
        let id = pdf.add_object(stream);
        let page = pdf.get_dictionary_mut(page).expect("a page");
        page.set("Contents", id);
    });
    assert!(bomb.len() < 1 << 20);
    assert!(read(&bomb).is_err());
}
