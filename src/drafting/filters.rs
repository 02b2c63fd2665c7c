//! The filters that templates may use. Each takes a value of the context and gives text.

use tera::{Kwargs, State, Tera, Value};

use crate::values::{day_text, month_text};
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
    register: fn(&mut Tera, &'static str),
}

/// The program's own filters.
pub const FILTERS: [Filter; 15] = [
    Filter {
        name: "diem",
        about: "điểm, dấu phẩy trước phần lẻ",
        example: "khoi[0].trung_binh | diem",
        register: |tera, name| {
            tera.register_filter(name, |value: &str, _: Kwargs, _: &State| {
                value.replace('.', ",")
            });
        },
    },
    Filter {
        name: "phan_tram",
        about: "tỷ lệ, thêm dấu %",
        example: "khoi[0].muc[0].ty_le | phan_tram",
        register: |tera, name| {
            tera.register_filter(name, |value: &str, _: Kwargs, _: &State| {
                format!("{}%", value.replace('.', ","))
            });
        },
    },
    Filter {
        name: "hai_chu_so",
        about: "số nguyên, ít nhất hai chữ số",
        example: "khoi[0].muc[0].so_luong | hai_chu_so",
        register: |tera, name| {
            tera.register_filter(name, |value: u64, _: Kwargs, _: &State| padded(value));
        },
    },
    Filter {
        name: "ngay",
        about: "ngày viết bằng dấu gạch chéo",
        example: "de_nghi.ngay | ngay",
        register: |tera, name| {
            tera.register_filter(name, |value: &str, _: Kwargs, _: &State| date(value));
        },
    },
    Filter {
        name: "ngay_thang",
        about: "ngày đứng giữa câu, kèm chữ `ngày`; chỉ biết tháng hay năm thì viết `tháng 12 năm 2026`, `năm 2026`",
        example: "de_nghi.ngay | ngay_thang",
        register: |tera, name| {
            tera.register_filter(name, |value: &str, _: Kwargs, _: &State| {
                date_in_a_sentence(value)
            });
        },
    },
    Filter {
        name: "ngay_day_du",
        about: "ngày viết đủ chữ",
        example: "de_nghi.ngay | ngay_day_du",
        register: |tera, name| {
            tera.register_filter(name, |value: &str, _: Kwargs, _: &State| {
                date_in_words(value)
            });
        },
    },
    Filter {
        name: "chu_hoa",
        about: "chữ hoa cả câu",
        example: "linh_vuc | chu_hoa",
        register: |tera, name| {
            tera.register_filter(name, |value: &str, _: Kwargs, _: &State| {
                value.to_uppercase()
            });
        },
    },
    Filter {
        name: "chu_thuong",
        about: "chữ thường cả câu",
        example: "muc[0].ten | chu_thuong",
        register: |tera, name| {
            tera.register_filter(name, |value: &str, _: Kwargs, _: &State| {
                value.to_lowercase()
            });
        },
    },
    Filter {
        name: "dau_thuong",
        about: "chữ cái đầu viết thường, để đứng giữa câu",
        example: "van_ban.trich_yeu | dau_thuong",
        register: |tera, name| {
            tera.register_filter(name, |value: &str, _: Kwargs, _: &State| {
                with_small_first(value)
            });
        },
    },
    Filter {
        name: "dau_hoa",
        about: "chữ cái đầu viết hoa, để mở đầu câu",
        example: "khoi[0].ten | dau_hoa",
        register: |tera, name| {
            tera.register_filter(name, |value: &str, _: Kwargs, _: &State| {
                with_large_first(value)
            });
        },
    },
    Filter {
        name: "ten_khoi",
        about: "tên khối có chữ `khối` đứng trước, không lặp lại nếu tên đã có",
        example: "khoi[0].ten | ten_khoi",
        register: |tera, name| {
            tera.register_filter(name, |value: &str, _: Kwargs, _: &State| {
                wording::block(value)
            });
        },
    },
    Filter {
        name: "kem_chu",
        about: "chữ ở `chu` đứng trước giá trị, không lặp lại nếu giá trị đã mở đầu bằng chữ ấy",
        example: "muc[0].ten | kem_chu(chu=\"mức\")",
        register: |tera, name| {
            tera.register_filter(name, |value: &str, arguments: Kwargs, _: &State| {
                let word: &str = arguments.must_get("chu")?;
                Ok::<_, tera::Error>(wording::with_word(word, value))
            });
        },
    },
    Filter {
        name: "la_ma",
        about: "số La Mã",
        example: "khoi | length | la_ma",
        register: |tera, name| {
            tera.register_filter(name, |value: u64, _: Kwargs, _: &State| roman(value));
        },
    },
    Filter {
        name: "liet_ke",
        about: "danh sách nối bằng dấu phẩy, trước phần tử cuối là chữ `và`",
        example: "thi_hanh | liet_ke",
        register: |tera, name| {
            tera.register_filter(name, |value: Vec<String>, _: Kwargs, _: &State| {
                enumeration(&value)
            });
        },
    },
    Filter {
        name: "md",
        about: "giá trị loại `markdown`, in đúng các đoạn, gạch đầu dòng; viết trên một dòng riêng",
        example: "nhan_xet.ket_luan | md",
        // Markdown written in the dossier: goes into the text unescaped
        register: |tera, name| {
            tera.register_filter(name, |value: &str, _: Kwargs, _: &State| {
                Value::safe_string(value.trim_matches(['\n', ' ']))
            });
        },
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
    for filter in FILTERS {
        (filter.register)(tera, filter.name);
    }
}

/// At least two digits: `07`, `12`, `100`.
#[must_use]
pub(super) fn padded(value: u64) -> String {
    format!("{value:02}")
}

/// `2021-10-01` -> `01/10/2021`, `2021-12` -> `12/2021`, `2021` -> `2021` (day below 10 and months
/// 1 and 2 with a leading 0, C8).
fn date(iso: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut fields = iso.split('-');
    parts.extend(fields.next().map(str::to_owned));
    parts.extend(fields.next().and_then(|m| m.parse().ok()).map(month_text));
    parts.extend(fields.next().and_then(|d| d.parse().ok()).map(day_text));
    parts.reverse();
    parts.join("/")
}

/// `2021-10-01` -> `ngày 01 tháng 10 năm 2021`, and less where less is known.
fn date_in_words(iso: &str) -> String {
    let slashed = date(iso);
    let words = ["ngày", "tháng", "năm"];
    let parts: Vec<&str> = slashed.split('/').collect();
    let skip = words.len().saturating_sub(parts.len());
    words
        .iter()
        .skip(skip)
        .zip(parts)
        .map(|(word, part)| format!("{word} {part}"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// `ngày 01/10/2021`; what is known in part is said in words.
fn date_in_a_sentence(iso: &str) -> String {
    match iso.matches('-').count() {
        2 => format!("ngày {}", date(iso)),
        _ => date_in_words(iso),
    }
}

/// `IV` of 4, for the parts of an annex; figures beyond what a text has parts.
fn roman(value: u64) -> String {
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
    fn dates_follow_c8() {
        assert_eq!(date("2021-06-03"), "03/6/2021");
        assert_eq!(date("2021-01-15"), "15/01/2021");
        assert_eq!(date("2021-12"), "12/2021");
        assert_eq!(date_in_words("2019-06-29"), "ngày 29 tháng 6 năm 2019");
        assert_eq!(date_in_words("2021-02"), "tháng 02 năm 2021");
        assert_eq!(date_in_words("2021"), "năm 2021");
        assert_eq!(date_in_a_sentence("2021-06-03"), "ngày 03/6/2021");
        assert_eq!(date_in_a_sentence("2021-12"), "tháng 12 năm 2021");
    }

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
