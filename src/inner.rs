//! What the program itself, its tests and its benchmarks call. No promise is made of it: what is not named here, no
//! other crate sees, so the compiler tells what nobody uses.

pub mod amending {
    pub use crate::amending::{Amended, Task};
}

pub mod archive {
    pub use crate::archive::{
        Agreement, Check, Contents, Digest, Disagreement, Disk, Entry, EntryKind, Fault, FaultKind,
        FileRecord, FileSystem, Filed, Lineage, Link, Lock, MANIFEST, MANIFEST_CHECK, Manifest,
        Package, RECORD, Rebuilt, Record, STANDINGS_CSV, STANDINGS_JSON, SignedFile, Since,
        Verification, Witness, assemble, examine, file_signed, issue, list, package_name, verify,
        witness,
    };
}

pub mod cli {
    pub use crate::cli::main;
}

pub mod conventions {
    pub use crate::conventions::{closing_marks, review};
}

pub mod diagnostics {
    pub use crate::diagnostics::{
        Diagnostic, Diagnostics, Severity, SourceId, Sources, Span, Version, codes, render,
    };
}

pub mod document {
    pub use crate::document::{
        Block, Cell, CellAlign, CellContent, Column, Document, DocumentKind, Letterhead, ListItem,
        Meaning, Metadata, Orientation, Paragraph, Role, Row, Run, Scope, Section, SectionKind,
        SignatureBlock, Table, TableKind, TableLayout,
    };
}

pub mod docx {
    pub use crate::docx::{Reviser, write, write_revised};
}

pub mod docx_reader {
    pub use crate::docx_reader::{Block, Paragraph, Problem, WordFile, read};
}

pub mod dossier {
    pub use crate::dossier::{
        AnnexOpening, Applied, Core, Dossier, Fact, Input, Key, Kind, LawTable, LimitUnit, NoPast,
        OverallMethod, Set, Text, declaration_keys, glance, load,
    };
}

pub mod drafting {
    pub use crate::drafting::{
        BLOCKS, BuiltIn, DraftOptions, FILTERS, FencedBlock, Holds, Templates, column_values,
    };
    pub mod variables {
        pub use crate::drafting::variables::{Variable, paths};
    }
}

pub mod export {
    pub use crate::export::csv;
}

pub mod file_system {
    pub use crate::file_system::{Disk, Entry, EntryKind, FileSystem, Lock};
}

pub mod filling {
    pub use crate::filling::{DAY, Fact, Filled, MONTH, NUMBER, YEAR, fill};
}

pub mod fit {
    pub use crate::fit::fit;
}

pub mod fonts {
    pub use crate::fonts::Fonts;
}

pub mod hand_edits {
    pub use crate::hand_edits::{Edit, compare};
}

pub mod import {
    pub use crate::import::{Agency, Asked, Report, Role, Table, Understood, ready, understand};
}

pub mod lines {
    pub use crate::lines::break_lines;
}

pub mod output {
    pub use crate::output::{OutputFile, write_all};
}

pub mod page {
    pub mod svg {
        pub use crate::page::svg::{draw, row_origins, spots, words};
    }
}

pub mod pdf {
    pub use crate::pdf::{Attachment, Options, Relationship, write, write_with};
    pub mod layout {
        pub use crate::pdf::layout::{Artifact, Item, Layout, Mark, Page, Text, layout};
    }
}

pub mod pdf_reader {
    pub use crate::pdf_reader::{PdfFile, Place, read};
}

pub mod pipeline {
    pub use crate::pipeline::{Format, IssueFacts, Output, Scored, Workshop, draft, read, write};
}

pub mod redline {
    pub use crate::redline::marked;
}

pub mod revision {
    pub use crate::revision::{
        Amendment, Changes, Citation, FigureKind, SentenceChange, compare, sentences, sheet, text,
    };
}

pub mod scoring {
    pub use crate::scoring::{
        Before, BlockStandings, Fraction, Standing, Standings, TierCount, exact_text, score, sum,
    };
}

pub mod serve {
    pub use crate::serve::{Answer, Events, Method, Request, Server, Site};
}

pub mod sheet {
    pub use crate::sheet::{Area, At, Cell, Sheet, Unreadable, column_letters, read};
}

pub mod style {
    pub use crate::style::{Align, PAGE_NUMBER_SIZE, RULE_GAP, URGENCY_RED, in_table, paragraph};
    pub mod letterhead {
        pub use crate::style::letterhead::{STAMP_HEIGHT, stamp_width};
    }
    pub mod page {
        pub use crate::style::page::{
            BOTTOM, HEIGHT, LEFT, RIGHT, TEXT_HEIGHT, TEXT_WIDTH, TOP, WIDTH, sheet,
        };
    }
    pub mod signature {
        pub use crate::style::signature::{FIELD_HEIGHT, RIGHT_WIDTH, ROOM, SEAL_SIZE};
    }
    pub mod table {
        pub use crate::style::table::{
            CELL_PADDING_X, NORMAL, SIZES, SMALL, SMALLEST, column_widths, usual_size,
        };
    }
}

pub mod units {
    pub use crate::units::{Mm, Pt};
}

pub mod values {
    pub use crate::values::{PartialDate, parse_date};
}

pub mod workbook {
    pub use crate::workbook::{check, form};
}
