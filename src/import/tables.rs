//! The whole way: sheets, headers, columns, rows, numbers, doubts.

use std::collections::BTreeSet;

use super::answers::Answers;
use super::columns::{self, Column, Role};
use super::doubts;
use super::header::{Header, headers, text_at};
use super::model::{Agency, Score, Table, Understood};
use super::report::Report;
use super::rows::{Row, Rows};
use super::typed::{self, Typed};
use super::values::{self, Writing};
use super::words::Summary;
use super::{ranks, totals};
use crate::diagnostics::Diagnostic;
use crate::dossier::{EmptyCell as Empty, HiddenCells as Hidden};
use crate::sheet::{Area, At, Cell, Sheet, Stored, Workbook};
use crate::values::folded;

/// What is asked of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// Only these sheets; all that are shown if empty.
    pub sheets: &'a [String],
    /// What the clerk said of doubts.
    pub answers: Answers,
    /// The year assessed, if it is known.
    pub year: Option<u32>,
    /// Whether totals are what is taken, for the dossier has no indicators.
    pub takes_totals: bool,
}

/// Finds the blocks of a workbook; each doubt is told, as an error until it is answered.
pub fn understand(book: &Workbook, asked: &Asked<'_>, report: &mut Report<'_>) -> Understood {
    let asked = &with_stated_mark(book, asked);
    let mut found = Understood::default();
    let mut empty: Vec<(usize, Option<Area>)> = Vec::new();
    for (index, sheet) in book.sheets.iter().enumerate() {
        let wanted = asked
            .sheets
            .iter()
            .any(|name| folded(name) == folded(&sheet.name));
        if !asked.sheets.is_empty() && !wanted {
            continue;
        }
        let reader = Reader {
            book,
            sheet,
            index,
            asked,
        };
        if sheet.hidden && !wanted {
            if !headers(sheet).is_empty() {
                let place = report.sheet(sheet);
                report.push(hidden_sheet(place, &sheet.name));
            }
            continue;
        }
        let tables = reader.tables(report, &mut empty);
        if !wanted && tables.iter().any(|table| is_derived(table, sheet)) {
            let place = report.sheet(sheet);
            report.push(derived(place, &sheet.name));
            continue;
        }
        found.tables.extend(tables);
    }
    unknown_sheets(book, asked, report);
    on_two_sheets(&found, book, report);
    for table in &found.tables {
        let sheet = &book.sheets[table.sheet];
        let takes_total = asked.takes_totals || table.indicators().next().is_none();
        totals::compare(
            table,
            sheet,
            takes_total && !asked.answers.columns.iter().any(|(_, role)| role == "tong"),
            report,
        );
        ranks::compare(table, sheet, report);
    }
    if found.tables.is_empty() {
        nothing(book, &empty, report);
    } else if !book.form.tells_all()
        && let Some(table) = found.tables.first()
    {
        let at = report.sheet(&book.sheets[table.sheet]);
        report.push(doubts::not_told(at, book.form));
    }
    found
}

/// What the sheet itself says of marks: `chỉ số không áp dụng thì ghi KĐG`, as the empty sheets of this program do.
fn with_stated_mark<'a>(book: &Workbook, asked: &Asked<'a>) -> Asked<'a> {
    const SAID: &str = "không áp dụng thì ghi ";
    let mut asked = asked.clone();
    let texts = book
        .sheets
        .iter()
        .flat_map(|sheet| sheet.cells.values())
        .filter_map(Cell::text);
    let stated = texts.filter_map(|text| {
        let (_, rest) = text.split_once(SAID)?;
        let mark = rest.split([' ', '.', ',', ';']).next()?;
        super::words::is_mark(mark).then(|| mark.to_owned())
    });
    asked.answers.marks.extend(stated);
    asked
}

/// One sheet on its way.
struct Reader<'a> {
    book: &'a Workbook,
    sheet: &'a Sheet,
    index: usize,
    asked: &'a Asked<'a>,
}

impl Reader<'_> {
    /// The blocks of the sheet; `empty` gets the cells of forms that nobody filled in.
    fn tables(
        &self,
        report: &mut Report<'_>,
        empty: &mut Vec<(usize, Option<Area>)>,
    ) -> Vec<Table> {
        let all = headers(self.sheet);
        let mut tables = Vec::new();
        for header in &all {
            let next = all
                .iter()
                .map(|other| other.rows.0)
                .filter(|row| *row > header.rows.1)
                .min();
            // of several tables each is called by the line above it
            let title = if all.len() > 1 {
                self.title(header)
            } else {
                String::new()
            };
            let found = self.table((header, &title), next.unwrap_or(u32::MAX), report);
            match found {
                Ok(found) => tables.extend(found),
                Err(area) => empty.push((self.index, area)),
            }
        }
        tables
    }

    /// The blocks under one header; the cells of its rows if none of them is an agency.
    fn table(
        &self,
        (header, title): (&Header, &str),
        end: u32,
        report: &mut Report<'_>,
    ) -> Result<Vec<Table>, Option<Area>> {
        let answers = &self.asked.answers;
        let (mut columns, doubtful) = columns::roles(header, answers, self.asked.year);
        self.words_are_no_scores(&mut columns, header, end);
        self.leave_hidden(&mut columns);
        let rows = Rows::of(self.sheet, header, &columns, end).all();
        let agencies: Vec<u32> = rows
            .iter()
            .filter(|(_, row)| *row == Row::Agency)
            .map(|(row, _)| *row)
            .collect();
        if agencies.is_empty() {
            let number = columns
                .iter()
                .filter(|column| column.role.is_number())
                .map(|column| column.index)
                .max();
            let (first, last) = (
                rows.first().map(|(row, _)| *row),
                rows.iter()
                    .rfind(|(_, row)| *row == Row::Unfilled)
                    .map(|(row, _)| *row),
            );
            return Err(first.zip(last).map(|(first, last)| {
                Area::new(
                    At::new(first, header.name),
                    At::new(last, number.unwrap_or(header.name)),
                )
            }));
        }
        let writing = Writing::of(self.sheet, &columns, &agencies, self.book.form);
        let mut tables = self.blocks((header, title), &columns, &rows);
        tables.retain(|table| !table.agencies.is_empty());
        // a sheet that is made from another is not asked about
        if self.asked.sheets.is_empty() && tables.iter().any(|table| is_derived(table, self.sheet))
        {
            return Ok(tables);
        }
        for table in &mut tables {
            for agency in &mut table.agencies {
                self.fill(agency, &columns, &writing, report);
            }
        }
        self.ask_columns(header, &columns, &doubtful, &tables, report);
        for table in &mut tables {
            self.doubts(table, report);
        }
        for (row, kind) in &rows {
            if *kind == Row::Nameless {
                let at = At::new(*row, header.name);
                let place = report.cell(self.sheet, at);
                report.push(doubts::nameless(place));
            }
        }
        Ok(tables)
    }

    /// The line of text right above a header.
    fn title(&self, header: &Header) -> String {
        let first = header.columns.keys().next().copied().unwrap_or(0);
        let rows = (header.rows.0.saturating_sub(2)..header.rows.0).rev();
        for row in rows {
            let texts: Vec<String> = (self.sheet.row(row))
                .filter(|(at, _)| at.column >= first)
                .map(|(_, cell)| crate::values::one_line(&cell.content()))
                .collect();
            match texts.as_slice() {
                [] => {}
                [only] if only.chars().any(char::is_alphabetic) && !super::words::is_note(only) => {
                    return only.clone();
                }
                _ => break,
            }
        }
        String::new()
    }

    /// Columns without a known word that hold words are no indicators.
    fn words_are_no_scores(&self, columns: &mut [Column], header: &Header, end: u32) {
        for column in columns {
            if !matches!(column.role, Role::Indicator { id: None, .. }) {
                continue;
            }
            let (mut words, mut numbers) = (0, 0);
            for (at, cell) in self
                .sheet
                .cells
                .range(At::new(header.rows.1 + 1, 0)..At::new(end, 0))
            {
                if at.column != column.index {
                    continue;
                }
                match &cell.stored {
                    Stored::Text(text) if matches!(typed::read(text), Typed::Words) => words += 1,
                    Stored::Text(_) => {}
                    _ => numbers += 1,
                }
                if let Stored::Text(text) = &cell.stored
                    && matches!(
                        typed::read(text),
                        Typed::Number { .. } | Typed::Unclear { .. }
                    )
                {
                    numbers += 1;
                }
            }
            if numbers == 0 || words > 2 * numbers {
                column.role = Role::Ignored;
            }
        }
    }

    fn leave_hidden(&self, columns: &mut [Column]) {
        if self.asked.answers.hidden == Some(Hidden::Leave) {
            let hidden = columns
                .iter_mut()
                .filter(|column| self.sheet.hidden_columns.contains(&column.index));
            hidden.for_each(|column| column.role = Role::Ignored);
        }
    }

    fn blocks(
        &self,
        (header, title): (&Header, &str),
        columns: &[Column],
        rows: &[(u32, Row)],
    ) -> Vec<Table> {
        let table = |heading: &str| Table {
            sheet: self.index,
            sheet_name: self.sheet.name.clone(),
            heading: heading.to_owned(),
            header: header.rows,
            columns: columns.to_vec(),
            agencies: Vec::new(),
            mean: None,
            maxima: Vec::new(),
        };
        let total = columns.iter().find(|column| column.role == Role::Total);
        let mut tables = vec![table(title)];
        let mut maxima = Vec::new();
        for (row, kind) in rows {
            let left = self.asked.answers.hidden == Some(Hidden::Leave)
                && self.sheet.hidden_rows.contains(row);
            let Some(current) = tables.last_mut() else {
                continue;
            };
            match kind {
                Row::Agency if !left => current.agencies.push(self.agency(*row, header.name)),
                Row::Group(heading) => tables.push(table(heading)),
                Row::Summary(Summary::Mean)
                    if current.mean.is_none() && !current.agencies.is_empty() =>
                {
                    let at = total.map(|column| At::new(*row, column.index));
                    current.mean = at.and_then(|at| Some((at, self.number(at)?)));
                }
                Row::Summary(Summary::Maximum) => {
                    let stated = columns.iter().filter_map(|column| {
                        Some((
                            column.index,
                            self.number(At::new(*row, column.index))?.value,
                        ))
                    });
                    maxima.extend(stated);
                }
                _ => {}
            }
        }
        tables
            .iter_mut()
            .for_each(|table| table.maxima.clone_from(&maxima));
        tables
    }

    fn number(&self, at: At) -> Option<Score> {
        match &self.sheet.cell(at)?.stored {
            Stored::Number(number) => Some(Score::of(*number)),
            Stored::Text(text) => match typed::read(text) {
                Typed::Number { text, .. } => {
                    typed::number(&text).map(|value| Score { value, text })
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn agency(&self, row: u32, name: u32) -> Agency {
        let at = At::new(row, name);
        Agency {
            row,
            name: text_at(self.sheet, at),
            at,
            scores: Vec::new(),
            marks: Vec::new(),
            not_applicable: Vec::new(),
            shown: Vec::new(),
            rank: None,
            tier: None,
            unranked: None,
            unassessed: false,
            refused: false,
        }
    }

    fn fill(
        &self,
        agency: &mut Agency,
        columns: &[Column],
        writing: &Writing,
        report: &mut Report<'_>,
    ) {
        for column in columns.iter().filter(|column| column.role.is_number()) {
            values::take(
                agency,
                column,
                (self.sheet, writing, &self.asked.answers),
                report,
            );
        }
        let is_taken = |index: u32| {
            columns
                .iter()
                .any(|column| column.index == index && column.role.is_taken())
        };
        let scored = agency.scores.iter().any(|(index, _)| is_taken(*index));
        let mut reason = None;
        for column in columns {
            let at = At::new(agency.row, column.index);
            let Some(cell) = self.sheet.cell(at) else {
                continue;
            };
            let text = crate::values::one_line(&cell.content());
            match (&column.role, &cell.stored) {
                (Role::Rank | Role::Tier, Stored::Nothing | Stored::Error(_)) => {
                    if scored || agency.refused {
                        let place = report.cell(self.sheet, at);
                        report.push(match &cell.stored {
                            Stored::Error(error) => {
                                doubts::error(place, agency, error, cell.formula.as_deref())
                            }
                            _ => doubts::no_value(place, agency),
                        });
                    }
                }
                (Role::Rank, _) => match rank(&text) {
                    Some(rank) => agency.rank = Some(rank),
                    None if !text.is_empty() => agency.unranked = Some(text),
                    None => {}
                },
                (Role::Tier, Stored::Text(_)) if !super::words::is_mark(&text) => {
                    agency.tier = Some(text)
                }
                (Role::Note, Stored::Text(_)) => reason = Some(text),
                _ => {}
            }
        }
        agency.unassessed =
            !scored && !agency.refused && (!agency.marks.is_empty() || agency.unranked.is_some());
        if agency.unassessed && agency.unranked.is_none() {
            agency.unranked = agency.marks.first().map(|(_, mark)| mark.clone());
        }
        if let (Some(stated), Some(reason)) = (&mut agency.unranked, reason) {
            *stated = reason;
        }
    }

    /// Asks what columns are, where that is not told by their words.
    fn ask_columns(
        &self,
        header: &Header,
        columns: &[Column],
        doubtful: &[u32],
        tables: &[Table],
        report: &mut Report<'_>,
    ) {
        let sheet = self.sheet;
        let heading_cell = |index: u32| {
            let rows = (header.rows.0..=header.rows.1).rev();
            let mut cells = rows.map(|row| At::new(row, index));
            cells
                .find(|at| sheet.cell(*at).is_some())
                .unwrap_or(At::new(header.rows.0, index))
        };
        for index in doubtful {
            let column = columns.iter().find(|column| column.index == *index);
            let heading = column
                .and_then(|column| column.path.last())
                .cloned()
                .unwrap_or_default();
            let place = report.cell(sheet, heading_cell(*index));
            report.push(doubts::two_totals(place, &heading, *index));
        }
        let has = |role: fn(&Role) -> bool| columns.iter().any(|column| role(&column.role));
        let alone =
            has(|role| *role == Role::Total) && !has(|role| matches!(role, Role::Indicator { .. }));
        for column in columns
            .iter()
            .filter(|column| matches!(column.role, Role::Bonus | Role::Penalty))
        {
            let letters = crate::sheet::column_letters(column.index);
            let answered = self.asked.answers.column(&column.path, &letters).is_some();
            let used = tables
                .iter()
                .flat_map(|table| &table.agencies)
                .any(|agency| agency.score(column.index).is_some());
            if alone && used && !answered {
                let place = report.cell(sheet, heading_cell(column.index));
                report.push(doubts::bonus(
                    place,
                    column.path.last().map_or("", String::as_str),
                ));
            }
        }
        if self.asked.answers.hidden.is_none() {
            for column in columns
                .iter()
                .filter(|column| sheet.hidden_columns.contains(&column.index))
            {
                let last = tables
                    .iter()
                    .flat_map(|table| &table.agencies)
                    .map(|agency| agency.row)
                    .max();
                let area = Area::new(
                    At::new(header.rows.0, column.index),
                    At::new(last.unwrap_or(header.rows.1), column.index),
                );
                let place = report.area(sheet, area);
                report.push(doubts::hidden_column(place, &column.path.join(" > ")));
            }
        }
        self.tell_percents(columns, tables, report);
    }

    fn tell_percents(&self, columns: &[Column], tables: &[Table], report: &mut Report<'_>) {
        for column in columns.iter().filter(|column| column.role.is_number()) {
            let cells = tables
                .iter()
                .flat_map(|table| &table.agencies)
                .map(|agency| At::new(agency.row, column.index));
            let cells: Vec<At> = cells
                .filter(|at| self.sheet.cell(*at).is_some_and(|cell| cell.percent))
                .collect();
            let (Some(first), Some(last)) = (cells.first(), cells.last()) else {
                continue;
            };
            let stored = self
                .sheet
                .cell(*first)
                .map(Cell::content)
                .unwrap_or_default();
            let read = tables
                .iter()
                .flat_map(|table| &table.agencies)
                .find(|agency| agency.row == first.row);
            let read = read
                .and_then(|agency| agency.score(column.index))
                .map(Score::comma)
                .unwrap_or_default();
            let place = report.area(self.sheet, Area::new(*first, *last));
            report.push(doubts::percent(
                place,
                &column.path.join(" > "),
                (&stored, &read),
            ));
        }
    }

    /// What is asked of the agencies of a block.
    fn doubts(&self, table: &mut Table, report: &mut Report<'_>) {
        let answers = &self.asked.answers;
        let columns = table.columns.clone();
        let single = table.clone();
        for agency in &mut table.agencies {
            if self.sheet.hidden_rows.contains(&agency.row) && answers.hidden.is_none() {
                let place = report.cell(self.sheet, agency.at);
                report.push(doubts::hidden_row(place, agency));
            }
            if !agency.unassessed {
                self.blanks(agency, &columns, &single, report);
            }
            self.reason(agency, report);
        }
        names(table, self.sheet, answers, report);
    }

    /// Marks and empty cells of an agency that is assessed.
    fn blanks(
        &self,
        agency: &mut Agency,
        columns: &[Column],
        table: &Table,
        report: &mut Report<'_>,
    ) {
        let answers = &self.asked.answers;
        let indicators = columns
            .iter()
            .any(|column| matches!(column.role, Role::Indicator { .. }));
        for column in columns {
            let asked = match column.role {
                Role::Indicator { .. } => true,
                Role::Total => !indicators,
                _ => false,
            };
            let at = At::new(agency.row, column.index);
            if !asked || agency.score(column.index).is_some() {
                continue;
            }
            let mark = agency
                .marks
                .iter()
                .find(|(index, _)| *index == column.index)
                .map(|(_, mark)| mark.clone());
            match mark {
                Some(mark) if mark.starts_with('#') => {}
                Some(mark) if answers.knows_mark(&mark) => agency.not_applicable.push(column.index),
                Some(mark) => {
                    let place = report.cell(self.sheet, at);
                    report.push(doubts::mark(place, &mark));
                }
                None if self.sheet.cell(at).is_some() => {}
                None => match answers.empty {
                    Some(Empty::Zero) => agency
                        .scores
                        .push((column.index, Score::of(rust_decimal::Decimal::ZERO))),
                    Some(Empty::NotApplicable) => agency.not_applicable.push(column.index),
                    None => {
                        let place = report.cell(self.sheet, at);
                        let note = as_nothing(table, agency);
                        report.push(doubts::empty(place, agency, &column.path.join(" > "), note));
                    }
                },
            }
        }
        let none = agency.scores.is_empty() && !agency.not_applicable.is_empty();
        if none {
            agency.unassessed = true;
            agency.unranked = agency.unranked.take().or(Some("không có điểm".to_owned()));
        }
    }

    /// Why an agency is not ranked is printed: the clerk has to look at it.
    fn reason(&self, agency: &mut Agency, report: &mut Report<'_>) {
        let Some(stated) = agency.unranked.clone() else {
            return;
        };
        let reason = match super::words::is_mark(&stated) {
            true => format!("bảng điểm ghi “{stated}”"),
            false => stated,
        };
        let place = report.cell(self.sheet, agency.at);
        report.push(doubts::not_ranked(place, agency, &reason));
        agency.unranked = Some(reason);
    }
}

/// What the stated total makes of an empty cell.
fn as_nothing(table: &Table, agency: &Agency) -> Option<String> {
    let (sum, total) = (totals::sum(table, agency)?, table.total(agency)?);
    (sum == total.value).then(|| format!("tổng điểm {} trong bảng tính ô ấy là 0", total.comma()))
}

/// The number in a cell of ranks: `1`, `01`, `Hạng 3`.
fn rank(text: &str) -> Option<u32> {
    let digits: Vec<&str> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    match digits.as_slice() {
        [only] if !text.contains([',', '.']) => only.parse().ok().filter(|rank| *rank > 0),
        [whole, zeros]
            if zeros.bytes().all(|byte| byte == b'0')
                && text.len() == whole.len() + zeros.len() + 1 =>
        {
            whole.parse().ok()
        }
        _ => None,
    }
}

/// Agencies that stand twice in a block, or seem to.
fn names(table: &Table, sheet: &Sheet, answers: &Answers, report: &mut Report<'_>) {
    let keys: Vec<String> = table
        .agencies
        .iter()
        .map(|agency| folded(answers.name(&agency.name)))
        .collect();
    let mut told = BTreeSet::new();
    for (second, key) in keys.iter().enumerate() {
        for (first, other) in keys[..second].iter().enumerate() {
            let (one, two) = (&table.agencies[first], &table.agencies[second]);
            let same = key == other;
            let answered = answers.names.iter().any(|(said, _)| {
                folded(said) == folded(&one.name) || folded(said) == folded(&two.name)
            });
            if !same && (answered || told.len() > 20 || !are_near(key, other)) {
                continue;
            }
            let (at, before) = (report.cell(sheet, two.at), report.cell(sheet, one.at));
            report.push(match same {
                true => doubts::twice(at, before, &two.name),
                false => doubts::spelled_twice(at, before, (&two.name, &one.name)),
            });
            told.insert(second);
        }
    }
}

/// Whether two names may be one, mistyped: a letter left out, doubled or changed places inside a long name. Names of
/// communes differ by one letter or tone, so a changed one says nothing.
pub(super) fn are_near(one: &str, other: &str) -> bool {
    let (shorter, longer) = if one.chars().count() <= other.chars().count() {
        (one, other)
    } else {
        (other, one)
    };
    let (short, long): (Vec<char>, Vec<char>) =
        (shorter.chars().collect(), longer.chars().collect());
    if short.len() < 12 || long.len() - short.len() > 1 {
        return false;
    }
    let marks = |letter: char| {
        unicode_normalization::char::is_combining_mark(letter) || letter.is_ascii_digit()
    };
    let at = short
        .iter()
        .zip(&long)
        .position(|(a, b)| a != b)
        .unwrap_or(short.len());
    if long.len() == short.len() {
        let mut swapped = short.clone();
        return at + 1 < short.len() && {
            swapped.swap(at, at + 1);
            swapped == long && !marks(short[at]) && !marks(short[at + 1])
        };
    }
    let left_out = long[at];
    let doubled = at > 0 && long[at - 1] == left_out;
    short[at..] == long[at + 1..] && !marks(left_out) && (doubled || short.len() > 20)
}

/// A sheet whose names are all taken from another sheet: a chart's data, a summary.
fn is_derived(table: &Table, sheet: &Sheet) -> bool {
    let from_others = |at: At| {
        let formula = sheet.cell(at).and_then(|cell| cell.formula.as_deref());
        formula.is_some_and(|formula| formula.contains('!') && !formula.contains('('))
    };
    let total = table.column(&Role::Total).map(|column| column.index);
    let names = table
        .agencies
        .iter()
        .filter(|agency| from_others(agency.at))
        .count();
    let totals = total.map_or(0, |total| {
        table
            .agencies
            .iter()
            .filter(|agency| from_others(At::new(agency.row, total)))
            .count()
    });
    2 * names.max(totals) > table.agencies.len()
}

fn hidden_sheet(at: crate::diagnostics::Span, name: &str) -> Diagnostic {
    Diagnostic::remark("BD025", format!("Không đọc trang ẩn “{name}”"))
        .at(at, "trang ẩn")
        .with_remedy(format!("Cần đọc trang ấy thì thêm --trang \"{name}\""))
}

fn derived(at: crate::diagnostics::Span, name: &str) -> Diagnostic {
    Diagnostic::remark(
        "BD025",
        format!("Không đọc trang “{name}”, vì tên hoặc điểm ở đó lấy từ trang khác"),
    )
    .at(at, "trang tổng hợp hay số liệu của biểu đồ")
    .with_remedy(format!("Cần đọc trang ấy thì thêm --trang \"{name}\""))
}

fn unknown_sheets(book: &Workbook, asked: &Asked<'_>, report: &mut Report<'_>) {
    for name in asked.sheets {
        if book
            .sheets
            .iter()
            .any(|sheet| folded(&sheet.name) == folded(name))
        {
            continue;
        }
        let names: Vec<String> = book
            .sheets
            .iter()
            .map(|sheet| format!("“{}”", sheet.name))
            .collect();
        report.push(
            Diagnostic::error(
                "BD006",
                format!("Tệp {} không có trang “{name}”", report.file),
            )
            .with_note(format!("các trang: {}", names.join(", ")))
            .with_remedy("Sửa tên trang sau --trang"),
        );
    }
}

/// The same agencies on two sheets: nobody can tell which scores count.
fn on_two_sheets(found: &Understood, book: &Workbook, report: &mut Report<'_>) {
    for (second, two) in found.tables.iter().enumerate() {
        let names: BTreeSet<String> = two
            .agencies
            .iter()
            .map(|agency| folded(&agency.name))
            .collect();
        for one in &found.tables[..second] {
            let shared = one
                .agencies
                .iter()
                .filter(|agency| names.contains(&folded(&agency.name)))
                .count();
            if shared * 2 <= one.agencies.len().min(two.agencies.len())
                || (one.sheet, &one.heading) == (two.sheet, &two.heading)
                    && one.header == two.header
            {
                continue;
            }
            let place = |table: &Table, report: &mut Report<'_>| {
                let area = Area::new(
                    At::new(table.header.0, 0),
                    table
                        .agencies
                        .last()
                        .map_or(At::new(table.header.1, 0), |last| last.at),
                );
                report.area(&book.sheets[table.sheet], area)
            };
            let (at, before) = (place(two, report), place(one, report));
            report.push(
                Diagnostic::error(
                    "BD007",
                    format!("{shared} cơ quan có điểm ở hai bảng; không rõ lấy bảng nào"),
                )
                .at(at, "bảng thứ hai")
                .with_related(before, "bảng thứ nhất")
                .with_remedy(format!(
                    "Thêm --trang \"{}\" (hoặc trang kia); hai bảng ở một trang thì xóa một bảng",
                    two.sheet_name
                )),
            );
            return;
        }
    }
}

fn nothing(book: &Workbook, empty: &[(usize, Option<Area>)], report: &mut Report<'_>) {
    if report.diagnostics.has_errors() {
        return;
    }
    if empty.is_empty() {
        let message = format!("Không tìm thấy bảng điểm nào trong {}", report.file);
        report.push(
            Diagnostic::error("BD005", message)
                .with_note("bảng điểm có một hàng tiêu đề với cột tên (Tên cơ quan, Đơn vị ...) và ít nhất một cột khác (STT, Điểm, Tổng điểm ...)")
                .with_remedy("Kiểm tra đã chọn đúng tệp; `quyetdinh nhap --mau-bang <hồ sơ> --out <tệp>` lập một bảng trống để điền"),
        );
        return;
    }
    for (index, area) in empty {
        let sheet = &book.sheets[*index];
        let place = match area {
            Some(area) => report.area(sheet, *area),
            None => report.sheet(sheet),
        };
        report.push(
            Diagnostic::error("BD005", "Có hàng tiêu đề mà không có cơ quan nào ở dưới")
                .at(place, "chưa điền tên và điểm")
                .with_remedy("Điền tên và điểm các cơ quan rồi nhập lại"),
        );
    }
}
