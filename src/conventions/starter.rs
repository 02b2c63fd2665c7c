//! Values of the starter dossiers that were left as they were.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::{Dossier, Text};

/// Names that stand for one's own in the starters.
const MADE_UP: [&str; 3] = ["nguyễn văn mẫu", "tỉnh mẫu", "xã mẫu"];

/// Says once which values still are the starter's; a remark, for whoever tries the program has all of them.
pub(super) fn review(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let left = left(dossier);
    let Some((_, first)) = left.first() else {
        return;
    };
    let keys: Vec<String> = left.iter().map(|(key, _)| format!("`{key}`")).collect();
    let message = format!("hồ sơ còn giá trị của hồ sơ khởi đầu: {}", keys.join(", "));
    let remark = Diagnostic::remark("TT020", message)
        .at(first.span, "tên chỉ để minh họa")
        .with_remedy("thay bằng tên của cơ quan mình trước khi trình ký");
    diagnostics.push(remark);
}

fn left(dossier: &Dossier) -> Vec<(&'static str, &Text)> {
    let issuer = &dossier.issuer;
    let mut texts: Vec<(&'static str, &Text)> = Vec::new();
    texts.extend(
        issuer
            .lines
            .iter()
            .map(|line| ("co_quan_ban_hanh.ten", line)),
    );
    texts.extend([
        ("co_quan_ban_hanh.ten_day_du", &issuer.full_name),
        ("co_quan_ban_hanh.tham_quyen_day_du", &issuer.authority_full),
        ("van_ban.trich_yeu", &dossier.document.subject),
        ("nguoi_ky.ho_ten", &dossier.signatory.name),
    ]);
    let submission = dossier.submission.iter();
    texts.extend(submission.map(|own| ("to_trinh.nguoi_ky.ho_ten", &own.signatory.name)));
    texts.extend(dossier.legal_bases.iter().map(|basis| ("can_cu", basis)));
    let is_made_up = |text: &Text| {
        let text = text.to_lowercase();
        MADE_UP.iter().any(|name| text.contains(name))
    };
    texts.retain(|(_, text)| is_made_up(text));
    texts.dedup_by_key(|(key, _)| *key);
    texts
}
