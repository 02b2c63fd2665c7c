//! Files made to bring a reader down: the check ends at once, with a word and without a crash.

use lopdf::{Object, dictionary};
use proptest::prelude::*;

use super::signed::{archive, file, only, refused, unsigned};
use super::signing::{self, SEAL, SIGNATORY, Update, gap, seal, sign, signed_data};

/// Loops, chains and bombs that made readers of PDF fall over.
#[test]
fn hostile_structures_end_at_once() {
    let start = unsigned().len();
    let document = lopdf::Document::load_mem(unsigned()).expect("a PDF");
    let previous = document.xref_start;
    let root = Update::new(unsigned()).root().0;
    let refuse = |objects: &str, table: &str, more: &str| {
        let at = start + objects.len();
        let bytes = format!(
            "{objects}{table}trailer\n<</Size 999/Root {root} 0 R{more}>>\nstartxref\n{at}\n%%EOF\n"
        );
        only(&refused(&[unsigned(), bytes.as_bytes()].concat()), "LT043")
    };
    let prev = format!("/Prev {previous}");
    // a section that follows itself; one that lies in the future; one too many
    let itself = format!("/Prev {start}");
    assert!(refuse("", "xref\n0 0\n", &itself).contains("không nối tiếp"));
    assert!(refuse("", "xref\n0 0\n", "/Prev 99999999").contains("không nối tiếp"));
    assert!(refuse("", "xref\n0 0\n", "").contains("không nối tiếp"));
    assert!(refuse("", "xref\n0 0\n", &format!("{prev}/Encrypt<<>>")).contains("mật khẩu"));
    assert!(refuse("", "xref\n0 0\n", &format!("{prev}/XRefStm 9")).contains("hai dạng"));
    // tables that promise the impossible
    for table in [
        "xref\n0 18446744073709551615\n",
        "xref\n18446744073709551615 2\n0000000000 00000 n \n0000000000 00000 n \n",
        "xref\n5 1\n0000000000 00000 f \n5 1\n0000000000 00000 f \n",
        "xref\n0 x\n",
    ] {
        assert_eq!(refuse("", table, &prev), "bảng tham chiếu hỏng", "{table}");
    }
    let outside = "xref\n900 1\n0000000017 00000 n \n";
    assert!(refuse("", outside, &prev).contains("ra ngoài"));
    // objects that are not what the table says, nest without end or pretend a length
    let deep = "[".repeat(100_000);
    for object in [
        "901 0 obj\n<<>>\nendobj\n".to_owned(),
        format!("900 0 obj\n{deep}\nendobj\n"),
        format!("900 0 obj\n{}\nendobj\n", "<</A".repeat(100_000)),
        format!("900 0 obj\n{}\nendobj\n", "(".repeat(100_000)),
        "900 0 obj\n<</Length 9999999999>>\nstream\nx\nendstream\nendobj\n".to_owned(),
        "900 0 obj\n<</Length -1>>\nstream\nx\nendstream\nendobj\n".to_owned(),
        "900 0 obj\n<</Length 900 0 R>>\nstream\nx\nendstream\nendobj\n".to_owned(),
        "900 0 obj\n<</Length 1 0 R>>\nstream\nx\nendstream\nendobj\n".to_owned(),
    ] {
        let table = format!("xref\n900 1\n{start:010} 00000 n \n");
        assert_eq!(
            refuse(&object, &table, &prev),
            "một đối tượng hỏng",
            "{:.40}",
            object
        );
    }
}

/// Cross-reference streams whose dictionary asks for endless rows or memory.
#[test]
fn hostile_cross_reference_streams_end_at_once() {
    let start = unsigned().len();
    let previous = lopdf::Document::load_mem(unsigned())
        .expect("a PDF")
        .xref_start;
    let root = Update::new(unsigned()).root().0;
    for dictionary in [
        "/W[0 0 0]/Size 9000000000",
        "/W[1 9000000000000000000 1]/Size 3",
        "/W[9000000000000000000 9000000000000000000 9000000000000000000]/Size 3",
        "/W[1 -1 1]/Size 3",
        "/W[1 2]/Size 3",
        "/W[1 2 1]/Index[0 9000000000000000000]/Size 3",
        "/W[1 2 1]/Index[0]/Size 3",
        "/W[1 2 1]/Size 3/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 9000000000000000000>>",
        "/W[1 2 1]/Size 3/Filter/FlateDecode/DecodeParms<</Predictor 12/Colors 9000000000000000000>>",
        "/W[1 2 1]/Size 3/Filter/LZWDecode",
        "/W[1 2 1]",
    ] {
        let bytes = format!(
            "900 0 obj\n<</Type/XRef{dictionary}/Root {root} 0 R/Prev {previous}/Length 8>>\nstream\nabcdefgh\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"
        );
        let told = only(&refused(&[unsigned(), bytes.as_bytes()].concat()), "LT043");
        assert_eq!(told, "bảng tham chiếu hỏng", "{dictionary}");
    }
}

/// Appends increments of raw objects, each with a table of its own, and closes each with `end`.
fn increments(parts: &[&[(u32, &str)]], before_end: &str) -> Vec<u8> {
    let mut bytes = unsigned().to_vec();
    let document = lopdf::Document::load_mem(unsigned()).expect("a PDF");
    let mut previous = document.xref_start;
    let update = Update::new(unsigned());
    let (root, info) = (update.root().0, update.info().0);
    for objects in parts {
        let mut table = String::from("xref\n");
        for (number, object) in *objects {
            table.push_str(&format!("{number} 1\n{:010} 00000 n \n", bytes.len()));
            bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
        }
        let at = bytes.len();
        bytes.extend(
            format!(
                "{table}trailer\n<</Size 999/Root {root} 0 R/Info {info} 0 R/Prev {previous}>>\n{before_end}startxref\n{at}\n%%EOF\n"
            )
            .bytes(),
        );
        previous = at;
    }
    bytes
}

/// Objects that are few bytes and endlessly many values: comparing them comes to an end.
#[test]
fn hostile_objects_are_compared_in_bounded_time() {
    let mut deep = "1".to_owned();
    for _ in 0..40 {
        deep = format!("<</A {deep}>>");
    }
    // a value written out in one increment, led to in the other, and the other way round, without end
    let itself: [&[(u32, &str)]; 2] = [
        &[(900, "<</A<</A 900 0 R>>>>"), (902, "<</A 900 0 R>>")],
        &[(901, "<</A<</A 901 0 R>>>>"), (902, "<</A<</A 901 0 R>>>>")],
    ];
    let twice = "<</A 900 0 R/B 900 0 R>>";
    let out = "<</A<</A 901 0 R/B 901 0 R>>/B<</A 901 0 R/B 901 0 R>>>>";
    let wide: [&[(u32, &str)]; 2] = [&[(900, twice), (902, twice)], &[(901, out), (902, out)]];
    let nested: [&[(u32, &str)]; 2] = [&[(900, &deep)], &[(900, &deep)]];
    for parts in [itself, wide, nested] {
        // read and compared to the end: nobody signed, and the second increment changes the first
        let problems = refused(&increments(&parts, ""));
        assert!(
            problems.iter().all(|problem| problem.code != "LT043"),
            "{problems:?}"
        );
        assert_eq!(problems[0].code, "LT042");
    }
    // comments that swallow what follows
    for comments in ["startxref %".repeat(100_000), "startxref\n".repeat(100_000)] {
        let bytes = increments(&[&[(900, "<<>>")]], &comments);
        only(&refused(&bytes), "LT043");
    }
}

/// Fields that lead to themselves, with kids that are objects and with kids that are not: 8^32 ways.
#[test]
fn fields_that_lead_to_themselves_end_at_once() {
    for is_object in [true, false] {
        let mut update = Update::new(unsigned());
        let titled =
            |kids: Object| dictionary! { "T" => Object::string_literal("x"), "Kids" => kids };
        let kids = update.add(Object::Null);
        let field = update.add(titled(kids.into()));
        let kid = if is_object {
            field.into()
        } else {
            titled(kids.into()).into()
        };
        *update.new_object(kids) = vec![kid; 8].into();
        let form = update.of_root("AcroForm");
        update.push(form, "Fields", field);
        let told = only(&refused(&signed_as(update, SIGNATORY)), "LT046");
        assert_eq!(told, "thêm một ô biểu mẫu hỏng");
    }
}

/// Fields, and elements of structure, of which each leads to the same long list.
#[test]
fn lists_that_many_share_end_at_once() {
    let many = 20_000;
    let title = || Object::string_literal("x".repeat(100_000));
    for (of_all, of_each) in [
        // mere widgets; fields; signature fields with an overlong name above them
        (dictionary! {}, dictionary! { "T" => "y" }),
        (dictionary! { "T" => title() }, dictionary! { "T" => "y" }),
        (
            dictionary! { "T" => title(), "FT" => "Sig" },
            dictionary! { "T" => title(), "FT" => "Sig" },
        ),
    ] {
        let mut update = Update::new(unsigned());
        let kid = update.add(of_all);
        let kids = update.add(vec![Object::from(kid); many]);
        let mut fields = Vec::new();
        for _ in 0..many / 100 {
            let mut field = of_each.clone();
            field.set("Kids", kids);
            fields.push(Object::from(update.add(field)));
        }
        let top = update.add(dictionary! { "T" => title(), "Kids" => fields });
        let form = update.of_root("AcroForm");
        update.push(form, "Fields", top);
        refused(&signed_as(update, SIGNATORY));
    }
}

/// What takes few bytes in the file and many in memory is counted as it is read.
#[test]
fn bombs_are_counted() {
    let spent = "cấu trúc tệp quá rối, không kiểm tra hết được";
    let mut bomb = lopdf::Stream::new(dictionary! {}, vec![b' '; 100 << 20]);
    bomb.compress().expect("packed");
    assert!(
        bomb.content.len() < 200 << 10,
        "{} bytes",
        bomb.content.len()
    );
    // as metadata
    let mut update = Update::new(unsigned());
    let packet = update.of_root("Metadata");
    let mut packed = bomb.clone();
    packed.dict.set("Type", "Metadata");
    packed.dict.set("Subtype", "XML");
    update.replace(packet, packed);
    let told = only(&refused(&signed_as(update, SIGNATORY)), "LT046");
    assert_eq!(told, "ghi siêu dữ liệu không đọc được");
    // as a stream of cross-references, and of objects
    let (start, filter) = (unsigned().len(), "/Filter/FlateDecode");
    let previous = lopdf::Document::load_mem(unsigned())
        .expect("a PDF")
        .xref_start;
    let length = bomb.content.len();
    let head = format!(
        "900 0 obj\n<</Type/XRef/W[1 2 1]/Size 901/Root 1 0 R/Prev {previous}{filter}/Length {length}>>stream\n"
    );
    let tail = format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n");
    let bytes = [unsigned(), head.as_bytes(), &bomb.content, tail.as_bytes()].concat();
    assert_eq!(only(&refused(&bytes), "LT043"), "bảng tham chiếu hỏng");
    // as many values
    let mut update = Update::new(unsigned());
    update.add(vec![Object::from(dictionary! { "A" => 1 }); 600_000]);
    assert_eq!(
        only(&refused(&signed_as(update, SIGNATORY)), "LT043"),
        spent
    );
}

fn signed_as(mut update: Update, field: &str) -> Vec<u8> {
    let field = update.field(field);
    update.value(field, "ETSI.CAdES.detached");
    update.sign("A")
}

fn twice() -> &'static [u8] {
    static TWICE: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    TWICE.get_or_init(|| sign(&sign(unsigned(), SIGNATORY, "A"), SEAL, "B"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// Whatever becomes of the appended part, the check ends with a word and without a crash.
    #[test]
    fn mutated_files_never_crash(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
        anew in any::<bool>(),
    ) {
        let mut bytes = twice().to_vec();
        let start = unsigned().len();
        for (place, byte, kind) in places {
            let at = start + place.index(bytes.len() - start);
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        if let Some(cut) = cut {
            bytes.truncate(start + cut.index(bytes.len() - start));
        }
        // with a digest that fits, the change gets past the first guard
        if anew && std::panic::catch_unwind(|| gap(&bytes)).is_ok() {
            bytes = signing::refill(bytes, |digest| signed_data("B", digest));
        }
        let (_folder, root) = archive();
        let _ = file(&root, &bytes);
    }

    /// The same with words of PDF instead of bytes.
    #[test]
    fn shuffled_words_never_crash(
        words in prop::collection::vec(prop::sample::select(WORDS), 1..60),
        in_an_object in any::<bool>(),
    ) {
        let bytes = if in_an_object {
            increments(&[&[(900, &words.concat())]], "")
        } else {
            let end = format!("\nstartxref\n{}\n%%EOF\n", unsigned().len());
            [unsigned(), words.concat().as_bytes(), end.as_bytes()].concat()
        };
        let (_folder, root) = archive();
        prop_assert!(file(&root, &bytes).0.is_err());
    }

    /// And with a signature's content.
    #[test]
    fn mutated_signatures_never_crash(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut update = Update::new(unsigned());
        let field = update.field(SIGNATORY);
        update.value(field, "ETSI.CAdES.detached");
        let bytes = seal(update.save(), |digest| {
            let mut data = signed_data("A", digest);
            for (place, byte) in &places {
                let at = place.index(data.len());
                data[at] = *byte;
            }
            data
        });
        let (_folder, root) = archive();
        let _ = file(&root, &bytes);
    }
}

/// What increments are made of.
const WORDS: &[&str] = &[
    "xref\n",
    "0 1\n",
    "1 2\n",
    "0000000000 65535 f \n",
    "0000119281 00000 n \n",
    "trailer\n",
    "<<",
    ">>",
    "[",
    "]",
    "/Size 9",
    "/Prev 112090",
    "/Root 43 0 R",
    "/Type/XRef",
    "/W[1 2 1]",
    "/Length 5",
    "/Length 900 0 R",
    "stream\n",
    "\nendstream\n",
    "900 0 obj\n",
    "endobj\n",
    "startxref\n",
    "%%EOF\n",
    "(",
    ")",
    "<",
    "00>",
    "/V 900 0 R",
    "% x\n",
    "/Filter/FlateDecode",
    "/Index[0 9]",
    "abc",
    " ",
    "\n",
    "43 0 obj",
    "/ByteRange[0 1 2 3]",
];
