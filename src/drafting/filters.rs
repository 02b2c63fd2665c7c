//! The filters that templates may use. Each takes a value of the context and gives text.

use tera::{Kwargs, State, Tera, Value};

use crate::values::{PartialDate, with_comma};
use crate::wording::{self, with_large_first, with_small_first};

/// A filter (bộ lọc): what it is called, what it does, a value with it.
#[derive(Clone, Copy)]
pub struct Filter {
    /// As it is typed after `|`.
    pub name: &'static str,
    /// What it gives, in Vietnamese.
    pub about: &'static str,
    /// What is typed in a template, without the braces.
    pub example: &'static str,
    takes: Takes,
}

/// What a filter takes, and what it gives for it.
#[derive(Clone, Copy)]
enum Takes {
    Text(fn(&str) -> String),
    Date(fn(PartialDate) -> String),
    Number(fn(u64) -> String),
    List(fn(&[String]) -> String),
    /// A text, and another as its argument.
    TextAnd(&'static str, fn(&str, &str) -> String),
    /// Markdown written in the dossier, which goes into the text unescaped.
    Markdown,
}

/// The program's own filters.
pub const FILTERS: [Filter; 18] = [
    Filter {
        name: "diem",
        about: "điểm, dấu phẩy trước phần lẻ",
        example: "khoi[0].trung_binh | diem",
        takes: Takes::Text(|number| with_comma(number)),
    },
    Filter {
        name: "phan_tram",
        about: "tỷ lệ, thêm dấu %",
        example: "khoi[0].muc[0].ty_le | phan_tram",
        takes: Takes::Text(percent),
    },
    Filter {
        name: "hai_chu_so",
        about: "số nguyên, ít nhất hai chữ số",
        example: "khoi[0].muc[0].so_luong | hai_chu_so",
        takes: Takes::Number(padded),
    },
    Filter {
        name: "ngay",
        about: "ngày viết bằng dấu gạch chéo",
        example: "de_nghi.ngay | ngay",
        takes: Takes::Date(PartialDate::slashed),
    },
    Filter {
        name: "ngay_thang",
        about: "ngày đứng giữa câu, kèm chữ `ngày`; chỉ biết tháng hay năm thì viết `tháng 12 năm 2026`, `năm 2026`",
        example: "de_nghi.ngay | ngay_thang",
        takes: Takes::Date(PartialDate::in_a_sentence),
    },
    Filter {
        name: "ngay_day_du",
        about: "ngày viết đủ chữ",
        example: "de_nghi.ngay | ngay_day_du",
        takes: Takes::Date(PartialDate::in_words),
    },
    Filter {
        name: "chu_hoa",
        about: "chữ hoa cả câu",
        example: "linh_vuc | chu_hoa",
        takes: Takes::Text(str::to_uppercase),
    },
    Filter {
        name: "chu_thuong",
        about: "chữ thường cả câu",
        example: "muc[0].ten | chu_thuong",
        takes: Takes::Text(str::to_lowercase),
    },
    Filter {
        name: "dau_thuong",
        about: "chữ cái đầu viết thường, để đứng giữa câu",
        example: "van_ban.trich_yeu | dau_thuong",
        takes: Takes::Text(with_small_first),
    },
    Filter {
        name: "giua_cau",
        about: "để đứng giữa câu: danh từ chung ở đầu (`Các`, `Sở`, `Công tác` ...) viết thường, tên riêng giữ nguyên",
        example: "khoi[0].ten | giua_cau",
        takes: Takes::Text(wording::in_a_sentence),
    },
    Filter {
        name: "dau_hoa",
        about: "chữ cái đầu viết hoa, để mở đầu câu",
        example: "khoi[0].ten | dau_hoa",
        takes: Takes::Text(with_large_first),
    },
    Filter {
        name: "ten_khoi",
        about: "tên khối có chữ `khối` đứng trước, không lặp lại nếu tên đã có",
        example: "khoi[0].ten | ten_khoi",
        takes: Takes::Text(wording::block),
    },
    Filter {
        name: "kem_chu",
        about: "chữ ở `chu` đứng trước giá trị, không lặp lại nếu giá trị đã mở đầu bằng chữ ấy",
        example: "muc[0].ten | kem_chu(chu=\"mức\")",
        takes: Takes::TextAnd("chu", wording::with_word),
    },
    Filter {
        name: "vi_sao",
        about: "lý do để đứng sau một mệnh đề: thêm chữ `do`, trừ khi lý do đã mở đầu bằng `do`, `vì`, `bởi`",
        example: "\"Mới thành lập\" | vi_sao",
        takes: Takes::Text(wording::because),
    },
    Filter {
        name: "tang_giam",
        about: "số tăng, giảm thành chữ: `+2` là `tăng 2 bậc`, `−2` là `giảm 2 bậc`, `0` là `không thay đổi`",
        example: "\"+2\" | tang_giam(chu=\"bậc\")",
        takes: Takes::TextAnd("chu", wording::change),
    },
    Filter {
        name: "la_ma",
        about: "số La Mã",
        example: "khoi | length | la_ma",
        takes: Takes::Number(roman),
    },
    Filter {
        name: "liet_ke",
        about: "danh sách nối bằng dấu phẩy, trước phần tử cuối là chữ `và`",
        example: "thi_hanh | liet_ke",
        takes: Takes::List(enumeration),
    },
    Filter {
        name: "md",
        about: "giá trị loại `markdown`, in đúng các đoạn, gạch đầu dòng; viết trên một dòng riêng",
        example: "nhan_xet.ket_luan | md",
        takes: Takes::Markdown,
    },
];

/// Their names, for messages.
pub(super) const NAMES: [&str; FILTERS.len()] = {
    let mut names = [""; FILTERS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = FILTERS[at].name;
        at += 1;
    }
    names
};

/// Registers them all.
pub(super) fn register(tera: &mut Tera) {
    for Filter { name, takes, .. } in FILTERS {
        match takes {
            Takes::Text(give) => {
                tera.register_filter(name, move |of: &str, _: Kwargs, _: &State| give(of));
            }
            Takes::Date(give) => {
                tera.register_filter(name, move |of: &str, _: Kwargs, _: &State| {
                    PartialDate::from_iso(of).map_or_else(|| of.to_owned(), give)
                })
            }
            Takes::Number(give) => {
                tera.register_filter(name, move |of: u64, _: Kwargs, _: &State| give(of));
            }
            Takes::List(give) => {
                tera.register_filter(name, move |of: Vec<String>, _: Kwargs, _: &State| give(&of));
            }
            Takes::TextAnd(key, give) => {
                tera.register_filter(name, move |of: &str, with: Kwargs, _: &State| {
                    Ok::<_, tera::Error>(give(of, with.must_get(key)?))
                });
            }
            Takes::Markdown => tera.register_filter(name, |of: &str, _: Kwargs, _: &State| {
                Value::safe_string(of.trim_matches(['\n', ' ']))
            }),
        }
    }
}

fn percent(number: &str) -> String {
    with_comma(number) + "%"
}

/// At least two digits: `07`, `12`, `100`.
#[must_use]
pub(super) fn padded(value: u64) -> String {
    format!("{value:02}")
}

/// `IV` of 4, for the parts of an annex; figures beyond what a text has parts.
pub(super) fn roman(value: u64) -> String {
    const TENS: [&str; 4] = ["", "X", "XX", "XXX"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    match (usize::try_from(value), value) {
        (Ok(number), 1..=39) => format!("{}{}", TENS[number / 10], ONES[number % 10]),
        _ => value.to_string(),
    }
}

/// `a`, `a và b`, `a, b và c`.
fn enumeration(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} và {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers() {
        let numbers = [1, 4, 9, 14, 29, 39, 40, 0].map(roman);
        assert_eq!(
            numbers,
            ["I", "IV", "IX", "XIV", "XXIX", "XXXIX", "40", "0"]
        );
    }

    #[test]
    fn pads_to_two_digits() {
        assert_eq!(
            [padded(0), padded(7), padded(12), padded(100)],
            ["00", "07", "12", "100"]
        );
    }
}
