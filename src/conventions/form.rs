//! What people type into the letterhead, the proposal, the recipients and the signature out of habit, and the program
//! prints itself or the decree wants otherwise (NĐ 30/2020 PL I).

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::{Dossier, Signatory, Text};

/// How a signing capacity begins (C19).
const CAPACITIES: [&str; 5] = ["TM.", "KT.", "TL.", "TUQ.", "Q."];
const DECREE: &str = "Nghị định 30/2020/NĐ-CP, Phụ lục I";

pub(super) fn review(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    letterhead(dossier, diagnostics);
    proposal(dossier, diagnostics);
    let core = &dossier.core;
    recipients(&core.recipients, &core.filing, diagnostics);
    signature(&core.signatory, diagnostics);
    if let Some(own) = &core.submission {
        recipients(&own.recipients, &own.filing, diagnostics);
        signature(&own.signatory, diagnostics);
    }
    diagnostics.push_all(dossier.legal_bases.iter().filter_map(two_bases));
}

fn warning(
    code: &'static str,
    message: String,
    text: &Text,
    label: &str,
    remedy: String,
) -> Diagnostic {
    Diagnostic::warning(code, message)
        .at(text.span, label)
        .with_note(DECREE)
        .with_remedy(remedy)
}

fn letterhead(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let issuer = &dossier.issuer;
    let of_submission = dossier.submission.iter();
    let of_submission = of_submission.flat_map(|submission| &submission.superior);
    let lines = issuer.superior.iter().chain(&issuer.lines);
    for line in lines.chain(of_submission) {
        if is_small(line) {
            let message = format!("tên cơ quan ở đầu trang `{}` không viết chữ hoa", **line);
            let remedy = format!("viết `{}`; chương trình in chữ hoa", line.to_uppercase());
            diagnostics.push(warning("TT004", message, line, "in bằng chữ hoa", remedy));
        }
    }
    let place = &dossier.document.place;
    let bare = place.trim_end_matches([',', ';', '.', ' ']);
    if bare != place.as_str() {
        let message = format!("địa danh `{}` có dấu ở cuối", **place);
        let remedy = format!("viết `dia_danh: {bare}`");
        diagnostics.push(warning(
            "TT007",
            message,
            place,
            "chương trình in dấu `,` sau địa danh",
            remedy,
        ));
    }
}

/// Words of the proposal's line that the program prints itself.
fn proposal(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let Some(proposal) = &dossier.proposal else {
        return;
    };
    let proposer = &proposal.proposer;
    for opening in ["Theo đề nghị của ", "Xét đề nghị của ", "Đề nghị của "] {
        if let Some(rest) = without_prefix(proposer, opening) {
            let message = format!("`nguoi` có chữ “{}” ở đầu", opening.trim_end());
            let remedy =
                format!("viết `nguoi: {rest}`; mở đầu bằng chữ “Xét” thì ghi `mo_dau: xet`");
            diagnostics.push(warning(
                "TT017",
                message,
                proposer,
                "chữ này chương trình in",
                remedy,
            ));
        }
    }
}

fn recipients(recipients: &[Text], filing: &Text, diagnostics: &mut Diagnostics) {
    for recipient in recipients {
        let bare = recipient.trim_start_matches(['-', '–', '—', '•', '+', '*', ' ']);
        let is_filing =
            without_prefix(bare, "Lưu").is_some_and(|rest| rest.trim_start().starts_with(':'));
        if is_filing {
            let message = format!("nơi nhận `{}` là nơi lưu", **recipient);
            let remedy = "ghi nơi lưu ở khóa `luu`, bỏ khỏi `noi_nhan`".to_owned();
            diagnostics.push(warning(
                "TT008",
                message,
                recipient,
                "dòng `Lưu:` chương trình in",
                remedy,
            ));
        } else if bare != recipient.as_str() {
            let message = format!("nơi nhận `{}` có dấu ở đầu", **recipient);
            let remedy = format!("viết `{bare}`");
            diagnostics.push(warning(
                "TT008",
                message,
                recipient,
                "gạch đầu dòng chương trình in",
                remedy,
            ));
        }
    }
    if let Some(rest) = without_prefix(filing, "Lưu") {
        let rest = rest.trim_start_matches([':', ' ']);
        let message = "`luu` có chữ “Lưu” ở đầu".to_owned();
        let remedy = format!("viết `luu: {rest}`");
        diagnostics.push(warning(
            "TT008",
            message,
            filing,
            "chữ này chương trình in",
            remedy,
        ));
    }
}

fn signature(signatory: &Signatory, diagnostics: &mut Diagnostics) {
    let opens = |line: &Text| CAPACITIES.iter().any(|known| line.starts_with(known));
    let first = signatory.capacity.first().filter(|line| !opens(line));
    if let Some(line) = first {
        let message = format!("quyền hạn `{}` không mở đầu như quy định", **line);
        let remedy = format!(
            "mở đầu bằng một trong: {}; người đứng đầu trực tiếp ký thì bỏ `quyen_han`",
            CAPACITIES.join(", ")
        );
        let label = "chữ viết tắt có dấu chấm, chữ hoa";
        diagnostics.push(warning("TT005", message, line, label, remedy));
    }
    let lines = signatory.capacity.iter().skip(usize::from(first.is_some()));
    for line in lines
        .chain([&signatory.office])
        .filter(|line| is_small(line))
    {
        let message = format!("`{}` ở chữ ký không viết chữ hoa", **line);
        let remedy = format!("viết `{}`; chương trình in chữ hoa", line.to_uppercase());
        diagnostics.push(warning("TT005", message, line, "in bằng chữ hoa", remedy));
    }
    let name = &signatory.name;
    let words: Vec<&str> = name.split(' ').collect();
    let is_large = |word: &&str| !word.chars().any(char::is_lowercase);
    if words.len() > 1 && words.iter().all(is_large) {
        let typed: Vec<String> = words.iter().map(|word| titled(word)).collect();
        let message = format!("họ tên người ký `{}` viết toàn chữ hoa", **name);
        let remedy = format!("viết `ho_ten: {}`", typed.join(" "));
        diagnostics.push(warning(
            "TT006",
            message,
            name,
            "in bằng chữ thường, đậm",
            remedy,
        ));
    }
}

/// Two bases in one entry would be one paragraph.
fn two_bases(basis: &Text) -> Option<Diagnostic> {
    let at = basis
        .find("; Căn cứ ")
        .or_else(|| basis.find(". Căn cứ "))?;
    let place = basis.span;
    let message = "một căn cứ có hai văn bản".to_owned();
    let remedy = "viết mỗi căn cứ một phần tử, không viết chữ “Căn cứ”".to_owned();
    let from = place.start.saturating_add(u32::try_from(at).unwrap_or(0));
    let inside = Span {
        start: from.min(place.end),
        ..place
    };
    Some(
        warning("TT009", message, basis, "căn cứ thứ hai ở đây", remedy)
            .at(inside, "căn cứ thứ hai ở đây"),
    )
}

/// What follows these words, capitals or not.
fn without_prefix<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let head = text.get(..words.len())?;
    (head.to_lowercase() == words.to_lowercase()).then(|| &text[words.len()..])
}

fn is_small(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

fn titled(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(String::from).unwrap_or_default();
    first + &letters.as_str().to_lowercase()
}
