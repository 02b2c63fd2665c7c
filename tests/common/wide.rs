//! Dossiers with wide tables: many indicators, many decimals, many blocks. All names are made up.

use std::fmt::Write;

use super::DETAILED;

/// How wide the tables are.
#[derive(Clone, Copy, Debug)]
pub struct Wide {
    /// Indicators of each block, from 1.
    pub indicators: usize,
    /// Decimals of the scores.
    pub decimals: usize,
    /// Blocks, from 1.
    pub blocks: usize,
    /// Agencies of each block, from 1.
    pub agencies: usize,
    /// Whether indicators and blocks have long names.
    pub long_names: bool,
}

impl Default for Wide {
    fn default() -> Self {
        Self {
            indicators: 8,
            decimals: 2,
            blocks: 1,
            agencies: 4,
            long_names: true,
        }
    }
}

/// Dossiers that go every way a table can go, under their names.
pub fn all() -> Vec<(&'static str, String)> {
    let indicators = |indicators| Wide {
        indicators,
        agencies: 28,
        ..Wide::default()
    };
    let blocks = |blocks| Wide {
        blocks,
        indicators: 3,
        agencies: 3,
        ..Wide::default()
    };
    let decimals = Wide {
        decimals: 4,
        ..indicators(8)
    };
    let all = [
        ("8-chi-so", indicators(8)),
        ("8-chi-so-4-so-le", decimals),
        ("12-chi-so", indicators(12)),
        ("20-chi-so", indicators(20)),
        ("30-chi-so", indicators(30)),
        ("4-khoi", blocks(4)),
        ("8-khoi", blocks(8)),
        ("12-khoi", blocks(12)),
    ];
    all.map(|(name, asked)| (name, wide(asked))).into()
}

/// Points that each indicator gives at the most.
const MAXIMUM: usize = 20;
const INDICATORS: [&str; 8] = [
    "Nhận thức số",
    "Thể chế số",
    "Hạ tầng số",
    "Nhân lực chuyên nghiệp",
    "An toàn thông tin mạng",
    "Hoạt động chính quyền số",
    "Cung cấp dịch vụ công trực tuyến toàn trình",
    "Nghiên cứu, ứng dụng khoa học công nghệ",
];
const BLOCKS: [&str; 4] = [
    "cơ quan chuyên môn cấp tỉnh",
    "đơn vị sự nghiệp công lập trực thuộc",
    "doanh nghiệp nhà nước",
    "xã, phường, đặc khu",
];
const AGENCIES: [&str; 4] = [
    "Sở Nội vụ",
    "Ban Quản lý các Khu công nghiệp tỉnh",
    "Sở Nông nghiệp và Môi trường",
    "Trung tâm Phục vụ hành chính công",
];

/// A dossier whose tables are as wide as asked.
pub fn wide(asked: Wide) -> String {
    let (head, rest) = split(DETAILED, "  danh_sach:\n");
    let (_, rest) = split(rest, "\nqua_trinh:");
    let (process, rest) = split(rest, "\nkhoi:\n");
    let (_, narrative) = split(rest, "\nnhan_xet:");
    let process = process.replace("so_le: 2", &format!("so_le: {}", asked.decimals));
    format!(
        "{head}  danh_sach:\n{}\nqua_trinh:{process}\nkhoi:\n{}\nnhan_xet:{narrative}",
        indicators(asked),
        blocks(asked)
    )
}

fn split<'a>(text: &'a str, at: &str) -> (&'a str, &'a str) {
    text.split_once(at).expect("a key of the sample dossier")
}

fn named(names: &[&str], index: usize, asked: Wide) -> String {
    if asked.long_names {
        format!("{} {}", names[index % names.len()], index + 1)
    } else {
        format!("N{}", index + 1)
    }
}

fn indicators(asked: Wide) -> String {
    let mut text = String::new();
    for index in 0..asked.indicators {
        let name = named(&INDICATORS, index, asked);
        writeln!(
            text,
            "    - ma: c{index}\n      ten: {name}\n      toi_da: {MAXIMUM}"
        )
        .expect("writing to a string");
    }
    text
}

fn blocks(asked: Wide) -> String {
    let mut text = String::new();
    let maximum = asked.indicators * MAXIMUM;
    for block in 0..asked.blocks {
        let name = named(&BLOCKS, block, asked);
        write!(
            text,
            "  - ma: k{block}\n    ten: {name}\n    cap: cấp {block}\n    ten_ngan: {name}\n    \
             tieu_de: các {name}\n    ket_qua_cua: các {name}\n    don_vi: đơn vị\n    \
             dem: {name}\n    thang_diem: {maximum}\n    co_quan:\n"
        )
        .expect("writing to a string");
        for agency in 0..asked.agencies {
            let name = AGENCIES[agency % AGENCIES.len()];
            writeln!(text, "      - ten: {name} {}\n        chi_so:", agency + 1)
                .expect("writing to a string");
            for indicator in 0..asked.indicators {
                let score = score(asked.decimals, agency * 31 + indicator * 7 + block);
                writeln!(text, "          c{indicator}: {score}").expect("writing to a string");
            }
        }
    }
    text
}

/// Between 10 and 20, with all its decimals.
fn score(decimals: usize, seed: usize) -> String {
    let digits: String = (0..decimals)
        .map(|place| char::from(b'1' + ((seed + place * 3) % 9) as u8))
        .collect();
    let whole = 10 + seed % 10;
    if digits.is_empty() {
        whole.to_string()
    } else {
        format!("{whole},{digits}")
    }
}
