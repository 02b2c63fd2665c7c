//! The figures as once published (`cong_bo`), and those of the year before (`nam_truoc`).

use rust_decimal::Decimal;

use super::super::declared::group;
use super::super::facts::Text;
use super::super::keys::Kind;
use crate::diagnostics::Spanned;

/// A rank, or a number of agencies.
const NUMBER: Kind = Kind::Whole {
    least: 0,
    most: 999_999,
};
const RANK: Kind = Kind::Whole {
    least: 1,
    most: 999_999,
};

group! {
    /// `cong_bo`.
    pub Published {
        /// Overall mean.
        overall: Option<Spanned<Decimal>> = maybe "trung_binh_chung" "điểm trung bình chung" "79,5"
        /// By block.
        blocks: Vec<PublishedBlock> = maybe "khoi" "số liệu từng khối" ""
    }
}

group! {
    /// Published figures of one block.
    pub PublishedBlock {
        /// The block's id.
        id: Text = need "ma" "mã khối" "tinh"
        /// Mean.
        mean: Option<Spanned<Decimal>> = maybe "trung_binh" "điểm trung bình của khối" "78,2"
        /// Published share in percent, by tier name.
        shares: Vec<(Text, Spanned<Decimal>)> = maybe "ty_le" "tỷ lệ phần trăm theo tên mức" "{Tốt: 35}"
        /// Published number of agencies, by tier name.
        counts: Vec<(Text, Spanned<u32>)> = maybe "so_luong" [Kind::Map(Box::new(NUMBER))] "số cơ quan theo tên mức" "{Tốt: 7}"
        /// Published number of ranked agencies.
        ranked: Option<Spanned<u32>> = maybe "xep_hang" [NUMBER] "số cơ quan được xếp hạng" "20"
        /// Published number of agencies that were not assessed.
        unassessed: Option<Spanned<u32>> = maybe "khong_danh_gia" [NUMBER] "số cơ quan không được đánh giá" "1"
        /// Published number of agencies that rose in rank since the year before.
        rose: Option<Spanned<u32>> = maybe "tang" [NUMBER] "số cơ quan tăng hạng so với năm trước" "9"
        /// That fell.
        fell: Option<Spanned<u32>> = maybe "giam" [NUMBER] "số cơ quan giảm hạng" "8"
        /// That kept their rank.
        kept: Option<Spanned<u32>> = maybe "giu_nguyen" [NUMBER] "số cơ quan giữ nguyên hạng" "3"
        /// The rows of its table.
        agencies: Vec<PublishedAgency> = maybe "co_quan" "các dòng của bảng đã công bố" ""
    }
}

group! {
    /// A row of a published table.
    pub PublishedAgency {
        /// Name.
        name: Text = need "ten" "tên cơ quan, như ở `khoi`" "Sở Nội vụ"
        /// Rank.
        rank: Option<Spanned<u32>> = maybe "hang" [RANK] "thứ hạng" "1"
        /// Score as printed.
        score: Option<Spanned<Decimal>> = maybe "diem" "điểm như in ra" "91,5"
        /// Tier.
        tier: Option<Text> = maybe "muc" "mức" "Tốt"
    }
}

group! {
    /// `nam_truoc`: the results of the year before.
    pub LastYear {
        /// Which year; the last one before this when absent.
        year: Option<Spanned<u32>> = maybe "nam" [Kind::Whole { least: 1945, most: 2999 }] "năm ấy, khi không phải là năm liền trước" "2024"
        /// How that period is called, where it is no year.
        period: Option<Text> = maybe "ky" [Kind::Citation] "kỳ ấy như in ra, khi không phải là một năm" "quý IV năm 2025"
        /// The dossier of that year.
        dossier: Option<Text> = maybe "ho_so" "tệp hồ sơ của năm trước, đường dẫn tính từ hồ sơ này" "../2025/ho-so.yaml"
        /// The archived package of that year.
        package: Option<Text> = maybe "goi" "gói lưu trữ của năm trước, đường dẫn tính từ hồ sơ này" "../kho/2025-3203-QD-UBND"
        /// Or the results themselves.
        blocks: Vec<LastYearBlock> = maybe "khoi" "hoặc nhập ngay kết quả của năm trước" ""
    }
}

group! {
    /// A block of the year before.
    pub LastYearBlock {
        /// The block's id.
        id: Text = need "ma" "mã khối, như ở `khoi` của năm nay" "so"
        /// Its maximum, this year's when absent.
        maximum: Option<Spanned<Decimal>> = maybe "thang_diem" [Kind::Amount] "thang điểm năm trước (mặc định như năm nay)" "100"
        /// Its mean.
        mean: Option<Spanned<Decimal>> = maybe "trung_binh" "điểm trung bình năm trước" "78,2"
        /// Its agencies.
        agencies: Vec<LastYearAgency> = need "co_quan" "các cơ quan của năm trước" ""
    }
}

group! {
    /// An agency's result of the year before.
    pub LastYearAgency {
        /// Its name of that year.
        name: Text = need "ten" "tên khi ấy" "Sở Giao thông vận tải"
        /// Rank; none if it was not ranked.
        rank: Option<Spanned<u32>> = maybe "hang" [RANK] "thứ hạng" "3"
        /// Score as printed.
        score: Option<Spanned<Decimal>> = maybe "diem" [Kind::Amount] "điểm như in ra" "88,2"
        /// Tier.
        tier: Option<Text> = maybe "muc" "mức" "Tốt"
    }
}

impl LastYear {
    /// The file that holds it, where the dossier does not hold it itself.
    #[must_use]
    pub fn file(&self) -> Option<&Text> {
        self.dossier.as_ref().or(self.package.as_ref())
    }
}
