//! What the templates of an amending decision see: what is amended, old and new.

use serde_json::{Value, json};

use super::{clean, number_text};
use crate::revision::{
    AgencyChange, Amendment, BlockChanges, Citation, CorrectionNote, FigureChange, FigureKind,
    Place, SentenceChange, words,
};

/// The value of `sua_doi`.
pub(super) fn values(amendment: &Amendment) -> Value {
    let changes = &amendment.changes;
    let mut clauses = Clauses::default();
    json!({
        "quyet_dinh": citation(&amendment.decision),
        "truoc": amendment.earlier.iter().map(citation).collect::<Vec<_>>(),
        "dieu_chinh": changes.corrections.iter().map(correction).collect::<Vec<_>>(),
        "khoi": changes.blocks.iter().map(|block| {
            let clause = clauses.next(true);
            block_values(block, clause)
        }).collect::<Vec<_>>(),
        "so_lieu": changes.figures.iter().map(figure).collect::<Vec<_>>(),
        "cau": amendment.sentences.iter().map(sentence).collect::<Vec<_>>(),
        "khoan": {
            "so_lieu": clauses.next(!changes.figures.is_empty()),
            "cau": clauses.next(!amendment.sentences.is_empty()),
            "bang": clauses.next(true),
        },
    })
}

/// Numbers the clauses (khoản) of the article, leaving out those without content.
#[derive(Default)]
struct Clauses(usize);

impl Clauses {
    fn next(&mut self, is_there: bool) -> usize {
        self.0 += usize::from(is_there);
        self.0
    }
}

fn citation(citation: &Citation) -> Value {
    json!({
        "so": number_text(&citation.number),
        "ky_hieu": clean(&citation.symbol),
        "ngay": citation.date.format("%Y-%m-%d").to_string(),
        "tham_quyen": clean(&citation.authority),
        "trich_yeu": clean(&citation.subject),
    })
}

fn correction(note: &CorrectionNote) -> Value {
    json!({
        "noi_dung": clean(&note.what),
        "co_so": clean(&words::grounds(&note.correction)),
    })
}

fn block_values(block: &BlockChanges, clause: usize) -> Value {
    json!({
        "ma": clean(&block.id),
        "ten": clean(&block.name),
        "khoan": clause,
        "co_quan": block.agencies.iter().map(agency).collect::<Vec<_>>(),
    })
}

fn agency(change: &AgencyChange) -> Value {
    let kind = match (&change.old, &change.new) {
        (None, Some(_)) => "them",
        (Some(_), None) => "rut",
        _ => "doi",
    };
    let (old_score, new_score) = words::scores(change);
    let place = |place: &Option<Place>, score: Option<String>| {
        place.as_ref().map(|place| {
            json!({
                "diem": score,
                "hang": words::rank(place),
                "muc": clean(&place.tier),
            })
        })
    };
    let changed = words::changed(change).into_iter();
    let changed = changed.map(
        |(name, old, new)| json!({"ten": clean(&name), "cu": clean(&old), "moi": clean(&new)}),
    );
    json!({
        "ten": clean(&change.name),
        "thay_doi": changed.collect::<Vec<_>>(),
        "ten_cu": change.former_name.as_deref().map(clean),
        "loai": kind,
        "cu": place(&change.old, old_score),
        "moi": place(&change.new, new_score),
    })
}

fn figure(change: &FigureChange) -> Value {
    let is_count = matches!(change.figure, FigureKind::Count | FigureKind::TierCount(_));
    let printed = |text: &Option<String>| {
        let text = text.as_deref()?;
        Some(if is_count && text != "0" {
            number_text(text)
        } else {
            clean(text)
        })
    };
    json!({
        "ten": clean(&words::figure(change)),
        "cu": printed(&change.old),
        "moi": printed(&change.new),
    })
}

fn sentence(change: &SentenceChange) -> Value {
    json!({
        "muc": change.heading.as_deref().map(clean),
        "cu": change.old.as_deref().map(clean),
        "moi": change.new.as_deref().map(clean),
    })
}
