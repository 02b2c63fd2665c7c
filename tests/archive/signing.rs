//! A signing program in small: appends an increment with a signature whose digest is right and whose
//! signature value is made up, for nobody checks keys here.

use std::ops::Range;

use lopdf::{
    Dictionary, Document, IncrementalDocument, Object, ObjectId, StringFormat, dictionary,
};
use sha2::{Digest, Sha256};

/// Names of the two fields our own files have.
pub(crate) const SIGNATORY: &str = "Chữ ký người có thẩm quyền";
pub(crate) const SEAL: &str = "Chữ ký cơ quan";
/// Room for the signature, in bytes.
const ROOM: usize = 1024;
/// A number as wide as any place in a file.
const PLACE: i64 = 1_000_000_000;

/// An increment being written.
pub(crate) struct Update {
    document: IncrementalDocument,
}

impl Update {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).expect("a PDF");
        Self {
            document: IncrementalDocument::create_from(bytes.to_vec(), document),
        }
    }

    /// All objects of the document so far.
    pub(crate) fn objects(&self) -> Vec<ObjectId> {
        self.old().objects.keys().copied().collect()
    }

    fn old(&self) -> &Document {
        self.document.get_prev_documents()
    }

    /// An object to change.
    pub(crate) fn edit(&mut self, id: ObjectId) -> &mut Object {
        let document = &mut self.document;
        document
            .opt_clone_object_to_new_document(id)
            .expect("an object");
        document.new_document.get_object_mut(id).expect("cloned")
    }

    /// A dictionary to change.
    pub(crate) fn dictionary(&mut self, id: ObjectId) -> &mut Dictionary {
        self.edit(id).as_dict_mut().expect("a dictionary")
    }

    pub(crate) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.document.new_document.add_object(object)
    }

    /// The number of the object added last.
    pub(crate) fn last(&self) -> u32 {
        self.document.new_document.max_id
    }

    /// Puts an object of any number into the increment.
    pub(crate) fn replace(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.document.new_document.set_object(id, object);
    }

    /// An object added here, to change.
    pub(crate) fn new_object(&mut self, id: ObjectId) -> &mut Object {
        let added = self.document.new_document.get_object_mut(id);
        added.expect("an object")
    }

    pub(crate) fn trailer(&mut self) -> &mut Dictionary {
        &mut self.document.new_document.trailer
    }

    pub(crate) fn root(&self) -> ObjectId {
        let root = self.old().trailer.get(b"Root");
        root.and_then(Object::as_reference).expect("a catalog")
    }

    /// What a key of the catalog refers to.
    pub(crate) fn of_root(&self, key: &str) -> ObjectId {
        let root = self.old().get_dictionary(self.root()).expect("a catalog");
        let value = root.get(key.as_bytes());
        value.and_then(Object::as_reference).expect("a reference")
    }

    pub(crate) fn info(&self) -> ObjectId {
        let info = self.old().trailer.get(b"Info");
        info.and_then(Object::as_reference).expect("a reference")
    }

    /// A page, counted from 1.
    pub(crate) fn page(&self, number: u32) -> ObjectId {
        self.old().get_pages()[&number]
    }

    /// What a key of a page refers to.
    pub(crate) fn of_page(&self, number: u32, key: &str) -> ObjectId {
        let page = self
            .old()
            .get_dictionary(self.page(number))
            .expect("a page");
        let value = page.get(key.as_bytes());
        value.and_then(Object::as_reference).expect("a reference")
    }

    /// The object of the field of that name.
    pub(crate) fn field(&self, name: &str) -> ObjectId {
        let is_it = |object: &Object| {
            let title = object.as_dict().and_then(|field| field.get(b"T"));
            title.is_ok_and(|title| {
                lopdf::decode_text_string(title).is_ok_and(|title| title == name)
            })
        };
        let found = self.old().objects.iter().find(|(_, object)| is_it(object));
        *found.expect("a field of that name").0
    }

    /// An array under a key, to change.
    pub(crate) fn array(&mut self, holder: ObjectId, key: &str) -> &mut Vec<Object> {
        let array = self.dictionary(holder).get_mut(key.as_bytes());
        array.and_then(Object::as_array_mut).expect("an array")
    }

    /// Adds to an array of references under a key.
    pub(crate) fn push(&mut self, holder: ObjectId, key: &str, reference: ObjectId) {
        let dictionary = self.dictionary(holder);
        let mut all = match dictionary.get(key.as_bytes()) {
            Ok(Object::Array(all)) => all.clone(),
            Ok(other) => vec![other.clone()],
            Err(_) => Vec::new(),
        };
        all.push(reference.into());
        dictionary.set(key, all);
    }

    /// A new field with its widget on a page.
    pub(crate) fn new_field(&mut self, name: &str, page: u32, more: Dictionary) -> ObjectId {
        let mut field = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "F" => 4,
            "T" => Object::string_literal(name),
            // in the lower margin
            "Rect" => vec![10.into(), 10.into(), 80.into(), 40.into()],
        };
        for (key, value) in more.into_iter() {
            field.set(key, value);
        }
        let (form, page) = (self.of_root("AcroForm"), self.page(page));
        field.set("P", page);
        let field = self.add(field);
        self.push(form, "Fields", field);
        self.push(page, "Annots", field);
        field
    }

    /// Puts a signature, still without content, into a field.
    pub(crate) fn value(&mut self, field: ObjectId, sub_filter: &str) {
        let kind = if sub_filter == "ETSI.RFC3161" {
            "DocTimeStamp"
        } else {
            "Sig"
        };
        let signature = self.add(dictionary! {
            "Type" => kind, "Filter" => "Adobe.PPKLite",
            "SubFilter" => Object::Name(sub_filter.into()),
            "ByteRange" => vec![0.into(), PLACE.into(), PLACE.into(), PLACE.into()],
            "Contents" => Object::String(vec![0; ROOM], StringFormat::Hexadecimal),
        });
        let form = self.of_root("AcroForm");
        self.dictionary(form).set("SigFlags", 3);
        if self.document.new_document.has_object(field) {
            let new = self
                .document
                .new_document
                .get_dictionary_mut(field)
                .expect("a field");
            new.set("V", signature);
        } else {
            self.dictionary(field).set("V", signature);
        }
    }

    pub(crate) fn save(mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let start = self.document.get_prev_documents_bytes().len();
        self.document.save_to(&mut bytes).expect("written");
        bytes.push(b'\n');
        // lopdf writes a file's head before each increment, as no signing program does
        let head = start..start + b"%PDF-1.7\n%abcd\n".len();
        assert!(bytes[head.clone()].starts_with(b"%PDF-1."));
        bytes[head.start..head.end - 1].fill(b' ');
        bytes
    }

    /// Saves and fills in the signature that was put there last.
    pub(crate) fn sign(self, signer: &str) -> Vec<u8> {
        seal(self.save(), |digest| signed_data(signer, digest))
    }
}

/// Signs a field of a file.
pub(crate) fn sign(bytes: &[u8], field: &str, signer: &str) -> Vec<u8> {
    let mut update = Update::new(bytes);
    let field = update.field(field);
    update.value(field, "ETSI.CAdES.detached");
    update.sign(signer)
}

/// Where the room for the last signature is, brackets included.
pub(crate) fn gap(bytes: &[u8]) -> Range<usize> {
    let length = 2 * ROOM + 2;
    let mut windows = bytes.windows(length);
    let is_room = |window: &[u8]| {
        window[0] == b'<'
            && window[length - 1] == b'>'
            && window[1..length - 1].iter().all(u8::is_ascii_hexdigit)
    };
    let start = windows.rposition(is_room).expect("room for a signature");
    start..start + length
}

/// Fills in the covered range and what `content` makes of its digest.
pub(crate) fn seal(mut bytes: Vec<u8>, content: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let gap = gap(&bytes);
    let wanted = format!("[0 {PLACE} {PLACE} {PLACE}]");
    let found = bytes
        .windows(wanted.len())
        .rposition(|window| window == wanted.as_bytes());
    let found = found.expect("a range to fill in");
    let range = format!("[0 {} {} {}]", gap.start, gap.end, bytes.len() - gap.end);
    let range = format!("{range:<width$}", width = wanted.len());
    bytes[found..found + wanted.len()].copy_from_slice(range.as_bytes());
    refill(bytes, content)
}

/// Makes the last signature anew over the bytes as they are.
pub(crate) fn refill(mut bytes: Vec<u8>, content: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let gap = gap(&bytes);
    let mut hash = Sha256::new();
    hash.update(&bytes[..gap.start]);
    hash.update(&bytes[gap.end..]);
    let mut content = content(&hash.finalize());
    assert!(content.len() <= ROOM, "{} bytes", content.len());
    content.resize(ROOM, 0);
    let hex: String = content.iter().map(|byte| format!("{byte:02X}")).collect();
    bytes[gap.start + 1..gap.end - 1].copy_from_slice(hex.as_bytes());
    bytes
}

/// One value of ASN.1 (X.690): a tag, a length, a content.
pub(crate) fn asn(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len().to_be_bytes();
    let length = &length[length.iter().take_while(|byte| **byte == 0).count()..];
    let mut value = vec![tag];
    if content.len() < 128 {
        value.push(u8::try_from(content.len()).expect("short"));
    } else {
        value.push(0x80 | u8::try_from(length.len()).expect("short"));
        value.extend(length);
    }
    value.extend(content);
    value
}

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
/// `id-signedData`, `id-data`, `contentType`, `messageDigest`, `signingTime` (RFC 5652).
const SIGNED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
pub(crate) const DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
/// `id-ct-TSTInfo` (RFC 3161).
pub(crate) const TOKEN: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04";
const CONTENT_TYPE: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03";
const MESSAGE_DIGEST: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04";
const SIGNING_TIME: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05";
const SHA_256: &[u8] = b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01";
const RSA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
const COMMON_NAME: &[u8] = b"\x06\x03\x55\x04\x03";
const ONE: &[u8] = b"\x02\x01\x01";
const NULL: &[u8] = b"\x05\x00";

/// A detached signature over bytes of this digest (RFC 5652), made on 24/12/2021 at 15:30.
pub(crate) fn signed_data(signer: &str, digest: &[u8]) -> Vec<u8> {
    signed_content(signer, digest, (DATA, &[]))
}

/// The same, with content inside.
pub(crate) fn signed_content(
    signer: &str,
    digest: &[u8],
    (kind, content): (&[u8], &[u8]),
) -> Vec<u8> {
    let name = asn(0x0c, &[signer.as_bytes()]);
    let name = asn(
        SEQUENCE,
        &[&asn(SET, &[&asn(SEQUENCE, &[COMMON_NAME, &name])])],
    );
    let sha = asn(SEQUENCE, &[SHA_256]);
    let rsa = asn(SEQUENCE, &[RSA, NULL]);
    let day = asn(0x17, &[b"211224083000Z"]);
    let version = asn(0xa0, &[b"\x02\x01\x02"]);
    let key = asn(SEQUENCE, &[&rsa, b"\x03\x02\x00\x01"]);
    let validity = asn(SEQUENCE, &[&day, &day]);
    let facts = asn(
        SEQUENCE,
        &[&version, ONE, &rsa, &name, &validity, &name, &key],
    );
    let certificate = asn(SEQUENCE, &[&facts, &rsa, b"\x03\x02\x00\x01"]);
    let attribute = |kind: &[u8], value: &[u8]| asn(SEQUENCE, &[kind, &asn(SET, &[value])]);
    let attributes = asn(
        0xa0,
        &[
            &attribute(CONTENT_TYPE, kind),
            &attribute(SIGNING_TIME, &day),
            &attribute(MESSAGE_DIGEST, &asn(0x04, &[digest])),
        ],
    );
    let who = asn(SEQUENCE, &[&name, ONE]);
    let signature = asn(0x04, &[b"made up"]);
    let info = asn(SEQUENCE, &[ONE, &who, &sha, &attributes, &rsa, &signature]);
    let inside = if content.is_empty() {
        Vec::new()
    } else {
        asn(0xa0, &[&asn(0x04, &[content])])
    };
    let data = asn(
        SEQUENCE,
        &[
            ONE,
            &asn(SET, &[&sha]),
            &asn(SEQUENCE, &[kind, &inside]),
            &asn(0xa0, &[&certificate]),
            &asn(SET, &[&info]),
        ],
    );
    asn(SEQUENCE, &[SIGNED_DATA, &asn(0xa0, &[&data])])
}

/// A time-stamp token over bytes of this digest (RFC 3161, 2.4.2).
pub(crate) fn time_stamp(authority: &str, digest: &[u8]) -> Vec<u8> {
    let imprint = asn(
        SEQUENCE,
        &[&asn(SEQUENCE, &[SHA_256]), &asn(0x04, &[digest])],
    );
    let moment = asn(0x18, &[b"20211224084000.5Z"]);
    let token = asn(SEQUENCE, &[ONE, b"\x06\x01\x2a", &imprint, ONE, &moment]);
    signed_content(authority, &Sha256::digest(&token), (TOKEN, &token))
}
