//! The year before: one source, blocks and names that are told apart.

use super::super::facts::is_known;
use super::super::model::{Block, Core, LastYear, LastYearBlock};
use super::{repeated, repeated_names, twice};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::values::{comma, did_you_mean};

pub(super) fn check(past: &LastYear, dossier: &Core, diagnostics: &mut Diagnostics) {
    check_sources(past, diagnostics);
    for (id, first) in repeated(past.blocks.iter().map(|block| &block.id)) {
        diagnostics
            .push(twice("HS074", "khối của năm trước", id, first).with_remedy("gộp làm một"));
    }
    let ids = || dossier.blocks.iter().map(|block| block.id.as_str());
    for block in &past.blocks {
        check_scale(block, dossier, diagnostics);
        for (name, first) in repeated_names(block.agencies.iter().map(|agency| &agency.name)) {
            diagnostics.push(
                twice("HS074", "cơ quan của năm trước", name, first).with_remedy("bỏ một lần"),
            );
        }
        if is_known(&block.id) && !ids().any(|id| id == block.id.as_str()) {
            let label = did_you_mean(&block.id, ids(), "không có khối này trong hồ sơ");
            let listed: Vec<String> = ids().map(|id| format!("`{id}`")).collect();
            diagnostics.push(
                Diagnostic::error(
                    "HS073",
                    format!("`nam_truoc` nêu khối `{}` không có trong hồ sơ", *block.id),
                )
                .at(block.id.span, label)
                .with_remedy(format!("dùng một trong: {}", listed.join(", "))),
            );
        }
    }
}

/// One of a dossier, a package, and the results themselves.
fn check_sources(past: &LastYear, diagnostics: &mut Diagnostics) {
    let file = past.dossier.as_ref().map(|path| path.span);
    let package = past.package.as_ref().map(|path| path.span);
    let own = past.blocks.first().map(|block| block.id.span);
    let sources: Vec<Span> = [file, package, own].into_iter().flatten().collect();
    let [first, second, ..] = sources[..] else {
        return;
    };
    let problem = Diagnostic::error("HS072", "kết quả năm trước chỉ lấy ở một nơi")
        .at(second, "nơi thứ hai")
        .with_related(first, "nơi thứ nhất");
    diagnostics.push(problem.with_remedy(
        "giữ một trong ba: `ho_so` (tệp hồ sơ năm trước), `goi` (gói lưu trữ), `khoi` (nhập kết quả)",
    ));
}

/// Scores and means of the year before lie on its scale.
fn check_scale(past: &LastYearBlock, dossier: &Core, diagnostics: &mut Diagnostics) {
    let block = dossier.blocks.iter().find(|block| *block.id == *past.id);
    let of_now = || block.map(Block::maximum);
    let Some(most) = past.maximum.clone().or_else(of_now).filter(is_known) else {
        return;
    };
    let scores = past
        .agencies
        .iter()
        .filter_map(|agency| agency.score.as_ref());
    for score in scores.chain(&past.mean).filter(|score| is_known(score)) {
        if **score > *most {
            diagnostics.push(
                Diagnostic::error("HS077", "điểm năm trước nằm ngoài thang điểm")
                    .at(score.span, format!("lớn hơn {}", comma(*most)))
                    .with_remedy("sửa điểm; thang điểm năm trước khác năm nay thì ghi `thang_diem` ở khối của `nam_truoc`"),
            );
        }
    }
}
