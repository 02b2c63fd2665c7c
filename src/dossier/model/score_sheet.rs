//! The score sheet that scores came from (`nguon_diem`), and how it is read (`doc_bang`).

use super::super::declared::{Choice, Declared, choices, group};
use super::super::facts::{Fact, Text};
use super::super::keys::Kind;
use crate::diagnostics::Spanned;
use crate::values::PartialDate;

group! {
    /// A workbook that scores were taken from, written by `nhap`.
    pub ScoreSource {
        /// Its file, beside the dossier or below its folder.
        file: Text = need "tep" "tệp bảng điểm, đường dẫn tính từ hồ sơ này" "bang-diem.xlsx"
        /// The sheets.
        sheets: Vec<Text> = maybe "trang" [Kind::Lines] "các trang đã lấy điểm" "Khối sở"
        /// Its SHA-256.
        sha256: Text = need "sha256" "mã băm SHA-256 của tệp khi nhập" "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        /// The day its properties say it was last changed.
        date: Option<Spanned<PartialDate>> = maybe "ngay" "ngày sửa cuối ghi trong thuộc tính của tệp" "15/12/2026"
    }
}

group! {
    /// Answers to what a score sheet does not tell; options of `nhap` come before them.
    pub SheetReading {
        /// What a column is, by its heading.
        columns: Vec<(Text, Text)> = maybe "cot" [Kind::Map(Box::new(Kind::Text))] "cột của bảng, theo tiêu đề: mã chỉ số, hoặc `tong`, `thuong`, `tru`, `hang`, `muc`, `ghi_chu`, `ten`, `bo` (không lấy)" "{Hạ tầng số: ha_tang}"
        /// Which value counts.
        which: Option<Which> = maybe "gia_tri" "lấy số nào khi bảng hiện số khác số lưu" "luu"
        /// Marks of what does not apply.
        marks: Vec<Text> = maybe "khong_ap_dung" [Kind::Lines] "ký hiệu của chỉ số không áp dụng" "KĐG"
        /// What an empty cell says.
        empty: Option<EmptyCell> = maybe "o_trong" "ô điểm để trống nghĩa là gì" "khong_ap_dung"
        /// Hidden rows and columns.
        hidden: Option<HiddenCells> = maybe "an" "hàng, cột bị ẩn" "bo"
        /// A point before three digits.
        point: Option<PointMark> = maybe "dau_cham" "dấu chấm trước ba chữ số (`1.000`)" "hang_nghin"
        /// A name of the sheet, and that of the dossier.
        names: Vec<(Text, Text)> = maybe "ten" [Kind::Map(Box::new(Kind::Text))] "tên trong bảng, và tên của cơ quan ấy trong hồ sơ" "{Sở VHTTDL: \"Sở Văn hóa, Thể thao và Du lịch\"}"
    }
}

/// Declares a choice of two words; its default is never taken, for the key is there or not.
macro_rules! answer {
    ($(#[$about:meta])* $name:ident {
        $(#[$doc:meta])* $first:ident = $word:literal $meaning:literal
        $(#[$doc2:meta])* $second:ident = $word2:literal $meaning2:literal
    }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name {
            $(#[$doc])* #[default] $first,
            $(#[$doc2])* $second,
        }
        impl Choice for $name {
            const WORDS: &'static [(&'static str, Self, &'static str)] =
                &[($word, Self::$first, $meaning), ($word2, Self::$second, $meaning2)];
        }
    };
}

answer! {
    /// Which of two values counts.
    Which {
        /// The stored one.
        Stored = "luu" "giá trị lưu trong ô"
        /// The one that is shown.
        Shown = "hien" "giá trị hiện ra, đã làm tròn"
    }
}
answer! {
    /// What an empty cell says.
    EmptyCell {
        /// No points.
        Zero = "0" "không điểm"
        /// Does not apply; without any score: not assessed.
        NotApplicable = "khong_ap_dung" "chỉ số không áp dụng; cơ quan không có điểm nào thì không được đánh giá"
    }
}
answer! {
    /// What becomes of hidden rows and columns.
    HiddenCells {
        /// They count as if shown.
        Take = "lay" "lấy như hàng, cột hiện"
        /// They are left out.
        Leave = "bo" "bỏ qua"
    }
}
answer! {
    /// What a point before three digits is.
    PointMark {
        /// `1.000` is one thousand.
        Thousands = "hang_nghin" "dấu phân cách hàng nghìn"
        /// `1.000` is one.
        Decimals = "thap_phan" "dấu thập phân"
    }
}

choices!(Which, EmptyCell, HiddenCells, PointMark);
