//! The options that answer doubts.

use super::super::args::Import;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::Choice;
use crate::import::Answers;

/// What was given on the command line.
pub(super) struct Given {
    pub(super) answers: Answers,
    /// A heading or sheet, if it was named, and a block's id.
    pub(super) blocks: Vec<(Option<String>, String)>,
}

impl Given {
    /// Tells of what is no answer.
    pub(super) fn of(options: &Import, diagnostics: &mut Diagnostics) -> Self {
        let mut pairs = |given: &[String], option: &str, example: &str| {
            let pair = |text: &String| {
                let pair = text
                    .rsplit_once('=')
                    .map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()));
                let pair = pair.filter(|(key, value)| !key.is_empty() && !value.is_empty());
                if pair.is_none() {
                    let message = format!("“{text}” sau {option} không phải dạng {example}");
                    diagnostics.push(
                        Diagnostic::error("BD008", message)
                            .with_remedy(format!("Viết {option} \"{example}\"")),
                    );
                }
                pair
            };
            given.iter().filter_map(pair).collect::<Vec<_>>()
        };
        let columns = pairs(&options.cot, "--cot", "tên cột=mã chỉ số");
        let names = pairs(&options.ten, "--ten", "tên trong bảng=tên trong hồ sơ");
        let blocks = options.khoi.iter().map(|text| match text.rsplit_once('=') {
            Some((name, id)) => (Some(name.trim().to_owned()), id.trim().to_owned()),
            None => (None, text.trim().to_owned()),
        });
        let marks = options
            .khong_ap_dung
            .iter()
            .map(|mark| mark.trim().to_owned());
        Self {
            blocks: blocks.collect(),
            answers: Answers {
                columns,
                names,
                marks: marks.filter(|mark| !mark.is_empty()).collect(),
                which: choice(options.gia_tri.as_deref(), "--gia-tri", diagnostics),
                empty: choice(options.o_trong.as_deref(), "--o-trong", diagnostics),
                hidden: choice(options.an.as_deref(), "--an", diagnostics),
                point: choice(options.dau_cham.as_deref(), "--dau-cham", diagnostics),
            },
        }
    }
}

fn choice<T: Choice>(
    given: Option<&str>,
    option: &str,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let given = given?;
    let plain = |word: &str| word.replace('-', "_");
    let found = T::WORDS
        .iter()
        .find(|(word, ..)| *word == plain(given))
        .map(|(_, value, _)| *value);
    if found.is_none() {
        let words: Vec<String> = T::WORDS
            .iter()
            .map(|(word, _, meaning)| format!("{option} {word} ({meaning})"))
            .collect();
        diagnostics.push(
            Diagnostic::error("BD008", format!("Không có giá trị “{given}” của {option}"))
                .with_remedy(format!("Viết một trong: {}", words.join("; "))),
        );
    }
    found
}
