//! Forged copies by the thousand, always the same ones: references, roles and dictionaries are swapped in
//! increments before, with, between and after signatures. What is taken must show what was issued.
//!
//! `FORGERIES=3000` makes more of them; the ones that are taken are written to `target/tmp/forgeries`, where
//! `scripts/witness-forgeries.py` has them drawn by other programs.

use std::path::Path;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use quyet_dinh::inner::archive;

use super::signed::unsigned;
use super::signing::{SEAL, SIGNATORY, Update, sign};

/// How many are made unless more are asked for.
const USUAL: u64 = 200;

/// Numbers that look like chance and are the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("64 bits") % sides.max(1)
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// A value that some role might take for its own.
fn value(dice: &mut Dice, update: &mut Update, objects: &[ObjectId]) -> Object {
    let content = b"0 0 1 rg 60 300 400 300 re f";
    match dice.below(9) {
        0..=2 => (dice.pick(objects)).into(),
        3 => update
            .add(Stream::new(Dictionary::new(), content.to_vec()))
            .into(),
        4 => {
            let form = dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "Resources" => dictionary! {},
                "BBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
            };
            update.add(Stream::new(form, content.to_vec())).into()
        }
        5 => vec![
            Object::from(dice.pick(objects)),
            (dice.pick(objects)).into(),
        ]
        .into(),
        6 => dictionary! { "N" => dice.pick(objects) }.into(),
        7 => Object::Real(dice.pick(&[f32::INFINITY, -1.0, 0.0, 1e9])),
        _ => Object::Null,
    }
}

/// Keys by which one thing leads to another.
const KEYS: [&str; 30] = [
    "Annots",
    "Contents",
    "Resources",
    "Font",
    "XObject",
    "Kids",
    "Parent",
    "P",
    "K",
    "Obj",
    "Pg",
    "ParentTree",
    "Nums",
    "Metadata",
    "AP",
    "N",
    "Rect",
    "BBox",
    "Matrix",
    "V",
    "Fields",
    "DSS",
    "Certs",
    "VRI",
    "Info",
    "Length",
    "Filter",
    "ToUnicode",
    "Rotate",
    "MK",
];

/// Changes something in an increment.
fn forge(dice: &mut Dice, update: &mut Update, objects: &[ObjectId]) {
    let (one, other) = (dice.pick(objects), dice.pick(objects));
    match dice.below(8) {
        // an object in another's role
        0 => {
            let copy = update.edit(other).clone();
            *update.edit(one) = copy;
        }
        // the same, both ways
        1 => {
            let (first, second) = (update.edit(one).clone(), update.edit(other).clone());
            *update.edit(one) = second;
            *update.edit(other) = first;
        }
        // as long as before
        2 => {
            if let Object::Stream(stream) = update.edit(one) {
                stream.content.reverse();
            }
        }
        3 => {
            let new = value(dice, update, objects);
            *update.edit(one) = new;
        }
        // in a place that signing works on
        4 => {
            let keys = ["AcroForm", "Metadata", "StructTreeRoot", "Pages"];
            let place = match dice.below(6) {
                0 => update.root(),
                1 => update.page(1 + u32::try_from(dice.below(7)).expect("few")),
                2 => update.field(dice.pick(&[SIGNATORY, SEAL])),
                3 => update.info(),
                _ => update.of_root(dice.pick(&keys)),
            };
            change(dice, update, place, objects);
        }
        5 => {
            let corners = [
                dice.below(600),
                dice.below(850),
                dice.below(600),
                dice.below(850),
            ];
            let corners = corners.map(|corner| Object::from(i64::try_from(corner).expect("small")));
            let page = 1 + u32::try_from(dice.below(7)).expect("few");
            let look = value(dice, update, objects);
            let more =
                dictionary! { "Rect" => corners.to_vec(), "AP" => dictionary! { "N" => look } };
            let name = format!("thêm {}", dice.below(1000));
            update.new_field(&name, page, more);
        }
        6 => {
            let subtype = dice.pick(&["Widget", "FreeText", "Stamp", "Link"]);
            let annotation = dictionary! {
                "Type" => "Annot", "Subtype" => subtype,
                "Rect" => vec![60.into(), 300.into(), 500.into(), 600.into()],
                "AP" => dictionary! { "N" => dice.pick(objects) },
            };
            let (annotation, page) = (update.add(annotation), update.page(1));
            update.push(page, "Annots", annotation);
        }
        _ => change(dice, update, one, objects),
    }
}

/// Sets or removes a key.
fn change(dice: &mut Dice, update: &mut Update, place: ObjectId, objects: &[ObjectId]) {
    let new = value(dice, update, objects);
    let dictionary = match update.edit(place) {
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &mut stream.dict,
        _ => return,
    };
    let own: Vec<Vec<u8>> = dictionary.iter().map(|(key, _)| key.clone()).collect();
    let key = match dice.below(3) {
        0 => dice.pick(&KEYS).as_bytes().to_vec(),
        _ if own.is_empty() => return,
        _ => own[dice.below(own.len())].clone(),
    };
    match dice.below(4) {
        0 => drop(dictionary.remove(&key)),
        _ => dictionary.set(key, new),
    }
}

/// The forged file of this number.
fn forged(number: u64, once: &[u8]) -> Vec<u8> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (number + 1).wrapping_mul(0xD134_2543_DE82_EF95));
    dice.below(1);
    let when = dice.below(4);
    let base = if when < 2 { unsigned() } else { once };
    let mut update = Update::new(base);
    let objects = update.objects();
    for _ in 0..=dice.below(2) {
        forge(&mut dice, &mut update, &objects);
    }
    let next = if when < 2 { SIGNATORY } else { SEAL };
    match when {
        // with the signature
        0 => {
            let field = update.field(next);
            update.value(field, "ETSI.CAdES.detached");
            update.sign("A")
        }
        // after the last one
        3 => update.save(),
        // before a signature, or between two
        _ => {
            let bytes = update.save();
            sign(&bytes, next, "B")
        }
    }
}

/// What a page shows, as another reader finds it.
fn shown(bytes: &[u8]) -> Option<Vec<(Vec<u8>, String)>> {
    let document = Document::load_mem(bytes).ok()?;
    let pages = document.get_pages();
    let page = |id: &ObjectId| {
        let fonts = document.get_page_fonts(*id).ok()?;
        let fonts = fonts.values().map(|font| format!("{font:?}"));
        let geometry = document.get_dictionary(*id).ok()?;
        let geometry = ["MediaBox", "CropBox", "Rotate", "UserUnit"]
            .map(|key| format!("{:?}", geometry.get(key.as_bytes()).ok()));
        Some((
            document.get_page_content(*id),
            fonts.chain(geometry).collect::<String>(),
        ))
    };
    pages.values().map(page).collect()
}

#[test]
fn what_is_taken_shows_what_was_issued() {
    let asked = std::env::var("FORGERIES")
        .ok()
        .and_then(|count| count.parse().ok());
    let (count, issued) = (asked.unwrap_or(USUAL), shown(unsigned()));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("forgeries");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).expect("made");
    std::fs::write(folder.join("issued.pdf"), unsigned()).expect("written");
    let once = sign(unsigned(), SIGNATORY, "A");
    let (usual, mut differing) = (std::panic::take_hook(), Vec::new());
    let (mut made, mut taken) = (0, 0);
    std::panic::set_hook(Box::new(|_| ()));
    for number in 0..count {
        // a change may leave nothing to sign
        let Ok(bytes) = std::panic::catch_unwind(|| forged(number, &once)) else {
            continue;
        };
        made += 1;
        if archive::examine(unsigned(), &bytes).is_ok() {
            taken += 1;
            if shown(&bytes) != issued {
                differing.push(number);
            }
            std::fs::write(folder.join(format!("{number:05}.pdf")), bytes).expect("written");
        }
    }
    std::panic::set_hook(usual);
    assert_eq!(differing, [0; 0]);
    // some change nothing, or what signing may change
    assert!(
        made * 2 > count && taken > 0 && taken * 2 < made,
        "{taken} of {made}"
    );
    println!("{taken} of {made} are taken");
}

/// The rules rest on it: nothing that an increment could bring is missing from an issued file, so that a new
/// object matters only where signing refers to it.
#[test]
fn an_issued_file_refers_to_nothing_missing() {
    let document = Document::load_mem(unsigned()).expect("a PDF");
    let mut open: Vec<&Object> = document.objects.values().collect();
    let mut references = 0;
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) => {
                assert!(document.has_object(*id), "{id:?} is missing");
                references += 1;
            }
            Object::Array(items) => open.extend(items),
            Object::Dictionary(of) => open.extend(of.iter().map(|(_, value)| value)),
            Object::Stream(of) => open.extend(of.dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    assert!(references > 300, "{references}");
}
