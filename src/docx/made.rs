//! Made once: `docx-rs` builds each kind of paragraph, run, cell and row; what is alike is a copy with a text of its own.

use docx_rs::{
    BuildXML, TableCell, TableCellBorder, TableCellBorderPosition, TableCellBorders, TableRow,
    VAlignType, VMergeType, WidthType,
};

use crate::document::Run;
use crate::style::{self, ParagraphStyle};

use super::kind::{CellKind, Kind, Merge};
use super::paragraph::{Context, Place, empty, printable, shaped};
use super::xml::{Element, Node};

impl Context<'_> {
    fn once<T: BuildXML>(&mut self, kind: Kind, make: impl FnOnce() -> T) -> Element {
        if let Some(made) = self.made.get(&kind) {
            return made.clone();
        }
        let made = self.read(&make());
        self.made.insert(kind, made.clone());
        made
    }

    /// A paragraph of these runs.
    pub(super) fn paragraph_of(
        &mut self,
        id: &str,
        look: &ParagraphStyle,
        place: Place,
        runs: &[Run],
    ) -> Element {
        let usual = Place {
            keep_with_next: place.keep_with_next,
            ..Place::default()
        };
        let mut paragraph = if place == usual {
            let keeps = [
                place.keep_with_next,
                look.keep_with_next,
                look.keep_together,
            ];
            let kind = Kind::Paragraph(id.to_owned(), keeps);
            self.once(kind, || empty(id, look, place))
        } else {
            self.read(&empty(id, look, place))
        };
        let content = self.content(look, runs);
        paragraph.children.extend(content);
        paragraph
    }

    /// What these runs are in a paragraph.
    pub(super) fn content(&mut self, look: &ParagraphStyle, runs: &[Run]) -> Vec<Node> {
        let mut content = Vec::with_capacity(runs.len());
        for run in runs {
            if run.meaning.is_field() || self.facts.control(&run.meaning, &run.text).is_some() {
                let alone = self.fill(docx_rs::Paragraph::new(), look, std::slice::from_ref(run));
                content.extend(self.read(&alone).children);
            } else {
                content.push(Node::Element(self.run(look, run)));
            }
        }
        content
    }

    fn run(&mut self, look: &ParagraphStyle, run: &Run) -> Element {
        let kind = Kind::Run(run.bold && !look.bold, run.italic && !look.italic);
        let mut made = self.once(kind, || shaped(look, run).add_text(""));
        let text = made.elements_mut().find(|child| child.name == "w:t");
        if let Some(text) = text.filter(|_| !run.text.is_empty()) {
            text.children.push(Node::Text(printable(&run.text)));
        }
        made
    }

    /// A row without its cells.
    pub(super) fn row(&mut self, has_corner: bool) -> Element {
        self.once(Kind::Row(has_corner), || {
            let row = TableRow::new(Vec::new()).cant_split();
            let height = style::table::CORNER_HEIGHT.twips();
            match has_corner {
                true => row.row_height(height as f32),
                false => row,
            }
        })
    }

    /// A cell without its text.
    pub(super) fn cell(&mut self, kind: CellKind) -> Element {
        let mut cell = self.once(Kind::Cell(kind), || {
            let mut cell = TableCell::new().width(kind.width, WidthType::Dxa);
            if kind.span > 1 {
                cell = cell.grid_span(kind.span);
            }
            cell = match kind.merged {
                Merge::Alone => cell,
                Merge::First => cell.vertical_merge(VMergeType::Restart),
                Merge::Further => cell.vertical_merge(VMergeType::Continue),
            };
            match kind.is_corner {
                true => cell.vertical_align(VAlignType::Top).set_borders(diagonal()),
                false => cell.vertical_align(VAlignType::Center),
            }
        });
        // the paragraph of a cell that holds nothing
        cell.remove("w:p");
        cell
    }
}

fn diagonal() -> TableCellBorders {
    let size = style::LINE_WIDTH.eighths() as usize;
    let line = TableCellBorder::new(TableCellBorderPosition::Tl2br).size(size);
    TableCellBorders::with_empty().set(line)
}
