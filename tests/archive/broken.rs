//! Signed files that are damaged, cut off or hostile: refused with a reason, and never a crash.

use lopdf::dictionary;
use proptest::prelude::*;

use super::signed::{archive, file, only, refused, taken, unsigned};
use super::signing::{self, SEAL, SIGNATORY, Update, gap, seal, sign, signed_data};

#[test]
fn every_changed_byte_of_the_appended_part_is_refused() {
    let signed = sign(unsigned(), SIGNATORY, "A");
    let gap = gap(&signed);
    let (_folder, root) = archive();
    let appended = (unsigned().len()..signed.len()).filter(|at| !gap.contains(at));
    for at in appended {
        let mut changed = signed.clone();
        changed[at] ^= 1;
        let refused = file(&root, &changed).0.err();
        // the line end that closes the file may be any white space
        assert!(refused.is_some() || at + 1 == signed.len(), "byte {at}");
    }
}

#[test]
fn a_changed_byte_is_told_as_such() {
    let signed = sign(unsigned(), SIGNATORY, "A");
    let text = b"Adobe.PPKLite";
    let at = signed
        .windows(text.len())
        .rposition(|window| window == text)
        .expect("there");
    let mut changed = signed.clone();
    changed[at] = b'a';
    assert!(only(&refused(&changed), "LT045").contains("bị hỏng hoặc bị sửa sau khi ký"));
    for length in [unsigned().len() + 1, signed.len() - 200, signed.len() - 8] {
        only(&refused(&signed[..length]), "LT043");
    }
    only(&refused(unsigned()), "LT042");
    only(&refused(&[unsigned(), b"\n\n"].concat()), "LT042");
}

/// Signs with something else than a signature, and tells why it is refused.
fn with_content(sub_filter: &str, content: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let mut update = Update::new(unsigned());
    let field = update.field(SIGNATORY);
    update.value(field, sub_filter);
    only(&refused(&seal(update.save(), content)), "LT044")
}

#[test]
fn a_signature_that_cannot_be_checked_is_refused() {
    let pades = "ETSI.CAdES.detached";
    assert!(with_content(pades, |_| b"no CMS".to_vec()).starts_with("cấu trúc CMS hỏng"));
    assert!(with_content(pades, |_| Vec::new()).starts_with("cấu trúc CMS hỏng"));
    let told = with_content("adbe.x509.rsa_sha1", |digest| signed_data("A", digest));
    assert_eq!(told, "không biết loại chữ ký “adbe.x509.rsa_sha1”");
    let told = with_content(pades, |digest| [signed_data("A", digest), vec![1]].concat());
    assert_eq!(told, "sau cấu trúc CMS còn dữ liệu khác");
    let told = with_content(pades, |digest| signing::time_stamp("A", digest));
    assert_eq!(told, "nội dung CMS không hợp với loại chữ ký");
    let replaced = |digest: &[u8], old: &[u8], new: &[u8]| {
        let mut data = signed_data("A", digest);
        let at = data
            .windows(old.len())
            .rposition(|window| window == old)
            .expect("there");
        data[at..at + old.len()].copy_from_slice(new);
        data
    };
    // messageDigest becomes another attribute; SHA-256 an unknown algorithm
    let told = with_content(pades, |d| {
        replaced(d, b"\x0d\x01\x09\x04", b"\x0d\x01\x09\x63")
    });
    assert_eq!(told, "thiếu giá trị băm trong các thuộc tính được ký");
    let told = with_content(pades, |d| {
        replaced(d, b"\x03\x04\x02\x01", b"\x03\x04\x02\x08")
    });
    assert_eq!(told, "không biết thuật toán băm 2.16.840.1.101.3.4.2.8");
    let told = with_content(pades, |d| {
        replaced(d, b"\x0d\x01\x07\x02", b"\x0d\x01\x07\x03")
    });
    assert_eq!(told, "không phải dữ liệu đã ký (CMS SignedData)");
}

/// The first signature is right, but its range is not what it seems.
#[test]
fn a_range_that_leaves_out_more_than_the_signature_is_refused() {
    let signed = sign(unsigned(), SIGNATORY, "A");
    let gap = gap(&signed);
    let change = |start: usize, end: usize, length: usize| {
        let wanted = format!("[0 {} {} ", gap.start, gap.end);
        let mut changed = signed.clone();
        let windows = changed.windows(wanted.len());
        let at = windows
            .into_iter()
            .rposition(|window| window == wanted.as_bytes())
            .expect("there");
        let room = "[0 1000000000 1000000000 1000000000]".len();
        let range = format!("[0 {start} {end} {length}]");
        changed[at..at + room].copy_from_slice(format!("{range:<room$}").as_bytes());
        only(&refused(&changed), "LT044")
    };
    let rest = signed.len() - gap.end;
    let place = "chỗ trống trong dải byte được ký không phải là chỗ của chữ ký";
    assert_eq!(change(gap.start - 1, gap.end, rest), place);
    assert_eq!(change(gap.start, gap.end + 1, rest - 1), place);
    assert_eq!(change(100, 200, signed.len() - 200), place);
    let short = "chữ ký không bao trọn lần ghi của nó";
    assert_eq!(change(gap.start, gap.end, rest - 10), short);
    assert_eq!(change(gap.start, gap.end, rest + 1), short);
}

/// An object stream and a cross-reference stream, as newer signing programs write them.
#[test]
fn packed_objects_are_read() {
    let signed = sign(unsigned(), SIGNATORY, "A");
    let previous = lopdf::Document::load_mem(&signed)
        .expect("a PDF")
        .xref_start;
    let (root, info) = {
        let update = Update::new(&signed);
        (update.root().0, update.info().0)
    };
    let with = |catalog: &str, index: u8| {
        let inside = format!("{root} 0 {catalog}");
        let first = inside.len() - catalog.len();
        let start = signed.len();
        let container = format!(
            "900 0 obj\n<</Type/ObjStm/N 1/First {first}/Length {}>>\nstream\n{inside}\nendstream\nendobj\n",
            inside.len()
        );
        let table = start + container.len();
        let row = |kind: u8, place: usize, last: u8| {
            let place = u32::try_from(place).expect("short").to_be_bytes();
            [&[kind], &place[..], &[last]].concat()
        };
        let rows = [row(2, 900, index), row(1, start, 0), row(1, table, 0)].concat();
        let dictionary = format!(
            "901 0 obj\n<</Type/XRef/Size 902/W[1 4 1]/Index[{root} 1 900 2]/Root {root} 0 R/Info {info} 0 R/Prev {previous}/Length {}>>\nstream\n",
            rows.len()
        );
        let end = format!("\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n");
        [
            &signed[..],
            container.as_bytes(),
            dictionary.as_bytes(),
            &rows,
            end.as_bytes(),
        ]
        .concat()
    };
    let document = lopdf::Document::load_mem(&signed).expect("a PDF");
    let mut catalog = document.catalog().expect("a catalog").clone();
    catalog.set("DSS", dictionary! {});
    let written = |catalog: &lopdf::Dictionary| {
        let mut objects = lopdf::ObjectStream::builder().build();
        let object = lopdf::Object::Dictionary(catalog.clone());
        objects.add_object((1, 0), object).expect("fits");
        let content = objects.build_stream_content().expect("written");
        String::from_utf8(content[4..].to_vec()).expect("ASCII")
    };
    assert_eq!(taken(&with(&written(&catalog), 0)).0, ["A"]);
    let elsewhere = with(&written(&catalog), 1);
    assert_eq!(
        only(&refused(&elsewhere), "LT043"),
        "một dòng đối tượng hỏng"
    );
    catalog.set("OpenAction", dictionary! {});
    let notes = only(&refused(&with(&written(&catalog), 0)), "LT046");
    assert_eq!(notes, "thêm hành động tự chạy khi mở tệp (OpenAction)");
}

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
    let outside = "xref\n900 1\n0000000015 00000 n \n";
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
        "/W[9000000000000000000 9000000000000000000 9]/Size 3",
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
        with_tail in any::<bool>(),
    ) {
        let start = unsigned().len();
        let mut bytes = unsigned().to_vec();
        for word in words {
            bytes.extend(word.as_bytes());
        }
        if with_tail {
            bytes.extend(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
        }
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
