//! Blocks, their agencies' names and their indicators.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::super::facts::Text;
use super::super::facts::is_known;
use super::super::model::{Block, Indicator};
use super::{repeated, repeated_names, rules, twice};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::values::did_you_mean;

pub(super) fn check_ids(blocks: &[Block], diagnostics: &mut Diagnostics) {
    for (id, first) in repeated(blocks.iter().map(|block| &block.id)) {
        diagnostics.push(
            twice("HS030", "mã khối", id, first)
                .with_note("mẫu văn bản và số liệu công bố gọi khối bằng mã")
                .with_remedy("đặt cho mỗi khối một mã riêng"),
        );
    }
    for block in blocks {
        check_id("khối", &block.id, diagnostics);
    }
}

pub(super) fn check_indicators(indicators: &[Indicator], diagnostics: &mut Diagnostics) {
    for (id, first) in repeated(indicators.iter().map(|indicator| &indicator.id)) {
        diagnostics.push(
            twice("HS031", "mã chỉ số", id, first)
                .with_note("điểm của cơ quan gọi chỉ số bằng mã")
                .with_remedy("đặt cho mỗi chỉ số một mã riêng"),
        );
    }
    for indicator in indicators {
        check_id("chỉ số", &indicator.id, diagnostics);
        if let Some(maximum) = indicator.maximum.as_ref().filter(|max| is_known(max))
            && **maximum <= Decimal::ZERO
        {
            diagnostics.push(
                Diagnostic::error("HS045", "điểm tối đa của chỉ số phải lớn hơn 0")
                    .at(maximum.span, "không lớn hơn 0")
                    .with_remedy("viết điểm tối đa của chỉ số, ví dụ `toi_da: 20`"),
            );
        }
    }
}

fn check_id(what: &str, id: &Text, diagnostics: &mut Diagnostics) {
    let plain = id.bytes().all(|byte| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-')
    });
    if plain || !is_known(id) {
        return;
    }
    diagnostics.push(
        Diagnostic::error(
            "HS034",
            format!("mã {what} `{}` có ký tự không dùng được", **id),
        )
        .at(id.span, "chỉ gồm a-z, 0-9, `_`, `-`")
        .with_note("mã dùng để gọi tên trong hồ sơ và mẫu văn bản, không in ra")
        .with_remedy("viết chữ thường không dấu, ví dụ `cap_xa`"),
    );
}

pub(super) fn check(block: &Block, diagnostics: &mut Diagnostics) {
    for (name, first) in repeated_names(block.agencies.iter().map(|agency| &agency.name)) {
        diagnostics.push(
            twice("HS033", "cơ quan", name, first)
                .with_note("một cơ quan chỉ được xếp hạng một lần trong một khối; chữ hoa, chữ thường không làm thành hai tên")
                .with_remedy("bỏ một lần, hoặc sửa tên nếu là hai cơ quan khác nhau"),
        );
    }
    if let Some(indicators) = &block.indicators {
        check_indicators(indicators, diagnostics);
        rules::check_weights(indicators, diagnostics);
    }
    if is_known(&block.maximum()) && *block.maximum() <= Decimal::ZERO {
        diagnostics.push(
            Diagnostic::error("HS035", "thang điểm phải lớn hơn 0")
                .at(block.maximum().span, "không lớn hơn 0")
                .with_remedy("viết điểm cao nhất có thể đạt, ví dụ `thang_diem: 100`"),
        );
    }
    check_named(block, diagnostics);
    check_total(block, diagnostics);
}

fn check_named(block: &Block, diagnostics: &mut Diagnostics) {
    let names: HashSet<&str> = block.agencies.iter().map(|a| a.name.as_str()).collect();
    for name in block.named.iter().filter(|name| is_known(name)) {
        if names.contains(name.as_str()) {
            continue;
        }
        let label = did_you_mean(
            name,
            block.agencies.iter().map(|a| a.name.as_str()),
            "không có trong danh sách `co_quan`",
        );
        diagnostics.push(
            Diagnostic::error(
                "HS050",
                format!("`neu_rieng` nêu `{}` không thuộc khối này", **name),
            )
            .at(name.span, label)
            .with_note(
                "cơ quan nêu riêng được trừ khỏi số đếm, nên phải có trong khối, tên viết y hệt",
            )
            .with_remedy("sửa tên cho khớp, hoặc bỏ khỏi `neu_rieng`"),
        );
    }
    for (name, first) in repeated(&block.named) {
        diagnostics
            .push(twice("HS051", "cơ quan nêu riêng", name, first).with_remedy("bỏ một lần"));
    }
}

fn check_total(block: &Block, diagnostics: &mut Diagnostics) {
    let listed = block.agencies.len();
    let Some(total) = block.total.as_ref().filter(|total| is_known(total)) else {
        return;
    };
    if (**total as usize) < listed {
        diagnostics.push(
            Diagnostic::error(
                "HS052",
                format!(
                    "`tong_so` là {} nhưng danh sách có {listed} cơ quan",
                    **total
                ),
            )
            .at(total.span, "nhỏ hơn số cơ quan được đánh giá")
            .with_note("`tong_so` là tổng số cơ quan của khối, kể cả cơ quan không được đánh giá")
            .with_remedy(format!(
                "viết từ {listed} trở lên; bỏ khóa này nếu mọi cơ quan đều được đánh giá"
            )),
        );
    }
}
