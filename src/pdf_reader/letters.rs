//! Which letter each code of a font stands for: what the file says of it, and what is drawn.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object};
use rustybuzz::ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::LARGEST;
use crate::fonts::{Font, Fonts};

/// The letters by their codes.
pub(super) type Letters = BTreeMap<u16, String>;

/// The fonts of a file that were read: each once, though it stands on many pages.
pub(super) struct Known<'a> {
    fonts: &'a Fonts,
    read: HashMap<*const Dictionary, Rc<Letters>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        let read = HashMap::new();
        Self { fonts, read }
    }

    /// The letters of a font of the file.
    pub(super) fn letters(
        &mut self,
        document: &Document,
        font: &Dictionary,
    ) -> Result<Rc<Letters>, String> {
        let place = std::ptr::from_ref(font);
        if let Some(known) = self.read.get(&place) {
            return Ok(Rc::clone(known));
        }
        let letters = Rc::new(letters(document, font, self.fonts)?);
        self.read.insert(place, Rc::clone(&letters));
        Ok(letters)
    }
}

/// The letters of a font that is drawn as one of these; an error if a letter looks as another.
fn letters(document: &Document, font: &Dictionary, fonts: &Fonts) -> Result<Letters, String> {
    let unknown = || "phông chữ lạ".to_owned();
    let letters = told(document, font).ok_or_else(unknown)?;
    let program = program(document, font).ok_or_else(unknown)?;
    let drawn = Face::parse(&program, 0).map_err(|_| unknown())?;
    let is_drawn_with = |own: &Font| {
        let mut letters = letters.iter();
        letters.all(|(code, text)| looks_as(&drawn, GlyphId(*code), own, text))
    };
    let mut faces = (0..4).map(|index| fonts.by_index(index));
    if faces.any(is_drawn_with) {
        Ok(letters)
    } else {
        Err("chữ vẽ khác với chữ ghi trong tệp".to_owned())
    }
}

/// What the file says (ISO 32000-1, 9.10.3).
fn told(document: &Document, font: &Dictionary) -> Option<Letters> {
    let encoding = font.get(b"Encoding").and_then(Object::as_name);
    let stream = font
        .get_deref(b"ToUnicode", document)
        .ok()?
        .as_stream()
        .ok()?;
    let text = String::from_utf8(stream.get_plain_content_with_limit(LARGEST).ok()?).ok()?;
    let mut letters = Letters::new();
    let mut inside = false;
    for line in text.lines() {
        match line.trim() {
            line if line.ends_with("beginbfchar") => inside = true,
            "endbfchar" => inside = false,
            line if line.ends_with("beginbfrange") => return None,
            line if inside => {
                let (code, target) = line.split_once(' ')?;
                let [code] = figures(code)?[..] else {
                    return None;
                };
                letters.insert(code, String::from_utf16(&figures(target)?).ok()?);
            }
            _ => {}
        }
    }
    encoding
        .is_ok_and(|name| name == b"Identity-H")
        .then_some(letters)
}

/// `<00410042>`.
fn figures(word: &str) -> Option<Vec<u16>> {
    let digits = word.trim().strip_prefix('<')?.strip_suffix('>')?;
    let units = digits.as_bytes().chunks(4).map(|unit| {
        let unit = std::str::from_utf8(unit).ok()?;
        u16::from_str_radix(unit, 16).ok()
    });
    units.collect()
}

/// The font file in it; codes must be its glyphs' numbers.
fn program(document: &Document, font: &Dictionary) -> Option<Vec<u8>> {
    let descendants = font.get_deref(b"DescendantFonts", document).ok()?;
    let [descendant] = descendants.as_array().ok()?.as_slice() else {
        return None;
    };
    let descendant = document.dereference(descendant).ok()?.1.as_dict().ok()?;
    let map = descendant.get(b"CIDToGIDMap").and_then(Object::as_name);
    let descriptor = descendant.get_deref(b"FontDescriptor", document).ok()?;
    let file = descriptor
        .as_dict()
        .ok()?
        .get_deref(b"FontFile2", document)
        .ok()?;
    let file = file
        .as_stream()
        .ok()?
        .get_plain_content_with_limit(LARGEST)
        .ok()?;
    map.is_ok_and(|name| name == b"Identity").then_some(file)
}

/// Whether a glyph is drawn as the face draws the letter.
fn looks_as(drawn: &Face<'_>, glyph: GlyphId, own: &Font, text: &str) -> bool {
    let mut letters = text.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return false;
    };
    let own_glyph = own.glyph(letter).map(GlyphId);
    own_glyph.is_some_and(|own_glyph| outline(own.face(), own_glyph) == outline(drawn, glyph))
}

fn outline(face: &Face<'_>, glyph: GlyphId) -> Vec<(u8, [i32; 6])> {
    let mut outline = Outline(Vec::new());
    face.outline_glyph(glyph, &mut outline);
    outline.0
}

/// The strokes of a glyph, in hundredths of a font unit.
struct Outline(Vec<(u8, [i32; 6])>);

impl Outline {
    fn push<const N: usize>(&mut self, kind: u8, at: [f32; N]) {
        let mut places = [0; 6];
        for (place, at) in places.iter_mut().zip(at) {
            *place = (at * 100.0).round() as i32;
        }
        self.0.push((kind, places));
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push(0, [x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push(1, [x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.push(2, [x1, y1, x, y]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.push(3, [x1, y1, x2, y2, x, y]);
    }

    fn close(&mut self) {
        self.push(4, []);
    }
}
