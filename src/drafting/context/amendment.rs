//! What the templates of an amending decision see: what is amended, old and new.

use serde_json::{Value, json};

use super::number_text;
use crate::dossier::Dossier;
use crate::revision::{
    AgencyChange, Amendment, BlockChanges, Citation, CorrectionNote, FigureChange, FigureKind,
    Place, SentenceChange, words,
};
use crate::scoring::Standings;

/// The value of `sua_doi`, of a decision with these standings.
pub(super) fn values(amendment: &Amendment, dossier: &Dossier, standings: &Standings) -> Value {
    let changes = &amendment.changes;
    let figures = changes.figures.iter();
    let printed = figures
        .clone()
        .filter(|change| is_printed(change, standings));
    let values_of = |change| figure(change, dossier);
    let figures: Vec<Value> = figures.map(values_of).collect();
    let printed: Vec<Value> = printed.map(values_of).collect();
    json!({
        "quyet_dinh": citation(&amendment.decision),
        "truoc": amendment.earlier.iter().map(citation).collect::<Vec<_>>(),
        "dieu_chinh": changes.corrections.iter().map(correction).collect::<Vec<_>>(),
        "khoi": changes.blocks.iter().enumerate()
            .map(|(at, block)| block_values(block, at + 1)).collect::<Vec<_>>(),
        "cau": amendment.sentences.iter().map(sentence).collect::<Vec<_>>(),
        "khoan": clauses(amendment, &figures),
        "so_lieu": figures,
        "gon": {"khoan": clauses(amendment, &printed), "so_lieu": printed},
    })
}

/// Numbers of the khoản after those of the blocks; a khoản without content has none of its own.
fn clauses(amendment: &Amendment, figures: &[Value]) -> Value {
    let figures = amendment.changes.blocks.len() + usize::from(!figures.is_empty());
    let sentences = figures + usize::from(!amendment.sentences.is_empty());
    json!({"so_lieu": figures, "cau": sentences, "bang": sentences + 1})
}

/// Whether a set prints the figure that says each once, and means only where there is an overall mean.
fn is_printed(change: &FigureChange, standings: &Standings) -> bool {
    let is_mean = change.figure == FigureKind::Mean;
    let is_overall = change.block.is_none() && change.figure != FigureKind::OverallTier;
    // of one block everything is said already
    let repeats = is_overall && standings.blocks.len() == 1;
    let is_gone = is_mean && standings.overall.is_none();
    !repeats && !is_gone
}

fn citation(citation: &Citation) -> Value {
    json!({
        "so": number_text(&citation.number),
        "ky_hieu": citation.symbol,
        "ngay": citation.date.format("%Y-%m-%d").to_string(),
        "tham_quyen": citation.authority,
        "trich_yeu": citation.subject,
    })
}

fn correction(note: &CorrectionNote) -> Value {
    json!({
        "noi_dung": note.what,
        "nguoi_de_nghi": note.correction.requested_by.value,
        "ngay": note.correction.date.iso(),
        "van_ban": note.correction.document.value,
        "ly_do": note.correction.reason.value,
    })
}

fn block_values(block: &BlockChanges, clause: usize) -> Value {
    json!({
        "ma": block.id,
        "ten": block.name,
        "khoan": clause,
        "chi_ket_qua": !block.agencies.iter().any(|change| !words::grounds_changed(change).is_empty()),
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
                "muc": place.tier,
            })
        })
    };
    let changed = words::changed(change).into_iter();
    let changed = changed.map(|(name, old, new)| {
        let indicator = name.strip_prefix(words::INDICATOR);
        json!({"ten": name, "chi_so": indicator, "cu": old, "moi": new})
    });
    json!({
        "ten": change.name,
        "thay_doi": changed.collect::<Vec<_>>(),
        "ten_cu": change.former_name,
        "loai": kind,
        "cu": place(&change.old, old_score),
        "moi": place(&change.new, new_score),
    })
}

fn figure(change: &FigureChange, dossier: &Dossier) -> Value {
    let is_count = matches!(change.figure, FigureKind::Count | FigureKind::TierCount(_));
    let printed = |text: &Option<String>| {
        let text = text.as_deref()?;
        Some(if is_count && text != "0" {
            number_text(text)
        } else {
            text.to_owned()
        })
    };
    let (kind, tier) = kind(&change.figure);
    let block = change.block.as_ref();
    let found = block.and_then(|(id, _)| dossier.blocks.iter().find(|block| *block.id == *id));
    let unit = found.and_then(|block| block.facts.text("don_vi"));
    json!({
        "ten": words::figure(change),
        "loai": kind,
        "khoi": block.map(|(_, name)| name),
        "don_vi": unit.map(|unit| unit.as_str()),
        "muc": tier,
        "cu": printed(&change.old),
        "moi": printed(&change.new),
    })
}

/// Which figure it is, and the tier it speaks of.
fn kind(figure: &FigureKind) -> (&'static str, Option<&str>) {
    match figure {
        FigureKind::Count => ("so_luong", None),
        FigureKind::Maximum => ("thang_diem", None),
        FigureKind::Mean => ("trung_binh", None),
        FigureKind::TierCount(tier) => ("so_muc", Some(tier)),
        FigureKind::TierShare(tier) => ("ty_le_muc", Some(tier)),
        FigureKind::OverallTier => ("muc_chung", None),
    }
}

fn sentence(change: &SentenceChange) -> Value {
    json!({
        "muc": change.heading,
        "cu": change.old,
        "moi": change.new,
    })
}
