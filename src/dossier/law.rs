//! Pháp luật có ngày: documents that ended and bodies that are no more, as a file that offices may add to.

use std::sync::OnceLock;

use super::declared::{Group, group};
use super::facts::Text;
use super::keys::Kind;
use super::read;
use crate::diagnostics::{Diagnostics, SourceId, Sources, Spanned};
use crate::values::PartialDate;
use crate::yaml;

/// The file's name, beside a dossier.
pub(crate) const LAW: &str = "phap-luat.yaml";
const BUILT_IN: &str = include_str!("../../data/phap-luat.yaml");

group! {
    /// What is known to have ended.
    pub Law {
        /// When the table was last reviewed.
        reviewed: Spanned<PartialDate> = need "ra_soat" "lần rà soát gần nhất" "11/2026"
        /// Documents.
        documents: Vec<Ended> = maybe "van_ban" "các văn bản hết hiệu lực" ""
        /// Bodies.
        bodies: Vec<Ended> = maybe "co_quan" "các cơ quan không còn" ""
    }
}

/// A table, and what messages call it.
#[derive(Clone, Debug)]
pub struct LawTable {
    /// `bảng phap-luat.yaml`, `bảng có sẵn`.
    pub called: String,
    /// Its rows.
    pub law: Law,
}

group! {
    /// A document or a body that ended.
    pub Ended {
        /// What it is called in a message.
        name: Text = need "ten" "tên" "Nghị định số 64/2007/NĐ-CP"
        /// What it is found by.
        found_by: Vec<Text> = need "tim" [Kind::Lines] "các cách viết để nhận ra" "64/2007/NĐ-CP"
        /// The first day without it.
        ended: Spanned<PartialDate> = need "het" "ngày không còn hiệu lực, không còn tổ chức ấy" "01/07/2026"
        /// What is there instead.
        replaced_by: Text = need "thay_bang" "nay là gì" "Nghị định số 224/2026/NĐ-CP"
        /// Where that is told.
        source: Option<Text> = maybe "nguon" "nguồn" "congbao.chinhphu.vn"
    }
}

impl LawTable {
    /// Reads an office's table; `None` after an error.
    #[must_use]
    pub fn read(
        source: SourceId,
        name: &str,
        text: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let law = Law::read(source, text, diagnostics)?;
        let called = format!("bảng {name}");
        Some(Self { called, law })
    }

    /// The table that comes with the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static OF_THE_PROGRAM: OnceLock<LawTable> = OnceLock::new();
        OF_THE_PROGRAM.get_or_init(|| {
            let source = Sources::default().add(LAW, BUILT_IN);
            // a test holds that it can be read
            let read = Law::read(source, BUILT_IN, &mut Diagnostics::new());
            Self {
                called: "bảng có sẵn".to_owned(),
                law: read.unwrap_or_else(|| Law::taken(&mut super::Facts::default())),
            }
        })
    }
}

impl Law {
    fn read(source: SourceId, text: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut found = Diagnostics::new();
        let root = yaml::parse(source, text, &mut found);
        let facts = root.and_then(|root| read::file(read::LAW, &Self::keys(), &root, &mut found));
        let failed = found.has_errors();
        diagnostics.extend(found);
        facts
            .filter(|_| !failed)
            .map(|mut facts| Self::taken(&mut facts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_program_is_sound() {
        let mut found = Diagnostics::new();
        let source = Sources::default().add(LAW, BUILT_IN);
        let law = Law::read(source, BUILT_IN, &mut found).expect("readable");
        assert!(!found.has_errors() && law.documents.len() > 8 && law.bodies.len() > 7);
        let all = law.documents.iter().chain(&law.bodies);
        assert!(
            all.clone().all(|ended| ended.ended.day().is_some()),
            "whole days"
        );
        assert!(law.documents.iter().all(|ended| ended.source.is_some()));
    }
}
