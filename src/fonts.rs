//! The four faces of the document's one family (P3), and how wide their letters are.
//!
//! Lines break by plain advance widths, without kerning and ligatures, because that is how Word and
//! LibreOffice measure this family; so both formats break alike.

use std::path::Path;
use std::sync::OnceLock;

use rustybuzz::{
    Direction, Feature, UnicodeBuffer,
    ttf_parser::{GlyphId, Tag},
};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::units::Pt;

/// File names of the four faces, in the order of [`Fonts::index`].
pub(crate) const FILE_NAMES: [&str; 4] = [
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf",
];

const BUILT_IN: [&[u8]; 4] = [
    include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../fonts/LiberationSerif-BoldItalic.ttf"),
];

/// One face.
#[derive(Clone)]
pub struct Font {
    data: &'static [u8],
    face: rustybuzz::Face<'static>,
    /// Glyph and width of the letters of [`COMMON`], in order; looked up once.
    common: OnceLock<Vec<Option<(u16, u16)>>>,
}

/// The letters a Vietnamese document is made of: Latin with its supplements, and the Vietnamese block.
const COMMON: [std::ops::RangeInclusive<char>; 2] = [' '..='\u{24f}', '\u{1e00}'..='\u{1eff}'];

/// Where the letter stands in [`COMMON`].
fn common_index(letter: char) -> Option<usize> {
    let mut before = 0;
    for range in COMMON {
        let first = *range.start() as usize;
        if range.contains(&letter) {
            return Some(before + letter as usize - first);
        }
        before += *range.end() as usize - first + 1;
    }
    None
}

/// A glyph as placed by shaping; lengths in font units (see [`Font::units_per_em`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Index in the font.
    pub id: u16,
    /// How far the next glyph stands to the right.
    pub advance: i32,
    /// Byte in the shaped text where its cluster starts.
    pub cluster: usize,
}

fn look_up(face: &rustybuzz::ttf_parser::Face<'_>, letter: char) -> Option<(u16, u16)> {
    let glyph = face.glyph_index(letter)?;
    Some((glyph.0, face.glyph_hor_advance(glyph).unwrap_or(0)))
}

impl Font {
    fn parse(data: &'static [u8]) -> Option<Self> {
        let face = rustybuzz::Face::from_slice(data, 0)?;
        let common = OnceLock::new();
        Some(Self { data, face, common })
    }

    /// Glyph and width (in font units) of the letter, if the face has it.
    fn glyph_and_width(&self, letter: char) -> Option<(u16, u16)> {
        match common_index(letter) {
            Some(index) => self.common().get(index).copied().flatten(),
            None => look_up(&self.face, letter),
        }
    }

    fn common(&self) -> &[Option<(u16, u16)>] {
        self.common.get_or_init(|| {
            let letters = COMMON.into_iter().flatten();
            letters.map(|letter| look_up(&self.face, letter)).collect()
        })
    }

    /// The letter's glyph; `None` if the face lacks it.
    #[must_use]
    pub fn glyph(&self, letter: char) -> Option<u16> {
        self.glyph_and_width(letter).map(|(glyph, _)| glyph)
    }

    /// The font file.
    #[must_use]
    pub const fn data(&self) -> &'static [u8] {
        self.data
    }

    /// The parsed tables.
    #[must_use]
    pub fn face(&self) -> &rustybuzz::ttf_parser::Face<'static> {
        &self.face
    }

    /// Font units in one em.
    #[must_use]
    pub fn units_per_em(&self) -> f32 {
        self.face.units_per_em() as f32
    }

    /// Whether the face has a glyph for the letter.
    #[must_use]
    pub fn has(&self, letter: char) -> bool {
        self.glyph_and_width(letter).is_some()
    }

    /// Width of the letter in font units; that of the missing glyph if the face lacks it.
    #[must_use]
    pub fn advance(&self, letter: char) -> u32 {
        let missing = || self.face.glyph_hor_advance(GlyphId(0)).unwrap_or(0);
        let width = self.glyph_and_width(letter).map_or_else(missing, |g| g.1);
        u32::from(width)
    }

    /// Width of NFC text at this size, in points: the sum of its letters' widths.
    #[must_use]
    pub fn width(&self, text: &str, size: Pt) -> Pt {
        let units: u32 = text.chars().map(|letter| self.advance(letter)).sum();
        Pt(units as f32 * size.0 / self.units_per_em())
    }

    /// Height above the base line at this size.
    #[must_use]
    pub fn ascent(&self, size: Pt) -> Pt {
        size * (f32::from(self.face.ascender()) / self.units_per_em())
    }

    /// Depth below the base line at this size, positive.
    #[must_use]
    pub fn descent(&self, size: Pt) -> Pt {
        size * (-f32::from(self.face.descender()) / self.units_per_em())
    }

    /// The extra space the font asks for between lines at this size.
    #[must_use]
    pub fn line_gap(&self, size: Pt) -> Pt {
        size * (f32::from(self.face.line_gap()) / self.units_per_em())
    }

    /// Shapes NFC text, left to right, without kerning and ligatures.
    #[must_use]
    pub fn shape(&self, text: &str) -> Vec<Glyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        let off = |tag: &[u8; 4]| Feature::new(Tag::from_bytes(tag), 0, ..);
        let features = [off(b"kern"), off(b"liga"), off(b"clig"), off(b"dlig")];
        let shaped = rustybuzz::shape(&self.face, &features, buffer);
        shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                advance: position.x_advance,
                cluster: info.cluster as usize,
            })
            .collect()
    }
}

/// The four faces.
#[derive(Clone)]
pub struct Fonts {
    faces: [Font; 4],
}

impl Fonts {
    /// Liberation Serif 2.1, compiled in.
    ///
    /// # Errors
    /// Never with the files this program ships; a damaged build is reported as a diagnostic.
    pub fn built_in() -> Result<Self, Diagnostics> {
        let faces = BUILT_IN
            .iter()
            .zip(FILE_NAMES)
            .map(|(data, name)| Font::parse(data).ok_or_else(|| unreadable(name)));
        Self::collect(faces)
    }

    /// The four files of [`FILE_NAMES`] in a folder of the user's.
    ///
    /// # Errors
    /// One diagnostic for each file that is missing or is no TrueType font.
    pub fn from_folder(folder: &Path) -> Result<Self, Diagnostics> {
        Self::collect(FILE_NAMES.iter().map(|name| {
            let path = folder.join(name);
            let shown = path.display().to_string().replace('\\', "/");
            let data = std::fs::read(&path).map_err(|_| missing(&shown))?;
            // Fonts live as long as the program: read once, never freed.
            Font::parse(Box::leak(data.into_boxed_slice())).ok_or_else(|| unreadable(&shown))
        }))
    }

    fn collect(faces: impl Iterator<Item = Result<Font, Diagnostic>>) -> Result<Self, Diagnostics> {
        let mut found = Vec::new();
        let mut problems = Diagnostics::new();
        for face in faces {
            match face {
                Ok(font) => found.push(font),
                Err(problem) => problems.push(problem),
            }
        }
        <[Font; 4]>::try_from(found)
            .map(|faces| Self { faces })
            .map_err(|_| problems)
    }

    /// Where a face stands in [`FILE_NAMES`].
    #[must_use]
    pub const fn index(bold: bool, italic: bool) -> usize {
        bold as usize + 2 * italic as usize
    }

    /// The face at that place of [`FILE_NAMES`]; the first for any place beyond them.
    #[must_use]
    pub fn by_index(&self, index: usize) -> &Font {
        self.faces.get(index).unwrap_or(&self.faces[0])
    }

    /// The face for this emphasis.
    #[must_use]
    pub fn face(&self, bold: bool, italic: bool) -> &Font {
        &self.faces[Self::index(bold, italic)]
    }
}

fn missing(path: &str) -> Diagnostic {
    Diagnostic::error("TP003", format!("Không đọc được tệp phông chữ {path}")).with_remedy(
        "Chép đủ bốn tệp LiberationSerif (Regular, Bold, Italic, BoldItalic) vào thư mục phông chữ, hoặc bỏ tùy chọn --phong-chu để dùng phông có sẵn",
    )
}

fn unreadable(path: &str) -> Diagnostic {
    Diagnostic::error(
        "TP004",
        format!("Tệp {path} không phải là phông chữ TrueType"),
    )
    .with_remedy("Chép lại tệp phông chữ gốc, hoặc bỏ tùy chọn --phong-chu để dùng phông có sẵn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_every_vietnamese_letter() {
        let fonts = Fonts::built_in().expect("fonts are compiled in");
        let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        for (bold, italic) in [(false, false), (true, false), (false, true), (true, true)] {
            for vowel in vowels.chars() {
                for tone in tones {
                    use unicode_normalization::UnicodeNormalization;
                    let letter: Vec<char> = format!("{vowel}{tone}").nfc().collect();
                    assert_eq!(letter.len(), 1);
                    assert!(fonts.face(bold, italic).has(letter[0]), "{letter:?}");
                }
            }
        }
    }

    #[test]
    fn shaping_agrees_with_plain_widths() {
        let fonts = Fonts::built_in().expect("fonts are compiled in");
        let font = fonts.face(false, false);
        let text = "Kết quả AV fi ffl: Tổng hợp, đánh giá";
        let shaped: i32 = font.shape(text).iter().map(|glyph| glyph.advance).sum();
        let plain: u32 = text.chars().map(|letter| font.advance(letter)).sum();
        assert_eq!(i64::from(shaped), i64::from(plain));
    }
}
