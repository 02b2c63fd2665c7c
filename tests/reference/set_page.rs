//! `docs/bo-mau.md`: what who writes a template set must know.

use std::fmt::Write;

use quyet_dinh::inner::dossier::{Key, Kind, declaration_keys};
use quyet_dinh::inner::drafting::variables::{Variable, paths};
use quyet_dinh::inner::drafting::{BLOCKS, FILTERS, FencedBlock, Holds, column_values};

use super::examples::Examples;
use super::printed::printed;
use super::tables::{self, code, table};

/// Tera's own filters that are of use here, what they give, and an example.
const OF_TERA: [(&str, &str, &str); 5] = [
    (
        "join",
        "danh sách nối bằng chữ cho trước",
        "thi_hanh | join(sep=\"; \")",
    ),
    (
        "length",
        "số phần tử của danh sách",
        "chi_so.danh_sach | length",
    ),
    ("first", "phần tử đầu", "noi_nhan | first"),
    ("last", "phần tử cuối", "noi_nhan | last"),
    (
        "replace",
        "thay chữ này bằng chữ khác",
        "ky | replace(from=\"năm\", to=\"Năm\")",
    ),
];

/// A template for each block; what it prints is shown beside it.
const OF_BLOCKS: [(&str, &str); 16] = [
    (
        "dau-trang",
        "{% for dong in co_quan_ban_hanh.ten %}co_quan: {{ dong }}\n{% endfor %}quoc_hieu: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\ntieu_ngu: Độc lập - Tự do - Hạnh phúc\nso: Số: {{ van_ban.so }}/{{ van_ban.ky_hieu }}\nngay: {{ van_ban.dia_danh }}, ngày {{ van_ban.ngay }} tháng {{ van_ban.thang }} năm {{ van_ban.nam }}",
    ),
    ("ten-loai", "QUYẾT ĐỊNH"),
    ("trich-yeu", "{{ van_ban.trich_yeu }}"),
    (
        "kinh-gui",
        "Kính gửi: {{ co_quan_ban_hanh.tham_quyen_day_du }}",
    ),
    ("tham-quyen", "{{ co_quan_ban_hanh.tham_quyen | chu_hoa }}"),
    (
        "can-cu",
        "Căn cứ {{ can_cu | first }};\nXét đề nghị của {{ de_nghi.nguoi }} tại {{ de_nghi.van_ban }} ngày {{ de_nghi.ngay | ngay }}.",
    ),
    ("quyet-dinh", "QUYẾT ĐỊNH:"),
    ("nhan-phu-luc", "Phụ lục"),
    ("tieu-de-phu-luc", "{{ phu_luc.tieu_de | chu_hoa }}"),
    ("tieu-de-phu", "{{ phu_luc.tieu_de_phu }}"),
    (
        "kem-theo",
        "(kèm theo Quyết định số: {{ van_ban.so }}/{{ van_ban.ky_hieu }})",
    ),
    (
        "noi-nhan-chu-ky",
        "tieu_de: Nơi nhận:\n{% for noi in noi_nhan %}noi_nhan: - {{ noi }};\n{% endfor %}noi_nhan: - Lưu: {{ luu }}.\n{% if nguoi_ky.quyen_han %}chuc_vu: {{ nguoi_ky.quyen_han }}\n{% endif %}chuc_vu: {{ nguoi_ky.chuc_vu }}\nho_ten: {{ nguoi_ky.ho_ten }}",
    ),
    (
        "bang-xep-hang",
        "khoi: {{ khoi[0].ma }}\nchu_thich: Xếp hạng {{ khoi[0].ten }}\ncot: STT\ncot: Tên cơ quan\ncot: Xếp hạng, tổng điểm\n{% for m in khoi[0].muc %}{% if m.so_luong > 0 %}muc: {{ m.chu }}. Mức {{ m.ten }} ({{ m.so_luong | hai_chu_so }} cơ quan)\n{% endif %}{% endfor %}",
    ),
    (
        "bang-chi-tiet",
        "khoi: {{ khoi[0].ma }}\ncot: STT\ncot: Tên cơ quan\n{% for c in khoi[0].chi_so %}chi_so: {{ c.ten_ngan }} ({{ c.toi_da }})\n{% endfor %}cot: Tổng điểm\nkhong_ap_dung: –",
    ),
    (
        "bang-ty-le",
        "goc_tren: Khối\ngoc_duoi: Mức\n{% for k in khoi %}khoi: {{ k.ten }}\n{% endfor %}{% for m in muc %}muc: Mức {{ m.ten }}\n{% endfor %}",
    ),
    (
        "doan",
        "Điểm trung bình: {{ khoi[0].trung_binh | diem }}/{{ khoi[0].thang_diem }} điểm.",
    ),
];

/// Ways of writing a template, by the mark where each is shown.
const RECIPES: [(&str, &str); 6] = [
    (
        "bang-rieng",
        "```bang-xep-hang\nkhoi: {{ khoi[1].ma }}\ncot: Hạng | hang\ncot: Cơ quan | ten\ncot: Điểm > Tổng | diem\ncot: Điểm > Tỷ lệ (%) | ty_le | so_le 2\ncot: Xếp loại | muc\ndong_trung_binh: Trung bình\n```",
    ),
    (
        "gia-tri-thay",
        "{{ de_nghi.mo_dau or \"Xét\" }} đề nghị của {{ de_nghi.nguoi }}.",
    ),
    (
        "van-xuoi",
        "**Điều 1.** Công bố kết quả {{ linh_vuc }} năm {{ nam }} của {{ doi_tuong }}.",
    ),
    (
        "dieu-kien",
        "```can-cu\nCăn cứ {{ can_cu | first }}{% if de_nghi %};\n{% if de_nghi.mo_dau == \"theo\" %}Theo{% else %}Xét{% endif %} đề nghị của {{ de_nghi.nguoi }}{% if de_nghi.van_ban %} tại {{ de_nghi.van_ban }}{% endif %}{% if de_nghi.ngay %} ngày {{ de_nghi.ngay | ngay }}{% endif %}{% endif %}.\n```",
    ),
    (
        "vong-lap",
        "{% for k in khoi %}- Khối {{ k.ten }}: {{ k.so_luong | hai_chu_so }} cơ quan, trung bình {{ k.trung_binh | diem }} điểm{% if loop.last %}.{% else %};{% endif %}\n{% endfor %}",
    ),
    ("chen-tep", "{% include \"doan-chung.md\" %}"),
];

/// What stands at each mark of the page.
pub fn part(mark: &str, examples: &Examples) -> Option<String> {
    Some(match mark {
        "khoa-bo-mau" => declaration(),
        "loai" => kinds(),
        "gia-tri-cot" => table(
            &["giá trị", "in ra"],
            column_values().map(|(value, about)| vec![code(value), about.to_owned()]),
        ),
        "bien" => variables(examples, &|path| !path.starts_with("sua_doi")),
        "bien-sua-doi" => variables(examples, &|path| path.starts_with("sua_doi")),
        "bo-loc" => filters(examples, &FILTERS.map(|f| (f.name, f.about, f.example))),
        "bo-loc-tera" => filters(examples, &OF_TERA),
        "khoi-rao" => blocks(),
        mark => {
            let (_, template) = RECIPES.iter().find(|(name, _)| *name == mark)?;
            shown(template)
        }
    })
}

fn declaration() -> String {
    let keys = declaration_keys();
    let mut text = tables::keys("", &keys, &|_| true);
    let fact = fact(&keys);
    writeln!(text, "#### Khai báo một khóa\n\nTrong `ho_so`, `khoi`, `co_quan` và `khoa`, mỗi tên khóa có các phần sau:\n").expect("memory");
    text.push_str(&tables::keys("", &fact, &|_| true));
    text
}

/// The keys of the declaration of a fact.
fn fact(keys: &[Key]) -> Vec<Key> {
    let facts = keys
        .iter()
        .find(|key| *key.name == *"ho_so")
        .expect("`ho_so`");
    match &facts.kind {
        Kind::Map(of) => match &**of {
            Kind::Later(kind) => kind().keys().to_vec(),
            kind => kind.keys().to_vec(),
        },
        _ => Vec::new(),
    }
}

fn kinds() -> String {
    let fact = fact(&declaration_keys());
    let kind = fact
        .iter()
        .find(|key| *key.name == *"loai")
        .expect("`loai`");
    let Kind::Choice(words) = &kind.kind else {
        return String::new();
    };
    let rows = words
        .iter()
        .map(|(word, meaning)| vec![code(word), (*meaning).to_owned()]);
    table(&["loại", "hồ sơ viết"], rows)
}

fn variables(examples: &Examples, wanted: &dyn Fn(&str) -> bool) -> String {
    let all = paths(&super::plain_set());
    let rows = all
        .iter()
        .filter(|variable| wanted(&variable.path))
        .map(|variable| {
            let typed = match variable.filter {
                Some(filter) => format!("{} | {filter}", variable.path),
                None => variable.path.clone(),
            };
            vec![
                code(&typed),
                variable.meaning.clone(),
                variable.absent.clone().unwrap_or_default(),
                if is_group(variable, &all) {
                    String::new()
                } else {
                    code(&examples.value(&variable.path))
                },
            ]
        });
    table(&["viết trong mẫu", "ý nghĩa", "không có", "in ra"], rows)
}

/// Whether others lie in it, so that it does not print.
pub fn is_group(variable: &Variable, all: &[Variable]) -> bool {
    let inner = format!("{}.", variable.path);
    all.iter().any(|other| other.path.starts_with(&inner))
}

fn filters(examples: &Examples, filters: &[(&str, &str, &str)]) -> String {
    let rows = filters.iter().map(|(name, about, example)| {
        let typed = format!("{{{{ {example} }}}}");
        vec![
            code(name),
            (*about).to_owned(),
            code(&typed),
            code(&examples.filtered(name)),
        ]
    });
    table(&["bộ lọc", "cho ra", "viết trong mẫu", "in ra"], rows)
}

/// The expressions that show what filters do.
pub fn filter_examples() -> impl Iterator<Item = (&'static str, &'static str)> {
    let own = FILTERS
        .into_iter()
        .map(|filter| (filter.name, filter.example));
    own.chain(
        OF_TERA
            .into_iter()
            .map(|(name, _, example)| (name, example)),
    )
}

fn blocks() -> String {
    BLOCKS.iter().map(block).collect()
}

fn block(block: &FencedBlock) -> String {
    let example = OF_BLOCKS.iter().find(|(name, _)| *name == block.name);
    let (name, body) = example.unwrap_or_else(|| panic!("no example of {}", block.name));
    let template = format!("```{name}\n{}\n```", body.trim_end());
    let holds = match block.holds {
        Holds::Lines(_) => "Mỗi dòng in thành một đoạn.\n".to_owned(),
        Holds::Keys(keys) | Holds::Table(keys) => {
            let rows = keys
                .iter()
                .map(|(key, meaning)| vec![code(key), (*meaning).to_owned()]);
            format!(
                "Các dòng `khóa: nội dung`:\n\n{}",
                table(&["khóa", "nội dung"], rows)
            )
        }
    };
    format!(
        "#### `{name}`: {}\n\n{holds}\n{}\n",
        block.about,
        shown(&template)
    )
}

/// A template and what it prints.
fn shown(template: &str) -> String {
    let printed = printed(template);
    format!(
        "````text\n{}\n````\n\nIn ra:\n\n```text\n{printed}```\n",
        template.trim_end()
    )
}
