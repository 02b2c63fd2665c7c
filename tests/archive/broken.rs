//! Signed files that are damaged, cut off or signed wrongly: refused with a reason.

use lopdf::dictionary;

use super::signed::{archive, file, only, refused, taken, unsigned};
use super::signing::{self, SIGNATORY, Update, gap, seal, sign, signed_data};

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
    for length in [unsigned().len() + 60, signed.len() - 200, signed.len() - 8] {
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
    // `others` are further entries of the stream's index
    let packed = |others: &str, catalog: &str, index: u8| {
        let inside = format!("{root} 0 {others}{catalog}");
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
    let with = |catalog: &str, index: u8| packed("", catalog, index);
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
    // the same bytes stand for two objects, and could for endlessly many
    let shared = packed("902 0 ", &written(&catalog), 0);
    for broken in [elsewhere, shared] {
        let told = only(&refused(&broken), "LT043");
        assert_eq!(told, "một dòng đối tượng hỏng");
    }
    catalog.set("OpenAction", dictionary! {});
    let notes = only(&refused(&with(&written(&catalog), 0)), "LT046");
    assert_eq!(notes, "thêm hành động tự chạy khi mở tệp (OpenAction)");
}
