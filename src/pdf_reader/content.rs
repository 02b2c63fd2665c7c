//! What a page's content draws: dark text and thin lines, or it is not ours.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::Object;
use lopdf::content::{Content, Operation};

use super::letters::Letters;

/// Sizes of text that can be read, in points.
const SIZES: std::ops::RangeInclusive<f32> = 5.0..=30.0;
/// The thickest line, in points: it covers no text.
const THICKEST: f32 = 1.5;
/// The widest gap between two letters, in thousandths of the text's size.
const WIDEST: f32 = 30_000.0;

/// Text that belongs together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Piece {
    /// Where each of its lines begins, in points from the sheet's lower left corner, and what it says.
    pub(super) lines: Vec<((f32, f32), String)>,
    /// Whether it is no part of the text (an artifact).
    pub(super) is_beside: bool,
}

/// The text of a page of this width and height in points, piece by piece.
pub(super) fn pieces(
    content: &Content,
    sheet: (f32, f32),
    fonts: &BTreeMap<Vec<u8>, Rc<Letters>>,
) -> Result<Vec<Piece>, String> {
    let mut reader = Reader {
        fonts,
        sheet,
        font: None,
        at: None,
        open: 0,
        pieces: Vec::new(),
    };
    for operation in &content.operations {
        reader.operation(operation).map_err(str::to_owned)?;
    }
    Ok(reader.pieces)
}

struct Reader<'a> {
    fonts: &'a BTreeMap<Vec<u8>, Rc<Letters>>,
    sheet: (f32, f32),
    font: Option<&'a Letters>,
    /// Where the text object that is open begins.
    at: Option<(f32, f32)>,
    /// How many marked contents are open; the outermost is a piece.
    open: usize,
    pieces: Vec<Piece>,
}

/// What is wrong with an operation.
type Step = Result<(), &'static str>;

impl Reader<'_> {
    fn operation(&mut self, operation: &Operation) -> Step {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BDC" => self.begin(operands),
            "EMC" => {
                self.open = self.open.checked_sub(1).ok_or(STRANGE)?;
                Ok(())
            }
            "Tf" => self.choose(operands),
            "TJ" => self.text(operands),
            "Td" => self.place(operands),
            "rg" | "RG" => colour(operands),
            "w" => all(
                operands,
                |width| (0.0..=THICKEST).contains(&width),
                "nét quá dày",
            ),
            // paths are only ever stroked: nothing is filled, nothing is cut off
            "m" | "l" | "re" | "h" | "S" => Ok(()),
            "BT" | "ET" => {
                self.at = None;
                Ok(())
            }
            _ => Err(STRANGE),
        }
    }

    fn begin(&mut self, operands: &[Object]) -> Step {
        let [Object::Name(tag), Object::Dictionary(_)] = operands else {
            return Err(STRANGE);
        };
        let is_beside = tag == b"Artifact";
        if !is_beside && tag != b"Span" {
            return Err(STRANGE);
        }
        if self.open == 0 {
            self.pieces.push(Piece {
                is_beside,
                ..Piece::default()
            });
        }
        self.open += 1;
        Ok(())
    }

    fn choose(&mut self, operands: &[Object]) -> Step {
        let [Object::Name(name), size] = operands else {
            return Err(STRANGE);
        };
        let size = size.as_float().map_err(|_| STRANGE)?;
        self.font = Some(self.fonts.get(name).ok_or(STRANGE)?);
        SIZES.contains(&size).then_some(()).ok_or("cỡ chữ lạ")
    }

    /// One place in each text object: it counts from the corner of the sheet.
    fn place(&mut self, operands: &[Object]) -> Step {
        let ([x, y], None) = (operands, self.at) else {
            return Err(STRANGE);
        };
        let (Ok(x), Ok(y)) = (x.as_float(), y.as_float()) else {
            return Err(STRANGE);
        };
        if x <= 0.0 || x >= self.sheet.0 || y <= 0.0 || y >= self.sheet.1 {
            return Err("chữ ngoài mép giấy");
        }
        self.at = Some((x, y));
        if let Some(piece) = self.pieces.last_mut() {
            piece.lines.push(((x, y), String::new()));
        }
        Ok(())
    }

    fn text(&mut self, operands: &[Object]) -> Step {
        let (Some(font), Some(_)) = (self.font, self.at) else {
            return Err(STRANGE);
        };
        let line = self
            .pieces
            .last_mut()
            .and_then(|piece| piece.lines.last_mut());
        let ([Object::Array(parts)], Some((_, line))) = (operands, line) else {
            return Err(STRANGE);
        };
        if self.open == 0 {
            return Err("chữ không thuộc phần nào");
        }
        for part in parts {
            match part {
                Object::String(codes, _) => {
                    let (codes, []) = codes.as_chunks::<2>() else {
                        return Err(STRANGE);
                    };
                    for code in codes {
                        let letter = font.get(&u16::from_be_bytes(*code)).ok_or(STRANGE)?;
                        line.push_str(letter);
                    }
                }
                gap => {
                    let gap = gap.as_float().map_err(|_| STRANGE)?;
                    if gap.abs() > WIDEST {
                        return Err("chữ cách quá xa");
                    }
                }
            }
        }
        Ok(())
    }
}

const STRANGE: &str = "nội dung không do chương trình ghi";

/// Dark enough to be read on white: ITU-R BT.709, 3.2, of what is painted.
fn colour(operands: &[Object]) -> Step {
    /// How much light a letter gives back at most, of what the sheet does.
    const LIGHTEST: f32 = 0.5;
    let parts: Vec<f32> = operands
        .iter()
        .filter_map(|part| part.as_float().ok())
        .collect();
    let [red, green, blue] = parts[..] else {
        return Err(STRANGE);
    };
    let light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    (0.0..=LIGHTEST)
        .contains(&light)
        .then_some(())
        .ok_or("chữ hoặc nét quá nhạt")
}

fn all(operands: &[Object], is_right: impl Fn(f32) -> bool, problem: &'static str) -> Step {
    let mut numbers = operands.iter().map(Object::as_float);
    let fits = numbers.all(|number| number.is_ok_and(&is_right));
    fits.then_some(()).ok_or(problem)
}
