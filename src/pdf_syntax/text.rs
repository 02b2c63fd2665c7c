//! Where the words of a page stand, as the issued file itself says: the lines that no new widget may cover.
//!
//! They are read from the page's content and not from a layout made anew, so that a package of any version
//! is judged by what was issued. The content is this program's: each run of glyphs has its font, its size
//! and its place (`pdf::paint`).

use std::collections::BTreeMap;

use super::budget::Unreadable;
use super::lexer::{Lexer, is_space};
use super::state::State;
use super::value::{Dictionary, EMPTY, Value};

/// How far letters reach above and below their line, in parts of the font's size: capitals with two marks,
/// letters with a tail.
const REACH: (f64, f64) = (0.9, 0.22);
/// How far signature and seal reach beyond their fields, into the lines above and below (C19, C20), in
/// points.
const SEAL_OVERLAP: f64 = 30.0;
/// How a number's line begins.
const NUMBER: &str = "Số:";
/// Runs whose lines are so near, in points, stand on one.
const SAME_LINE: f64 = 1.0;

/// A rectangle, in points from the page's lower left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rectangle {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
}

impl Rectangle {
    /// Of two opposite corners.
    pub(crate) fn of(corners: &[Value]) -> Option<Self> {
        let [x, y, across, up] = <&[Value; 4]>::try_from(corners)
            .ok()?
            .each_ref()
            .map(Value::number);
        let (x, y, across, up) = (x?, y?, across?, up?);
        Some(Self {
            left: x.min(across),
            bottom: y.min(up),
            right: x.max(across),
            top: y.max(up),
        })
    }

    pub(crate) fn area(&self) -> f64 {
        (self.right - self.left) * (self.top - self.bottom)
    }

    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.bottom <= other.bottom
            && other.right <= self.right
            && other.top <= self.top
    }

    /// Whether they share an area.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.bottom < other.top
            && other.bottom < self.top
    }

    fn centre(&self) -> f64 {
        (self.left + self.right) / 2.0
    }
}

/// A run of glyphs.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) place: Rectangle,
    pub(crate) text: String,
    base: f64,
}

/// A font as far as a line needs it.
#[derive(Debug, Default)]
struct Font {
    /// Of each glyph, in thousandths of the size.
    widths: Vec<f64>,
    texts: BTreeMap<usize, String>,
}

/// The runs of a page that must stay to be seen: all but the lines of number and date on the first page, dots to be
/// filled in, and the ends of the signatory's office and name, which signature and seal cover. Nothing if the page
/// cannot be read.
pub(crate) fn lines(
    state: State<'_>,
    page: u32,
    is_first: bool,
    fields: &[Rectangle],
) -> Option<Vec<Line>> {
    let mut lines = runs(state, page).ok()?;
    let number = lines
        .iter()
        .find(|line| is_first && line.text.trim_start().starts_with(NUMBER));
    if let Some(base) = number.map(|number| number.base) {
        lines.retain(|line| (line.base - base).abs() > SAME_LINE);
    }
    let is_blank = |line: &Line| {
        line.text
            .chars()
            .all(|letter| matches!(letter, '.' | '…' | ' '))
    };
    lines.retain(|line| !is_blank(line));
    for field in fields {
        let reach = Rectangle {
            bottom: field.bottom - SEAL_OVERLAP,
            top: field.top + SEAL_OVERLAP,
            ..*field
        };
        let is_beside = |line: &Line| (reach.left..=reach.right).contains(&line.place.centre());
        lines.retain(|line| !(is_beside(line) && reach.meets(&line.place)));
    }
    Some(lines)
}

fn runs(state: State<'_>, page: u32) -> Result<Vec<Line>, Unreadable> {
    let page = state.dictionary(page);
    let fonts = state.dictionary_at(state.dictionary_at(page, "Resources"), "Font");
    let contents = page.get("Contents").map_or(&[][..], std::slice::from_ref);
    let contents = match contents {
        [one] => state.resolve(one).items().unwrap_or(contents),
        _ => contents,
    };
    let mut content = Vec::new();
    for part in contents {
        content.extend(state.file.source.unpacked(state.resolve(part))?);
        content.push(b'\n');
    }
    let mut reader = Reader {
        state,
        fonts,
        known: BTreeMap::new(),
        operands: Vec::new(),
        lines: Vec::new(),
    };
    reader.read(&content)?;
    Ok(reader.lines)
}

/// Reads a page's content (ISO 32000-1, 9.4), as far as this program writes it.
struct Reader<'a> {
    state: State<'a>,
    fonts: &'a Dictionary,
    known: BTreeMap<Vec<u8>, Font>,
    operands: Vec<Value>,
    lines: Vec<Line>,
}

/// Font, size and place of the text being shown.
#[derive(Default)]
struct Setting {
    font: Vec<u8>,
    size: f64,
    x: f64,
    y: f64,
    /// Turned text is the mark of a draft, behind all other.
    is_turned: bool,
}

impl Reader<'_> {
    fn read(&mut self, content: &[u8]) -> Result<(), Unreadable> {
        let mut setting = Setting::default();
        let mut lexer = Lexer::new(content, 0, &self.state.file.source.budget);
        loop {
            lexer.space();
            match content.get(lexer.at) {
                None => return Ok(()),
                Some(byte) if byte.is_ascii_alphabetic() || matches!(byte, b'\'' | b'"') => {
                    let operator = lexer.word();
                    self.operator(operator, &mut setting)?;
                    self.operands.clear();
                }
                Some(_) => self.operands.push(lexer.value()?),
            }
        }
    }

    fn operator(&mut self, operator: &[u8], setting: &mut Setting) -> Result<(), Unreadable> {
        let unknown = Unreadable("nội dung trang lạ");
        let numbers: Vec<f64> = self.operands.iter().filter_map(Value::number).collect();
        match (operator, numbers.as_slice(), self.operands.as_slice()) {
            (b"BT", ..) => *setting = Setting::default(),
            (b"Tf", [size], [Value::Name(font), _]) => {
                setting.size = *size;
                setting.font.clone_from(font);
                self.learn(font.clone())?;
            }
            (b"Td", [x, y], _) => {
                setting.x += x;
                setting.y += y;
            }
            (b"Tm", [_, turn, _, _, x, y], _) => {
                (setting.x, setting.y) = (*x, *y);
                setting.is_turned = *turn != 0.0;
            }
            (b"TJ", _, [Value::Array(items)]) => self.show(&items.clone(), setting),
            // what moves all that follows, or shows text in another way
            (
                b"cm" | b"Do" | b"Tj" | b"T*" | b"TD" | b"'" | b"\"" | b"Tz" | b"Ts" | b"Tc"
                | b"Tw",
                ..,
            ) => {
                return Err(unknown);
            }
            _ => {}
        }
        Ok(())
    }

    fn show(&mut self, items: &[Value], setting: &mut Setting) {
        static NONE: Font = Font {
            widths: Vec::new(),
            texts: BTreeMap::new(),
        };
        let font = self.known.get(&setting.font).unwrap_or(&NONE);
        let (mut width, mut text) = (0.0, String::new());
        for item in items {
            for code in item.string().unwrap_or_default().as_chunks::<2>().0 {
                let code = usize::from(u16::from_be_bytes(*code));
                // a glyph without a width of its own has the usual one
                width += font.widths.get(code).copied().unwrap_or(1000.0);
                text.push_str(font.texts.get(&code).map_or("\u{fffd}", String::as_str));
            }
            width -= item.number().unwrap_or(0.0);
        }
        let (left, base) = (setting.x, setting.y);
        setting.x += width / 1000.0 * setting.size;
        if !setting.is_turned && !text.trim().is_empty() {
            let (above, below) = REACH;
            self.lines.push(Line {
                place: Rectangle {
                    left,
                    bottom: base - below * setting.size,
                    right: setting.x,
                    top: base + above * setting.size,
                },
                text,
                base,
            });
        }
    }

    /// Reads a font's widths and what its glyphs mean.
    fn learn(&mut self, name: Vec<u8>) -> Result<(), Unreadable> {
        if self.known.contains_key(&name) {
            return Ok(());
        }
        let state = self.state;
        let font = self.fonts.iter().find(|(own, _)| *own == name.as_slice());
        let font = font
            .and_then(|(_, font)| state.resolve(font).dictionary())
            .unwrap_or(&EMPTY);
        let within = state.items_at(font, "DescendantFonts").first();
        let within = within
            .and_then(|font| state.resolve(font).dictionary())
            .unwrap_or(&EMPTY);
        let widths = match state.items_at(within, "W") {
            [first, widths] if first.index() == Some(0) => {
                state.resolve(widths).items().unwrap_or_default()
            }
            _ => &[],
        };
        let widths = widths
            .iter()
            .map(|width| width.number().unwrap_or(1000.0))
            .collect();
        let map = state.file.source.unpacked(state.at(font, "ToUnicode"))?;
        self.known.insert(
            name,
            Font {
                widths,
                texts: texts(&map),
            },
        );
        Ok(())
    }
}

/// The texts of glyphs in a map of this program's (ISO 32000-1, 9.10.3): a line for each.
fn texts(map: &[u8]) -> BTreeMap<usize, String> {
    let hex = |word: &[u8]| {
        let word = word.strip_prefix(b"<")?.strip_suffix(b">")?;
        let units = word.as_chunks::<4>().0.iter();
        let unit = |unit: &[u8; 4]| u16::from_str_radix(std::str::from_utf8(unit).ok()?, 16).ok();
        units.map(unit).collect::<Option<Vec<u16>>>()
    };
    let lines = map.split(|byte| *byte == b'\n');
    let pairs = lines.filter_map(|line| {
        let mut words = line
            .split(|byte| is_space(*byte))
            .filter(|word| !word.is_empty());
        let (code, text, end) = (words.next()?, words.next()?, words.next());
        let code = hex(code).filter(|units| units.len() == 1 && end.is_none())?;
        Some((
            usize::from(*code.first()?),
            String::from_utf16_lossy(&hex(text)?),
        ))
    });
    pairs.collect()
}
