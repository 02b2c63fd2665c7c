//! What paragraphs, runs, cells and rows are alike in.

/// What is alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// A paragraph of this style; whether it is to stay with the next one, and whether its look says so already, and
    /// that its lines stay together.
    Paragraph(String, [bool; 3]),
    /// A run with emphasis beyond its style's: bold, italic.
    Run(bool, bool),
    /// A cell.
    Cell(CellKind),
    /// A row, and whether it holds a corner.
    Row(bool),
}

/// A cell without its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct CellKind {
    /// Width in twips.
    pub(super) width: usize,
    /// Columns it covers.
    pub(super) span: usize,
    /// How it hangs together with the cells above and below.
    pub(super) merged: Merge,
    /// Whether a diagonal cuts it.
    pub(super) is_corner: bool,
}

/// A cell among those that are merged downwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Merge {
    /// It is not.
    Alone,
    /// It is the first.
    First,
    /// It goes on with the one above.
    Further,
}
