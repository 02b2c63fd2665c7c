//! The finished text, before any file format: what both writers read.
//!
//! A [`Document`] holds every word, number and table cell that will be printed, each with its
//! semantic role; it says nothing of fonts, sizes or positions (those are in [`crate::style`]), until
//! [`crate::fit`] notes how each table is set.
//! All text is in Unicode NFC, without line breaks and without control characters.

use std::collections::BTreeMap;

use crate::diagnostics::Span;
use crate::digest::Digest;
use crate::units::{Mm, Pt};

/// Văn bản: the decision and its annexes, or what goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// What its files are called after the decision's (`to-trinh`, `phu-luc`); empty for the decision.
    pub name: String,
    /// What it is.
    pub kind: DocumentKind,
    /// Facts about the document, for file properties and archives.
    pub meta: Metadata,
    /// The decision first, then each annex; every section starts a new page and numbers its pages from 1 (P5, A1).
    pub sections: Vec<Section>,
    /// `Some` marks every page as a draft with this text, e.g. `DỰ THẢO LẦN 2`.
    pub draft_mark: Option<String>,
}

/// What a document is beside the others of its set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentKind {
    /// The decision, with its annexes unless they have files of their own.
    #[default]
    Decision,
    /// An annex of the decision in a file of its own (A7).
    Annex,
    /// What goes with the decision: the Tờ trình.
    Beside,
}

/// Facts about the document that file properties and archive records carry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// `Quyết định 3203/QĐ-UBND` or, before issue, `Quyết định` and the subject; never empty.
    pub title: String,
    /// Trích yếu.
    pub subject: String,
    /// The issuing body on one line, e.g. `Ủy ban nhân dân tỉnh Sơn La`.
    pub author: String,
    /// Search words.
    pub keywords: Vec<String>,
    /// The document's number, once issued (`3203`).
    pub number: Option<String>,
    /// The symbol (`QĐ-UBND`).
    pub symbol: String,
    /// Abbreviations that dossier or text explain, each with its words, sorted: `UBND` and
    /// `Ủy ban nhân dân`.
    pub abbreviations: Vec<(String, String)>,
    /// Signer's name.
    pub signer: String,
    /// Signer's office, e.g. `Phó Chủ tịch`.
    pub signer_office: String,
    /// The moment the files carry as their creation date: `(year, month, day)`, from the dossier
    /// or `SOURCE_DATE_EPOCH`; never the clock.
    pub date: (i32, u32, u32),
    /// The dossier it was drafted from, so that a file can tell.
    pub dossier: Option<Digest>,
}

/// What a section of the document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// The document itself: Quyết định, Tờ trình.
    Main,
    /// Phụ lục, văn bản kèm theo.
    Annex,
}

/// A run of pages that starts on a new page and numbers them from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The document itself or an annex.
    pub kind: SectionKind,
    /// Name for bookmarks: `Quyết định`, `Phụ lục: Kết quả đánh giá, xếp hạng`, `Phụ lục II: ...`.
    pub name: String,
    /// The content in reading order.
    pub blocks: Vec<Block>,
}

impl Section {
    /// What it is called in short: `Quyết định`, `Phụ lục`, `Phụ lục II`.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name
            .split_once(':')
            .map_or(&*self.name, |(label, _)| label)
    }
}

/// A piece of content that stands by itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The two-column head of the first page (C1-C8, C25, C26; A6 without number and date).
    Letterhead(Letterhead),
    /// A paragraph of any role.
    Paragraph(Paragraph),
    /// List items, one after the other; their roles tell their levels.
    List(Vec<ListItem>),
    /// A ruled table.
    Table(Table),
    /// Recipients and signature, side by side (C19-C24, C27).
    Signature(SignatureBlock),
}

/// The look and meaning of a paragraph. Sizes and spacing of each are in [`crate::style`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Quốc hiệu (C1).
    NationalName,
    /// Tiêu ngữ (C2); the rule C3 below it is as long as its text.
    Motto,
    /// Cơ quan chủ quản (C4).
    SuperiorBody,
    /// Cơ quan ban hành (C5); the rule C6 stands below its last line.
    IssuingBody,
    /// Số, ký hiệu (C7).
    Number,
    /// Địa danh, ngày tháng năm (C8).
    PlaceDate,
    /// Dấu chỉ độ khẩn (C25), in a red frame.
    Urgency,
    /// Chỉ dẫn phạm vi lưu hành (C26), in a frame.
    Circulation,
    /// Tên loại văn bản (C9).
    DocumentType,
    /// Trích yếu (C10); the rule C11 stands below its last line.
    Subject,
    /// Thẩm quyền ban hành (C12).
    Authority,
    /// Căn cứ (C13).
    LegalBasis,
    /// `QUYẾT ĐỊNH:` (C14).
    Order,
    /// Điều (C15).
    Article,
    /// Nội dung (C16).
    Body,
    /// An item of a list in the text, its label (`-`, `1.`) printed before it.
    ListItem,
    /// An item inside an item (`+`).
    ListItem2,
    /// An item inside that.
    ListItem3,
    /// `Phụ lục`, `Phụ lục I` (A2).
    AnnexLabel,
    /// Tiêu đề phụ lục (A3).
    AnnexTitle,
    /// The annex's subtitle in lower-case letters (A3).
    AnnexSubtitle,
    /// `(Kèm theo Quyết định số ...)` (A4); the rule A5 stands below its last line.
    AnnexReference,
    /// Room for what the signing system prints on an annex in a file of its own (A7).
    SigningLine,
    /// `Kính gửi:` and its only addressee (C28).
    Addressee,
    /// `Kính gửi:` above several (C28).
    Addressees,
    /// One of several addressees, its dash printed before it (C28).
    AddresseeItem,
    /// Heading of level 1 in the annex (`A.`), C18.
    Heading1,
    /// Heading of level 2 (`I.`, or a khoản directly below level 1), C18.
    Heading2,
    /// Heading of level 3 (`1.`), C18.
    Heading3,
    /// A cell of a table's header rows.
    TableHeader,
    /// A cell of a table's body.
    TableCell,
    /// The row that opens a tier in a standings table.
    TableTier,
    /// Chú thích bảng, under its table.
    Caption,
    /// Quyền hạn, chức vụ (C19).
    Capacity,
    /// Họ tên người ký (C20).
    SignerName,
    /// `Nơi nhận:` (C22).
    RecipientsTitle,
    /// A recipient (C23).
    Recipient,
    /// Ký hiệu người soạn thảo, số bản (C27).
    DrafterMark,
}

/// Text set in lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Meaning and look.
    pub role: Role,
    /// The text; concatenated it is the paragraph's text.
    pub runs: Vec<Run>,
    /// Stays on the page of the block that follows, beyond what its role asks for.
    pub keep_with_next: bool,
    /// Where it was written, for diagnostics of layout and conformance.
    pub origin: Option<Span>,
}

impl Paragraph {
    /// A paragraph of one plain run.
    #[must_use]
    pub fn plain(role: Role, text: impl Into<String>) -> Self {
        Self::of_runs(role, vec![Run::plain(text)])
    }

    /// A paragraph of these runs.
    #[must_use]
    pub fn of_runs(role: Role, runs: Vec<Run>) -> Self {
        Self {
            role,
            runs,
            keep_with_next: false,
            origin: None,
        }
    }

    /// A line that is no paragraph of the document's own, with what is marked in it.
    #[must_use]
    pub fn line(role: Role, text: &str, marked: &MarkedLines) -> Self {
        let runs = marked.get(text).cloned();
        Self::of_runs(role, runs.unwrap_or_else(|| vec![Run::plain(text)]))
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Letters that share one emphasis and one meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// NFC text as printed. Open blanks are figure spaces (U+2007), each as wide as a figure.
    pub text: String,
    /// Bold beyond what the role gives.
    pub bold: bool,
    /// Italic beyond what the role gives (in an italic role it stays italic).
    pub italic: bool,
    /// What the text stands for.
    pub meaning: Meaning,
    /// Whether an older document does not have it: only where the two were compared to be shown.
    pub changed: bool,
}

impl Run {
    /// Ordinary text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Text that states a fact kept elsewhere.
    #[must_use]
    pub fn of(meaning: Meaning, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            meaning,
            ..Self::default()
        }
    }

    /// Bold text.
    #[must_use]
    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bold: true,
            ..Self::default()
        }
    }
}

/// What a run's text stands for, so that a writer may bind it (content controls, fields).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    /// Only itself.
    #[default]
    Text,
    /// The document's number, or the blank left for it.
    Number,
    /// The day, or the blank left for it (`24`).
    Day,
    /// The month (`12`), as C8 writes it.
    Month,
    /// The year.
    Year,
    /// The subject (trích yếu).
    Subject,
    /// The signer's name.
    SignerName,
    /// The number inside a caption (`1` of `Bảng 1.`).
    CaptionNumber,
    /// The same number in the caption of a further part of the table.
    RepeatedNumber,
    /// A reference to a table's caption (`Bảng 1`); holds the table's [`Table::id`].
    TableReference(String),
}

impl Meaning {
    /// Whether a word processor counts or looks up the text itself.
    #[must_use]
    pub const fn is_field(&self) -> bool {
        matches!(
            self,
            Self::CaptionNumber | Self::RepeatedNumber | Self::TableReference(_)
        )
    }

    /// The room left where the fact is not known yet: figure spaces, as wide as figures; no line breaks
    /// there, and LibreOffice widens U+00A0 in italics.
    #[must_use]
    pub fn blank(&self) -> String {
        let width = match self {
            // what is written by hand is wider than printed figures
            Self::Number => 5,
            Self::Day | Self::Month => 3,
            Self::Year => 4,
            Self::Subject | Self::SignerName => 20,
            Self::Text | Self::CaptionNumber | Self::RepeatedNumber | Self::TableReference(_) => 0,
        };
        BLANK.repeat(width)
    }
}

/// One figure's room.
const BLANK: &str = "\u{2007}";

/// Whether a text is nothing but the room left for a fact.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    !text.is_empty() && text.trim_matches('\u{2007}').is_empty()
}

/// Lines that hold words which an older document does not have, as runs; only where the two were compared to be shown.
pub type MarkedLines = BTreeMap<String, Vec<Run>>;

/// The two-column head of the first page.
#[derive(Clone, Debug, PartialEq)]
pub struct Letterhead {
    /// Cơ quan chủ quản, line by line (C4).
    pub superior: Vec<String>,
    /// Cơ quan ban hành, line by line (C5).
    pub issuer: Vec<String>,
    /// `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM` (C1).
    pub national_name: String,
    /// `Độc lập - Tự do - Hạnh phúc` (C2).
    pub motto: String,
    /// `Số: .../QĐ-UBND` (C7); `None` in an annex's head (A6).
    pub number: Option<Paragraph>,
    /// `Sơn La, ngày ... tháng ... năm ...` (C8); `None` in an annex's head (A6).
    pub place_date: Option<Paragraph>,
    /// `HỎA TỐC`, `THƯỢNG KHẨN`, `KHẨN` (C25).
    pub urgency: Option<String>,
    /// `LƯU HÀNH NỘI BỘ`, `XEM XONG TRẢ LẠI` (C26).
    pub circulation: Option<String>,
    /// Of the lines that are no paragraphs.
    pub marked: MarkedLines,
}

impl Letterhead {
    /// The lines that are no paragraphs, from the top.
    pub fn lines(&self) -> impl Iterator<Item = (Role, &String)> {
        let of = |role| move |text| (role, text);
        let (superior, issuer) = (self.superior.iter(), self.issuer.iter());
        superior
            .map(of(Role::SuperiorBody))
            .chain(issuer.map(of(Role::IssuingBody)))
            .chain([
                (Role::NationalName, &self.national_name),
                (Role::Motto, &self.motto),
            ])
            .chain(self.urgency.iter().map(of(Role::Urgency)))
            .chain(self.circulation.iter().map(of(Role::Circulation)))
    }
}

/// An item of a list in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// The printed mark, e.g. `-`, `+`, `1.`, `a)`; one space follows it. Empty for a further paragraph of
    /// the item above.
    pub label: String,
    /// Whether an older document does not have this label; see [`Run::changed`].
    pub label_changed: bool,
    /// The item's text, of role [`Role::ListItem`], or of that of its level.
    pub paragraph: Paragraph,
}

/// What a table shows; the widths its columns would like are in [`crate::style`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Bảng xếp hạng: position, name, merged rank and score; tier rows across all columns.
    Standings,
    /// A ranking in columns of the office's own.
    Ranking,
    /// Bảng tỷ lệ: one row per tier, one column per block; the corner cell is cut by a diagonal.
    Shares,
    /// Bảng chi tiết: one column per indicator, and the total.
    Detail,
    /// Bảng thay đổi: agencies (8 columns), figures (4) or sentences (3), old and new.
    Changes,
    /// Bảng trong lời văn: typed in a narrative or a template; its columns are as wide as their text asks.
    Text,
}

/// What a table's column holds, which decides how it gives way where the table is too wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Số thứ tự: stands in every part of a parted table.
    Position,
    /// Tên: gives way first, and stands in every part.
    Name,
    /// Figures of one indicator or block: a table may be parted between two such columns.
    Figures,
    /// Tổng: stands in the last part alone.
    Total,
    /// Anything else: gives way with the others.
    Text,
}

impl Column {
    /// Whether it says what a row is about, so that every part of the table has it.
    #[must_use]
    pub const fn is_key(self) -> bool {
        matches!(self, Self::Position | Self::Name)
    }
}

/// Which way the paper is turned (P1, P2t).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// Trang đứng.
    #[default]
    Portrait,
    /// Trang ngang.
    Landscape,
}

/// How a table is set; [`crate::fit`] decides it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableLayout {
    /// Widths of the columns, each a whole number of twips.
    pub widths: Vec<Pt>,
    /// Size of the letters in its cells.
    pub size: Pt,
    /// Which way its pages are turned: a turned page holds only tables and their captions.
    pub orientation: Orientation,
}

/// A ruled table with its caption below.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Name by which the text refers to it, e.g. `xep-hang-tinh`; unique in the document.
    pub id: String,
    /// What it shows.
    pub kind: TableKind,
    /// The columns, left to right. Every row's cells span exactly these, cells merged from above included.
    pub columns: Vec<Column>,
    /// Widths that the template asks for, column by column; none for the rest, and where it is shorter.
    pub asked: Vec<Option<Mm>>,
    /// Rows repeated at the top of each page the table reaches.
    pub header: Vec<Row>,
    /// The other rows.
    pub body: Vec<Row>,
    /// The caption under the table: role [`Role::Caption`], with a [`Meaning::CaptionNumber`] run.
    pub caption: Option<Paragraph>,
    /// One sentence that says what the table holds, for readers who cannot see it.
    pub summary: String,
    /// Where it was placed in the template.
    pub origin: Option<Span>,
    /// Widths and size: empty until [`crate::fit`] has decided them.
    pub layout: TableLayout,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The cells that start in this row, left to right. Columns covered by a cell merged from
    /// above have no entry here.
    pub cells: Vec<Cell>,
    /// Stays on the page of the row that follows (tier rows, all but the last row of a tie).
    pub keep_with_next: bool,
}

/// How a cell's text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellAlign {
    /// Flush left.
    Left,
    /// Centred.
    Center,
}

/// Whether a cell heads a row or a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Heads the columns it spans.
    Column,
    /// Heads the row it starts in.
    Row,
    /// Heads both (the corner cell).
    Both,
}

/// One cell, vertically centred.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its text.
    pub content: CellContent,
    /// First column it covers, from 0.
    pub column: usize,
    /// How many columns it covers, from 1.
    pub column_span: usize,
    /// How many rows it covers, from 1.
    pub row_span: usize,
    /// How its text stands.
    pub align: CellAlign,
    /// `Some` makes it a heading cell (TH).
    pub scope: Option<Scope>,
}

impl Cell {
    /// Its paragraphs, from the top.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        let (first, second) = match &self.content {
            CellContent::Text(paragraph) => (paragraph, None),
            CellContent::Diagonal { above, below } => (above, Some(below)),
        };
        std::iter::once(first).chain(second)
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum CellContent {
    /// One paragraph of role [`Role::TableHeader`], [`Role::TableCell`] or [`Role::TableTier`].
    Text(Paragraph),
    /// The corner of a shares table: cut by a diagonal from top left to bottom right, one text
    /// above it on the right (`Khối`), one below it on the left (`Mức độ`).
    Diagonal {
        /// Above the diagonal, flush right.
        above: Paragraph,
        /// Below the diagonal, flush left.
        below: Paragraph,
    },
}

/// Recipients on the left, signature on the right (C19-C24, C27).
#[derive(Clone, Debug, PartialEq)]
pub struct SignatureBlock {
    /// `Nơi nhận:` (C22).
    pub recipients_title: String,
    /// `- Như Điều 2;` ... `- Lưu: VT, KGVX.`, each as printed (C23).
    pub recipients: Vec<String>,
    /// Quyền hạn, chức vụ, line by line: `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH` (C19).
    pub capacity: Vec<String>,
    /// Họ tên (C20).
    pub name: String,
    /// Ký hiệu người soạn thảo, số bản (C27).
    pub drafter_mark: Option<String>,
    /// Of all its lines.
    pub marked: MarkedLines,
}

impl SignatureBlock {
    /// The paragraphs of the recipients' column, from the top: title, recipients, drafter's mark.
    pub fn recipients_column(&self) -> impl Iterator<Item = (Role, &String)> {
        let of = |role| move |text| (role, text);
        std::iter::once((Role::RecipientsTitle, &self.recipients_title))
            .chain(self.recipients.iter().map(of(Role::Recipient)))
            .chain(self.drafter_mark.iter().map(of(Role::DrafterMark)))
    }

    /// All lines: the recipients' column, then who signs.
    pub fn lines(&self) -> impl Iterator<Item = (Role, &String)> {
        let capacity = self.capacity.iter();
        self.recipients_column()
            .chain(capacity.map(|text| (Role::Capacity, text)))
            .chain([(Role::SignerName, &self.name)])
    }
}

impl Document {
    /// What its files are called, without their ending, beside a decision of that name.
    #[must_use]
    pub fn stem(&self, decision: &str) -> String {
        match self.name.as_str() {
            "" => decision.to_owned(),
            name => format!("{decision}-{name}"),
        }
    }

    /// Visits every text that is printed, in reading order; `true` with one that goes on with the
    /// paragraph of the text before.
    pub fn for_each_text(&self, visit: &mut impl FnMut(&str, bool)) {
        for block in self.sections.iter().flat_map(|section| &section.blocks) {
            match block {
                Block::Paragraph(paragraph) => runs(paragraph, visit),
                Block::List(items) => {
                    for item in items {
                        visit(&item.label, false);
                        runs(&item.paragraph, visit);
                    }
                }
                Block::Letterhead(head) => {
                    let lines = head.superior.iter().chain(&head.issuer);
                    let national = [&head.national_name, &head.motto];
                    let stamps = head.urgency.iter().chain(&head.circulation);
                    let all = lines.chain(national).chain(stamps);
                    all.for_each(|line| visit(line, false));
                    for paragraph in [&head.number, &head.place_date].into_iter().flatten() {
                        runs(paragraph, visit);
                    }
                }
                Block::Signature(block) => {
                    let title = std::iter::once(&block.recipients_title);
                    let lines = title.chain(&block.recipients).chain(&block.capacity);
                    let ends = std::iter::once(&block.name).chain(&block.drafter_mark);
                    lines.chain(ends).for_each(|line| visit(line, false));
                }
                Block::Table(table) => {
                    let rows = table.header.iter().chain(&table.body);
                    for cell in rows.flat_map(|row| &row.cells) {
                        cell.paragraphs().for_each(|p| runs(p, visit));
                    }
                    table
                        .caption
                        .iter()
                        .for_each(|caption| runs(caption, visit));
                }
            }
        }
    }
}

fn runs(paragraph: &Paragraph, visit: &mut impl FnMut(&str, bool)) {
    let runs = paragraph.runs.iter().enumerate();
    runs.for_each(|(index, run)| visit(&run.text, index > 0));
}
