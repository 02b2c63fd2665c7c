//! What templates see: the dossier's facts and the computed figures, under Vietnamese names.

mod amendment;
mod block;
mod facts;
mod submission;
mod totals;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::filters::padded;
use super::marks::{self, wrap};
use super::templates::AMENDING_VARIABLE;
use crate::diagnostics::Sources;
use crate::document::Meaning;
use crate::dossier::{
    AnnexFacts, AnnexOpening, Dossier, Facts, Indicator, Key, Proposal, ProposalOpening, Set,
    Signatory, Text,
};
use crate::revision::Amendment;
use crate::scoring::{Standings, exact_text, fraction};
use crate::values::{PartialDate, day_text, month_text, with_comma};
use crate::wording::{in_a_sentence, with_small_first};

/// The context for all templates of a set, with the facts that this set asks for; `sua_doi` is there in an
/// amending decision only.
pub(super) fn build(
    dossier: &Dossier,
    standings: &Standings,
    set: &Set,
    amendment: Option<&Amendment>,
    sources: &Sources,
) -> Value {
    let own = Own { set, sources };
    let mut context = json!({
        "nam": dossier.year.value.to_string(),
        "ky": period(dossier),
        "linh_vuc": in_a_sentence(&dossier.field),
        "linh_vuc_ky": field_and_period(dossier),
        "doi_tuong": in_a_sentence(&dossier.subjects),
        "co_quan_ban_hanh": issuer(dossier),
        "van_ban": document(dossier),
        "can_cu": citations(&dossier.legal_bases),
        "de_nghi": dossier.proposal.as_ref().map(|own| proposal(dossier, own)),
        "to_trinh": dossier.submission.as_ref().map(|own| submission::values(dossier, own, sources)),
        "ra_soat": standings.findings,
        "thi_hanh": texts(&dossier.executors),
        "noi_nhan": texts(&dossier.recipients),
        "luu": text(&dossier.filing),
        "nguoi_ky": signatory(&dossier.signatory),
        "phu_luc": dossier.annex.as_ref().map(annex),
        "chi_so": {"danh_sach": indicators(dossier.indicators())},
        "muc": dossier.tier_names().iter().map(|name| json!({"ten": text(name)})).collect::<Vec<_>>(),
        "khoi": standings.blocks.iter().map(|block| block::values(dossier, block, &own)).collect::<Vec<_>>(),
        "tong": totals::values(dossier),
        "chung": overall(dossier, standings),
    });
    facts::add(&mut context, &set.keys, &dossier.facts, sources);
    if let Some(name) = dossier.facts.text("dia_phuong.ten") {
        context["dia_phuong"]["cap"] = json!(unit_word(name));
    }
    if let Some(amendment) = amendment {
        context[AMENDING_VARIABLE] = amendment::values(amendment, dossier, standings);
    }
    context
}

/// What a set adds to blocks and agencies.
struct Own<'a> {
    set: &'a Set,
    sources: &'a Sources,
}

impl Own<'_> {
    fn add(&self, values: &mut Value, path: &str, facts: &Facts) {
        let keys = self.set.at(path).map(Key::keys).unwrap_or_default();
        facts::add(values, keys, facts, self.sources);
    }
}

/// The period as it is printed in a sentence.
fn period(dossier: &Dossier) -> String {
    let given = dossier.period.as_ref();
    let given = given.map(|period| with_small_first(period));
    given.unwrap_or_else(|| format!("năm {}", dossier.year.value))
}

/// What is assessed and when; a field that names the period itself stands alone.
fn field_and_period(dossier: &Dossier) -> String {
    let (field, period) = (in_a_sentence(&dossier.field), period(dossier));
    if field.to_lowercase().contains(&period.to_lowercase()) {
        field
    } else {
        format!("{field} {period}")
    }
}

fn proposal(dossier: &Dossier, proposal: &Proposal) -> Value {
    let document = proposal.document.as_ref().map(text);
    let submission = dossier.submission.as_ref();
    let open = submission.map(|own| submission::cited(dossier, proposal, own));
    json!({
        "mo_dau": match proposal.opening {
            ProposalOpening::Usual => None,
            ProposalOpening::Considering => Some("xet"),
            ProposalOpening::Following => Some("theo"),
        },
        "nguoi": text(&proposal.proposer),
        "van_ban": open.or(document),
        "ngay": proposal.date.as_ref().map(|day| day.iso()),
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

fn text(text: &Text) -> String {
    text.value.clone()
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

fn issuer(dossier: &Dossier) -> Value {
    let issuer = &dossier.issuer;
    json!({
        "chu_quan": texts(&issuer.superior),
        "ten": texts(&issuer.lines),
        "ten_day_du": text(&issuer.full_name),
        "tham_quyen": text(&issuer.authority),
        "tham_quyen_day_du": text(&issuer.authority_full),
    })
}

fn document(dossier: &Dossier) -> Value {
    let facts = &dossier.document;
    let number = facts.number.as_ref().map(|n| number_text(&n.value));
    let own = json!({
        "ky_hieu": text(&facts.symbol),
        "da_ban_hanh": facts.number.is_some(),
        "dia_danh": text(&facts.place),
        "trich_yeu": wrap(&Meaning::Subject, &text(&facts.subject)),
        "do_khan": facts.urgency.as_ref().map(text),
        "luu_hanh": facts.circulation.as_ref().map(text),
        "nguoi_soan": facts.drafter_mark.as_ref().map(text),
    });
    with_number_and_date(own, number, facts.date.value)
}

/// Adds a document's number and date, or the room for them.
fn with_number_and_date(mut values: Value, number: Option<String>, date: PartialDate) -> Value {
    let part = |meaning: Meaning, value: Option<String>| {
        wrap(&meaning, &value.unwrap_or_else(|| meaning.blank()))
    };
    values["so"] = json!(part(Meaning::Number, number));
    values["ngay"] = json!(part(Meaning::Day, date.day().map(day_text)));
    values["thang"] = json!(part(Meaning::Month, date.month().map(month_text)));
    values["nam"] = json!(wrap(&Meaning::Year, &date.year().to_string()));
    values
}

/// A number below 10 gets a leading 0 (C7).
pub(super) fn number_text(number: &str) -> String {
    match number.parse::<u64>() {
        Ok(value) => padded(value),
        Err(_) => number.to_owned(),
    }
}

fn annex(annex: &AnnexFacts) -> Value {
    json!({
        "mo_dau": match annex.opening {
            AnnexOpening::Title => "tieu_de",
            AnnexOpening::Label => "phu_luc",
            AnnexOpening::Form13 => "mau_1_3",
        },
        "tieu_de": text(&annex.title),
        "tieu_de_phu": annex.subtitle.as_ref().map(text),
    })
}

/// With a decimal comma.
fn decimal(number: Decimal) -> String {
    with_comma(exact_text(&fraction(number)))
}

fn indicators(list: &[Indicator]) -> Vec<Value> {
    list.iter()
        .map(|indicator| {
            let maximum = indicator.maximum.as_ref();
            json!({
                "ma": text(&indicator.id),
                "ten": text(&indicator.name),
                "ten_ngan": text(indicator.short_name.as_ref().unwrap_or(&indicator.name)),
                "toi_da": maximum.map(|max| decimal(max.value)),
                "trong_so": indicator.weight.as_ref().map(|weight| decimal(weight.value)),
            })
        })
        .collect()
}

fn overall(dossier: &Dossier, standings: &Standings) -> Value {
    let Some(overall) = &standings.overall else {
        return Value::Null;
    };
    json!({
        "trung_binh": overall.mean.printed,
        "thang_diem": overall.maximum_printed,
        "nguon": (dossier.rules.quoted.as_ref()).map(|quoted| text(&quoted.source)),
        "muc": overall.tier.clone().unwrap_or_default(),
    })
}
