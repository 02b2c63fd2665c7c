//! Issued files whose objects stand in object streams, and increments that are written so
//! (ISO 32000-1, 7.5.7 and 7.5.8).

use lopdf::{Dictionary, Document, Object, Stream};
use quyet_dinh::inner::archive;

use super::signed::unsigned;
use super::signing::{SEAL, SIGNATORY, Update, seal, sign, signed_data};

fn is_taken(bytes: &[u8]) -> bool {
    archive::examine(unsigned(), bytes).is_ok()
}

fn reasons(bytes: &[u8]) -> Vec<String> {
    archive::examine(unsigned(), bytes)
        .expect_err("refused")
        .reasons()
}

#[test]
fn an_issued_file_with_object_streams_is_signed() {
    let once = sign(unsigned(), SIGNATORY, "A");
    assert!(is_taken(&once));
    assert!(is_taken(&sign(&once, SEAL, "B")));
    let with = |change: fn(&mut Update)| {
        let mut update = Update::new(&once);
        change(&mut update);
        reasons(&sign(&update.save(), SEAL, "B"))
    };
    let content = with(|update| {
        let content = update.of_page(3, "Contents");
        *update.edit(content) = Stream::new(Dictionary::new(), b"q Q".to_vec()).into();
    });
    assert_eq!(content, ["đổi nội dung trang 3"]);
    let outline = with(|update| {
        let outline = update.of_root("Outlines");
        update.dictionary(outline).set("Count", 1);
    });
    assert_eq!(outline, ["đổi mục lục"]);
    // the object stream itself, in which the others stand
    let text = String::from_utf8_lossy(unsigned());
    let (before, _) = text.split_once("/ObjStm").expect("an object stream");
    let (_, head) = before
        .rsplit_once("\nendobj\n")
        .expect("an object before it");
    let number = head
        .split(' ')
        .next()
        .and_then(|number| number.parse().ok());
    let stream = Stream::new(Dictionary::new(), b"1 0 ".to_vec());
    let mut update = Update::new(&once);
    update.replace((number.expect("a number"), 0), stream);
    assert_eq!(reasons(&update.save()), ["đổi một phần của văn bản đã có"]);
}

/// The text of an object.
fn object(bytes: &[u8], number: u32) -> String {
    let text = String::from_utf8_lossy(bytes);
    let (_, rest) = text
        .split_once(&format!(" {number} 0 obj\n"))
        .or_else(|| text.split_once(&format!("\n{number} 0 obj\n")))
        .expect("there");
    rest.split_once("\nendobj").expect("closed").0.to_owned()
}

/// An increment whose changed dictionaries stand in an object stream; `change` is made to the text of the stream
/// and of the cross-reference stream's rows.
fn increment(change: impl Fn(&mut String, &mut Vec<[u64; 3]>)) -> Vec<u8> {
    let mut update = Update::new(unsigned());
    let (field, form) = (update.field(SIGNATORY), update.of_root("AcroForm").0);
    update.value(field, "ETSI.CAdES.detached");
    let (field, signature) = (field.0, update.last());
    let (container, table) = (signature + 1, signature + 2);
    let plain = update.save().split_off(unsigned().len());
    let mut text = String::new();
    let members = [form, field].map(|number| {
        let at = text.len();
        text.push_str(&object(&plain, number));
        text.push(' ');
        (number, at)
    });
    let head: String = members
        .iter()
        .map(|(number, at)| format!("{number} {at} "))
        .collect();
    let first = head.len();
    let mut content = head + &text;
    let document = Document::load_mem(unsigned()).expect("a PDF");
    let trailer = |key: &[u8]| match document.trailer.get(key).expect("a key") {
        Object::Reference(id) => format!("{} 0 R", id.0),
        _ => panic!("a reference"),
    };
    let (root, info) = (trailer(b"Root"), trailer(b"Info"));
    let mut bytes = unsigned().to_vec();
    let start = bytes.len() as u64;
    let room = "0".repeat(2048);
    let value = format!(
        "{signature} 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 1000000000 1000000000 1000000000]/Contents<{room}>>>\nendobj\n"
    );
    let second = start + value.len() as u64;
    let mut rows = vec![
        [2, u64::from(container), 0],
        [2, u64::from(container), 1],
        [1, start, 0],
        [1, second, 0],
    ];
    change(&mut content, &mut rows);
    let stream = format!(
        "{container} 0 obj\n<</Type/ObjStm/N 2/First {first}/Length {}>>stream\n{content}\nendstream\nendobj\n",
        content.len()
    );
    let third = second + stream.len() as u64;
    rows.push([1, third, 0]);
    let numbers = [form, field, signature, container, table];
    let index: String = numbers
        .iter()
        .map(|number| format!("{number} 1 "))
        .collect();
    let mut data = Vec::new();
    for [kind, one, other] in &rows {
        data.push(u8::try_from(*kind).expect("small"));
        data.extend(u32::try_from(*one).expect("small").to_be_bytes());
        data.push(u8::try_from(*other).expect("small"));
    }
    bytes.extend(value.bytes());
    bytes.extend(stream.bytes());
    bytes.extend(format!("{table} 0 obj\n<</Type/XRef/W[1 4 1]/Index[{index}]/Size {}/Root {root}/Info {info}/Prev {}/Length {}>>stream\n", table + 1, document.xref_start, data.len()).bytes());
    bytes.extend(data);
    bytes.extend(format!("\nendstream\nendobj\nstartxref\n{third}\n%%EOF\n").bytes());
    seal(bytes, |digest| signed_data("A", digest))
}

#[test]
fn an_increment_with_an_object_stream_is_read() {
    let taken = increment(|_, _| ());
    assert!(is_taken(&taken), "{:?}", reasons(&taken));
    let broken = "một dòng đối tượng hỏng";
    // an object that the table does not list, or lists in another place
    assert_eq!(reasons(&increment(|_, rows| rows.swap(0, 1))), [broken]);
    assert_eq!(
        reasons(&increment(|_, rows| rows[0] = rows[2])),
        ["một đối tượng hỏng"]
    );
    // more than an object between two
    let more = |content: &mut String| content.push_str("null ");
    assert_eq!(reasons(&increment(|content, _| more(content))), [broken]);
    let overlap = |content: &mut String| *content = content.replacen(" 0 ", " 9 ", 1);
    assert!(!reasons(&increment(|content, _| overlap(content))).is_empty());
}

/// What signing programs of today write: a table and a stream of references at once.
#[test]
fn hybrid_files_are_refused() {
    let mut update = Update::new(unsigned());
    update.trailer().set("XRefStm", 100);
    let field = update.field(SIGNATORY);
    update.value(field, "ETSI.CAdES.detached");
    let told = archive::examine(unsigned(), &update.sign("A")).expect_err("refused");
    assert_eq!(told.reasons(), ["bảng tham chiếu có hai dạng"]);
}
