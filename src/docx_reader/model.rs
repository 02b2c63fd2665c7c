//! What is read from a DOCX.

/// A DOCX, its tracked changes accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordFile {
    /// The body in order.
    pub blocks: Vec<Block>,
    /// What headers and footers say, each part once.
    pub headers_and_footers: Vec<Block>,
    /// Footnotes and endnotes, in the order they are referred to.
    pub notes: Vec<Vec<Block>>,
    /// The facts that our writer keeps beside the text: name (`so`, `ngay` ...) and value; empty without them.
    pub facts: Vec<(String, String)>,
    /// The tracked changes that were open.
    pub changes: Changes,
    /// What saved the file last, if it says so.
    pub program: Option<Program>,
}

/// A piece of text between two ends of paragraphs or tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its printed text, NFC. Tabs and line ends are `\t` and `\n`; marks where a line may end are dropped.
    pub text: String,
    /// The name of its style in small letters: other programs keep it, but for capitals, and give it another id.
    pub style: String,
    /// Whether it opens with a number or mark that the word processor counts, and that is not in the text.
    pub is_numbered: bool,
    /// Whether it stands in a text box, which hangs on the paragraph before it.
    pub in_text_box: bool,
    /// Its content controls, in order.
    pub controls: Vec<Control>,
    /// Names of the bookmarks that start in it.
    pub bookmarks: Vec<String>,
    /// The notes it refers to, as places in [`WordFile::notes`].
    pub notes: Vec<usize>,
}

/// A content control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// The fact it is bound to, else its tag; empty where it has neither.
    pub tag: String,
    /// What it shows.
    pub text: String,
    /// Whether that is its placeholder.
    pub shows_placeholder: bool,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Row>,
    /// What it is called for those who cannot see it, as our writer says it.
    pub title: Option<String>,
    /// What it shows, for the same.
    pub description: Option<String>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its cells, those that go on from above included.
    pub cells: Vec<Cell>,
    /// Columns left out before the first cell.
    pub columns_before: usize,
    /// Whether it is repeated at the top of each page.
    pub is_header: bool,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its paragraphs, and tables inside it.
    pub blocks: Vec<Block>,
    /// The columns it covers, at least 1.
    pub grid_span: usize,
    /// Whether it is part of the cell above it.
    pub continues_above: bool,
}

/// Tracked changes, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Texts, paragraphs, rows and cells that were inserted, or moved to where they stand.
    pub insertions: usize,
    /// The same deleted, or moved away.
    pub deletions: usize,
    /// Changes of how something looks.
    pub formatting: usize,
    /// Who made them, in the order of the alphabet.
    pub authors: Vec<String>,
}

/// A program and its version, as it calls itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its version, if it says one.
    pub version: Option<String>,
}

impl WordFile {
    /// All content controls: of the body, of headers and footers, of notes.
    pub fn controls(&self) -> impl Iterator<Item = &Control> {
        let parts = [&self.blocks, &self.headers_and_footers].into_iter();
        let blocks = parts.chain(&self.notes).flatten();
        blocks.flat_map(Block::paragraphs).flat_map(|p| &p.controls)
    }

    /// The fact of that name in our part beside the text.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&str> {
        let found = self.facts.iter().find(|(fact, _)| fact == name)?;
        Some(&found.1)
    }
}

impl Block {
    /// Its paragraphs in order, those of tables included.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        match self {
            Self::Paragraph(paragraph) => vec![paragraph],
            Self::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                let blocks = cells.flat_map(|cell| &cell.blocks);
                blocks.flat_map(Self::paragraphs).collect()
            }
        }
    }
}

impl Changes {
    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.insertions + self.deletions + self.formatting
    }
}

impl Program {
    /// Name and version in short: `Microsoft Office Word 16`, `LibreOffice 7.4.7.2`.
    #[must_use]
    pub fn told(&self) -> String {
        // LibreOffice puts its build and system behind, and Word's version beside
        let (name, _) = self.name.split_once('$').unwrap_or((&self.name, ""));
        if let Some((name, version)) = name.split_once('/') {
            return format!("{name} {version}");
        }
        match &self.version {
            Some(version) => format!("{name} {}", version.split('.').next().unwrap_or_default()),
            None => name.to_owned(),
        }
    }
}
