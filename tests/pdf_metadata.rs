//! What the PDF says of itself: Info, XMP, output intent, fonts, bookmarks and links.

mod pdf_support;

use lopdf::{Dictionary, Document as Pdf, Object};
use quyet_dinh::inner::fonts::Fonts;

fn sample() -> Pdf {
    let mut document = pdf_support::sample();
    document.meta.number = Some("3203".to_owned());
    document.meta.title = "Quyết định 3203/QĐ-UBND <thử> & \"khác\"".to_owned();
    let fonts = Fonts::built_in().expect("fonts are compiled in");
    let bytes = quyet_dinh::inner::pdf::write(&document, &fonts).expect("the document is sound");
    Pdf::load_mem(&bytes).expect("a PDF")
}

fn text(object: &Object) -> String {
    let bytes = object.as_str().expect("a string");
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(units) => {
            let units: Vec<u16> = units
                .chunks(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => String::from_utf8(bytes.to_vec()).expect("ASCII"),
    }
}

fn catalog_entry<'a>(pdf: &'a Pdf, key: &[u8]) -> &'a Object {
    pdf.catalog()
        .expect("catalog")
        .get_deref(key, pdf)
        .expect("an entry")
}

#[test]
fn info_and_xmp_are_in_step() {
    let pdf = sample();
    let info = pdf
        .trailer
        .get_deref(b"Info", &pdf)
        .expect("Info")
        .as_dict()
        .expect("dictionary");
    let fact = |key: &str| text(info.get(key.as_bytes()).expect("a fact"));
    let xmp = catalog_entry(&pdf, b"Metadata")
        .as_stream()
        .expect("a stream");
    assert!(
        !xmp.dict.has(b"Filter"),
        "XMP must be readable as it stands"
    );
    let xmp = String::from_utf8(xmp.content.clone()).expect("UTF-8");
    let holds = |what: &str| assert!(xmp.contains(what), "{what} is not in\n{xmp}");
    let escaped = |fact: &str| quick_xml::escape::escape(fact).into_owned();
    holds(&format!(
        "<rdf:li xml:lang=\"x-default\">{}</rdf:li>",
        escaped(&fact("Title"))
    ));
    holds(&format!(
        "<rdf:li xml:lang=\"x-default\">{}</rdf:li>",
        escaped(&fact("Subject"))
    ));
    holds(&format!(
        "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li>",
        fact("Author")
    ));
    holds(&format!(
        "<pdf:Keywords>{}</pdf:Keywords>",
        fact("Keywords")
    ));
    holds(&format!(
        "<pdf:Producer>{}</pdf:Producer>",
        fact("Producer")
    ));
    holds(&format!(
        "<xmp:CreatorTool>{}</xmp:CreatorTool>",
        fact("Creator")
    ));
    assert_eq!(fact("CreationDate"), "D:20211215000000+07'00'");
    assert_eq!(fact("ModDate"), fact("CreationDate"));
    holds("<xmp:CreateDate>2021-12-15T00:00:00+07:00</xmp:CreateDate>");
    holds("<xmp:ModifyDate>2021-12-15T00:00:00+07:00</xmp:ModifyDate>");
    holds("<dc:identifier>3203/QĐ-UBND</dc:identifier>");
    holds("<dc:language><rdf:Bag><rdf:li>vi</rdf:li>");
    assert_eq!(text(catalog_entry(&pdf, b"Lang")), "vi");
}

#[test]
fn the_output_intent_is_an_srgb_profile() {
    let pdf = sample();
    let intents = catalog_entry(&pdf, b"OutputIntents")
        .as_array()
        .expect("array");
    let intent = intents[0].as_dict().expect("dictionary");
    let profile = intent
        .get_deref(b"DestOutputProfile", &pdf)
        .expect("a profile");
    let bytes = profile
        .as_stream()
        .expect("a stream")
        .get_plain_content()
        .expect("content");
    let size = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    assert_eq!(size as usize, bytes.len());
    assert_eq!(&bytes[12..24], b"mntrRGB XYZ ");
    assert_eq!(&bytes[36..40], b"acsp");
}

#[test]
fn fonts_are_cut_and_of_one_family() {
    let pdf = sample();
    let page = pdf.page_iter().next().expect("a page");
    let fonts = pdf.get_page_fonts(page).expect("fonts");
    assert_eq!(fonts.len(), 4);
    for font in fonts.values() {
        let name = font
            .get(b"BaseFont")
            .and_then(Object::as_name)
            .expect("a name");
        let name = String::from_utf8(name.to_vec()).expect("ASCII");
        let (tag, family) = name.split_once('+').expect("a subset's tag");
        assert!(tag.len() == 6 && tag.bytes().all(|letter| letter.is_ascii_uppercase()));
        assert!(family.starts_with("LiberationSerif-"));
    }
    let programs: usize = pdf
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| stream.dict.has(b"Length1"))
        .map(|stream| stream.content.len())
        .sum();
    assert!(programs < 60_000, "{programs} bytes of fonts");
}

fn outline(pdf: &Pdf, item: &Dictionary, depth: usize, found: &mut Vec<(usize, String)>) {
    let follow = |item: &Dictionary, key: &[u8]| -> Option<Dictionary> {
        item.get_deref(key, pdf).ok()?.as_dict().ok().cloned()
    };
    let mut next = follow(item, b"First");
    while let Some(item) = next {
        found.push((depth, text(item.get(b"Title").expect("a title"))));
        outline(pdf, &item, depth + 1, found);
        next = follow(&item, b"Next");
    }
}

#[test]
fn bookmarks_follow_the_headings() {
    let pdf = sample();
    let root = catalog_entry(&pdf, b"Outlines")
        .as_dict()
        .expect("dictionary");
    let mut found = Vec::new();
    outline(&pdf, root, 0, &mut found);
    let shown: Vec<(usize, &str)> = found
        .iter()
        .map(|(depth, title)| (*depth, title.split_whitespace().next().expect("a word")))
        .collect();
    assert_eq!(
        shown,
        [
            (0, "Quyết"),
            (1, "Điều"),
            (1, "Điều"),
            (0, "Phụ"),
            (1, "A."),
            (2, "I."),
            (1, "B."),
            (2, "1."),
            (1, "C.")
        ]
    );
    assert_eq!(root.get(b"Count").and_then(Object::as_i64).ok(), Some(9));
    let article = "Điều 2. Chánh Văn phòng Ủy ban nhân dân tỉnh; Thủ trưởng các sở, ban, ngành…";
    assert_eq!(found[2].1, article, "cut after a word");
    let preferences = catalog_entry(&pdf, b"ViewerPreferences")
        .as_dict()
        .expect("dictionary");
    let shows_title = preferences
        .get(b"DisplayDocTitle")
        .and_then(Object::as_bool);
    assert_eq!(shows_title.ok(), Some(true));
}

#[test]
fn a_reference_to_a_table_is_a_link_to_its_page() {
    let pdf = sample();
    let links: Vec<&Dictionary> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|object| object.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Link"))
        .collect();
    let [link] = links.as_slice() else {
        panic!("one reference leads to a table of this document: {links:?}")
    };
    assert_eq!(text(link.get(b"Contents").expect("words")), "Bảng 1");
    let target = &link
        .get(b"Dest")
        .and_then(Object::as_array)
        .expect("a place")[0];
    let target = target.as_reference().expect("a page");
    let page = pdf
        .page_iter()
        .position(|page| page == target)
        .expect("a page");
    let text = pdf_support::read::pages_of(&pdf)[page]
        .values()
        .cloned()
        .collect::<String>();
    assert!(text.contains("Tên cơ quan"), "the table starts there");
}
