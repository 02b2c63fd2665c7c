//! What templates see: the dossier's facts and the computed figures, under Vietnamese names.

mod amendment;

use serde_json::{Value, json};

use super::filters::padded;
use super::marks::{self, Place, wrap};
use super::templates::AMENDING_VARIABLE;
use crate::diagnostics::Sources;
use crate::document::Meaning;
use crate::dossier::{
    AnnexOpening, Block, Dossier, Indicator, PartialDate, ProcessDocument, Proposal, Signatory,
    Text, day_text, month_text,
};
use crate::revision::Amendment;
use crate::scoring::{BlockStandings, Standings, exact_text, fraction};

/// Room for the number, in figures.
const NUMBER_BLANK: usize = 5;
/// Room for a day or a month, in figures.
const DAY_BLANK: usize = 3;
/// Letters that open the tiers' rows, in the Vietnamese order (C18).
const LETTERS: [&str; 23] = [
    "A", "B", "C", "D", "Đ", "E", "G", "H", "I", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T",
    "U", "V", "X", "Y",
];

/// The context for all templates of a set; `sua_doi` is there in an amending decision only.
pub(super) fn build(
    dossier: &Dossier,
    standings: &Standings,
    amendment: Option<&Amendment>,
    sources: &Sources,
) -> Value {
    let mut context = json!({
        "nam": dossier.year.value.to_string(),
        "linh_vuc": text(&dossier.field),
        "doi_tuong": text(&dossier.subjects),
        "dia_phuong": {
            "ten": text(&dossier.province.name),
            "cap": unit_word(&dossier.province.name.value),
        },
        "co_quan_ban_hanh": issuer(dossier),
        "van_ban": document(dossier),
        "can_cu": citations(&dossier.legal_bases),
        "de_nghi": dossier.proposal.as_ref().map(proposal),
        "thi_hanh": texts(&dossier.executors),
        "noi_nhan": texts(&dossier.recipients),
        "luu": text(&dossier.filing),
        "nguoi_ky": signatory(&dossier.signatory),
        "phu_luc": annex(dossier),
        "thuc_hien": citations(&dossier.policies),
        "co_quan_danh_gia": text(&dossier.assessor),
        "cach_goi": {
            "tieu_de": text(&dossier.wording.heading),
            "tu_danh_gia": text(&dossier.wording.self_assessing),
            "tham_dinh": text(&dossier.wording.assessed),
        },
        "chi_so": {
            "quy_dinh": citation(&dossier.indicators.regulation),
            "can_cu": citations(&dossier.indicators.bases),
            "danh_sach": indicators(&dossier.indicators.list),
        },
        "qua_trinh": process(dossier),
        "muc": dossier.tiers.iter().map(|tier| json!({"ten": text(&tier.name)})).collect::<Vec<_>>(),
        "khoi": standings.blocks.iter().map(|block| block_values(dossier, block)).collect::<Vec<_>>(),
        "nhan_xet": remarks(dossier, sources),
        "them": dossier.extra,
    });
    if let Value::Object(map) = &mut context {
        map.insert("tong".to_owned(), totals(dossier));
        map.insert("chung".to_owned(), overall(dossier, standings));
        if let Some(amendment) = amendment {
            map.insert(AMENDING_VARIABLE.to_owned(), amendment::values(amendment));
        }
    }
    context
}

fn proposal(proposal: &Proposal) -> Value {
    json!({
        "nguoi": text(&proposal.proposer),
        "van_ban": text(&proposal.document),
        "ngay": date(proposal.date.value),
    })
}

fn signatory(signatory: &Signatory) -> Value {
    let capacity = &signatory.capacity;
    json!({
        "quyen_han": (!capacity.is_empty()).then(|| marks::lines(&texts(capacity))),
        "chuc_vu": text(&signatory.office),
        "ho_ten": wrap(&Meaning::SignerName, &text(&signatory.name)),
    })
}

fn remarks(dossier: &Dossier, sources: &Sources) -> Value {
    json!({
        "muc_tieu": text(&dossier.narrative.purpose),
        "noi_dung": narrative(&dossier.narrative.assessment, sources),
        "ton_tai": narrative(&dossier.narrative.shortcomings, sources),
        "ket_luan": narrative(&dossier.narrative.conclusion, sources),
    })
}

fn text(text: &Text) -> String {
    text.value.clone()
}

/// Markdown of the dossier, each line marked with its place in the file: its own, or that of the whole
/// text where the file writes it otherwise (in quotes, folded).
fn narrative(markdown: &Text, sources: &Sources) -> String {
    let span = markdown.span;
    let file = sources.get(span.source).map_or("", |file| &file.text);
    let mut at = (span.start as usize).min(file.len());
    let end = (span.end as usize).min(file.len());
    let mut marked = String::new();
    for line in markdown.value.lines() {
        let words = line.trim();
        marked.push_str(line.trim_end());
        if !words.is_empty() {
            let found = file.get(at..end).and_then(|rest| rest.find(words));
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let place = match found {
                Some(found) => {
                    let start = at + found;
                    at = start + words.len();
                    Place::Dossier(byte(start), byte(at))
                }
                None => Place::Dossier(span.start, span.end),
            };
            marked.push_str(&marks::place(place));
        }
        marked.push('\n');
    }
    marked
}

fn texts(items: &[Text]) -> Vec<String> {
    items.iter().map(text).collect()
}

/// A citation without its closing mark: the template sets the right one.
fn citation(citation: &Text) -> String {
    let end = [';', '.', ',', ' '];
    text(citation).trim_end_matches(end).to_owned()
}

fn citations(items: &[Text]) -> Vec<String> {
    items.iter().map(citation).collect()
}

/// `tỉnh` of `tỉnh Sơn La`, `thành phố` of `thành phố Hà Nội`.
fn unit_word(name: &str) -> &str {
    ["thành phố", "tỉnh"]
        .into_iter()
        .find(|unit| name.to_lowercase().starts_with(unit))
        .unwrap_or("tỉnh")
}

/// `2021-12-24`, `2021-12` or `2021`, for the date filters.
fn date(date: PartialDate) -> String {
    let mut iso = format!("{:04}", date.year());
    for part in [date.month(), date.day()].into_iter().flatten() {
        iso.push_str(&format!("-{part:02}"));
    }
    iso
}

fn blank(width: usize) -> String {
    // as wide as a figure, and no line breaks there; LibreOffice widens U+00A0 in italics
    "\u{2007}".repeat(width)
}

fn issuer(dossier: &Dossier) -> Value {
    let issuer = &dossier.issuer;
    json!({
        "chu_quan": texts(&issuer.superior),
        "ten": texts(&issuer.lines),
        "ten_day_du": text(&issuer.full_name),
        "ten_viet_tat": text(&issuer.short_name),
        "tham_quyen": text(&issuer.authority),
        "tham_quyen_day_du": text(&issuer.authority_full),
    })
}

fn document(dossier: &Dossier) -> Value {
    let facts = &dossier.document;
    let date = facts.date.value;
    let number = facts.number.as_ref().map(|n| number_text(&n.value));
    let part = |meaning: Meaning, value: Option<String>, width: usize| {
        wrap(&meaning, &value.unwrap_or_else(|| blank(width)))
    };
    json!({
        "so": part(Meaning::Number, number, NUMBER_BLANK),
        "ky_hieu": text(&facts.symbol),
        "ngay": part(Meaning::Day, date.day().map(day_text), DAY_BLANK),
        "thang": part(Meaning::Month, date.month().map(month_text), DAY_BLANK),
        "nam": wrap(&Meaning::Year, &date.year().to_string()),
        "da_ban_hanh": facts.number.is_some(),
        "dia_danh": text(&facts.place),
        "trich_yeu": wrap(&Meaning::Subject, &text(&facts.subject)),
        "do_khan": facts.urgency.as_ref().map(text),
        "luu_hanh": facts.circulation.as_ref().map(text),
        "nguoi_soan": facts.drafter_mark.as_ref().map(text),
    })
}

/// A number below 10 gets a leading 0 (C7).
pub(super) fn number_text(number: &str) -> String {
    match number.parse::<u64>() {
        Ok(value) => padded(value),
        Err(_) => number.to_owned(),
    }
}

fn annex(dossier: &Dossier) -> Value {
    let annex = &dossier.annex;
    json!({
        "mo_dau": match annex.opening {
            AnnexOpening::Title => "tieu_de",
            AnnexOpening::Label => "phu_luc",
            AnnexOpening::Form13 => "mau_1_3",
        },
        "tieu_de": text(&annex.title),
        "tieu_de_phu": text(&annex.subtitle),
    })
}

fn process(dossier: &Dossier) -> Value {
    let process = &dossier.process;
    let step = |document: &ProcessDocument| json!({"so": text(&document.number), "ngay": date(document.date.value)});
    json!({
        "huong_dan": step(&process.guidance),
        "to_tham_dinh": {
            "so": text(&process.team.document.number),
            "ngay": date(process.team.document.date.value),
            "to_truong": text(&process.team.head),
            "thanh_vien": text(&process.team.members),
        },
        "phan_cong": step(&process.assignment),
        "nhan_bao_cao": {"ngay": date(process.reports_received.value)},
        "lay_y_kien": step(&process.consultation),
    })
}

fn indicators(list: &[Indicator]) -> Vec<Value> {
    list.iter()
        .map(|indicator| {
            let maximum = indicator.maximum.as_ref();
            json!({
                "ma": text(&indicator.id),
                "ten": text(&indicator.name),
                "ten_ngan": text(indicator.short_name.as_ref().unwrap_or(&indicator.name)),
                "toi_da": maximum.map(|max| exact_text(&fraction(max.value)).replace('.', ",")),
            })
        })
        .collect()
}

fn block_values(dossier: &Dossier, standings: &BlockStandings) -> Value {
    let block = &dossier.blocks[standings.block];
    let mut letters = LETTERS.iter();
    let tiers: Vec<Value> = dossier
        .tiers
        .iter()
        .zip(&standings.tiers)
        .map(|(tier, count)| {
            // only tiers with agencies open a row, so only they take a letter
            let letter = if count.count > 0 {
                letters.next()
            } else {
                None
            };
            json!({
                "ten": text(&tier.name),
                "chu": letter.unwrap_or(&""),
                "so_luong": count.count,
                "ty_le": count.share,
            })
        })
        .collect();
    json!({
        "ma": text(&block.id),
        "ten": text(&block.name),
        "cap": text(&block.level),
        "ten_ngan": text(&block.short_name),
        "tieu_de": text(&block.heading),
        "ket_qua_cua": text(&block.results_of),
        "don_vi": text(&block.unit),
        "so_luong": block.agencies.len(),
        "trung_binh": standings.mean.printed,
        "thang_diem": standings.maximum_printed,
        "muc": tiers,
        "chi_so": indicators(&standings.indicators),
        "co_quan": standings.rows.iter().map(|row| json!({
            "ten": text(&block.agencies[row.agency].name),
            "diem": row.score.printed,
            "hang": row.rank,
            "muc": row.tier.map(|tier| text(&dossier.tiers[tier].name)),
        })).collect::<Vec<_>>(),
    })
}

/// How many agencies were assessed, and how running text counts them.
fn totals(dossier: &Dossier) -> Value {
    let assessed: usize = dossier.blocks.iter().map(|b| b.agencies.len()).sum();
    let all: usize = dossier.blocks.iter().map(all_agencies).sum();
    let parts = |words: &dyn Fn(&Block, usize, usize) -> String| -> Vec<String> {
        dossier
            .blocks
            .iter()
            .flat_map(|block| {
                let counted = block.agencies.len() - block.named.len();
                let of = all_agencies(block) - block.named.len();
                let rest = (counted > 0).then(|| words(block, counted, of));
                texts(&block.named).into_iter().chain(rest)
            })
            .collect()
    };
    let full = |block: &Block| text(&block.counted);
    let short = |block: &Block| text(block.counted_short.as_ref().unwrap_or(&block.counted));
    let levels: Vec<String> = dossier.blocks.iter().map(|b| text(&b.level)).collect();
    let converts = dossier
        .blocks
        .iter()
        .any(|block| block.agencies.iter().any(|a| !a.not_applicable.is_empty()));
    json!({
        "danh_gia": assessed,
        "tat_ca": all,
        "thanh_phan_du": parts(&|b, counted, of| format!("{}/{} {}", padded(counted as u64), padded(of as u64), full(b))),
        "thanh_phan": parts(&|b, counted, _| format!("{} {}", padded(counted as u64), full(b))),
        "thanh_phan_ngan": parts(&|b, counted, _| format!("{} {}", padded(counted as u64), short(b))),
        "cac_cap": levels,
        "co_quy_doi": converts,
    })
}

fn all_agencies(block: &Block) -> usize {
    let listed = block.agencies.len();
    block
        .total
        .as_ref()
        .map_or(listed, |total| (total.value as usize).max(listed))
}

fn overall(dossier: &Dossier, standings: &Standings) -> Value {
    let Some(overall) = &standings.overall else {
        return Value::Null;
    };
    json!({
        "trung_binh": overall.mean.printed,
        "thang_diem": overall.maximum_printed,
        "muc": overall.tier.map_or(String::new(), |tier| text(&dossier.tiers[tier].name)),
    })
}
