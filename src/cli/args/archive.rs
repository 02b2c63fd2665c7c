//! What is typed to issue a decision, and of an archive.

use std::path::PathBuf;

use clap::Args;

use super::shared::{OwnLaw, OwnSet};

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(in crate::cli) struct Issue {
    /// Tệp hồ sơ (YAML)
    #[arg(value_name = "HỒ SƠ", help_heading = "Tham số")]
    pub(in crate::cli) dossier: PathBuf,
    /// Số văn thư đã cấp (ví dụ 3203); không cần nếu hồ sơ đã ghi
    #[arg(long, value_name = "SỐ")]
    pub(in crate::cli) so: Option<String>,
    /// Ngày ban hành (ví dụ 2021-12-24); không cần nếu hồ sơ đã ghi đủ
    #[arg(long, value_name = "NGÀY")]
    pub(in crate::cli) ngay: Option<String>,
    /// Bản PDF đã ký trước khi có số, ngày (lập từ đúng hồ sơ này); số, ngày là phần văn thư đóng thêm khi ký
    #[arg(long, value_name = "TỆP.PDF")]
    pub(in crate::cli) da_ky: Option<PathBuf>,
    /// Thư mục của kho (được tạo nếu chưa có)
    #[arg(long, value_name = "KHO")]
    pub(in crate::cli) out: PathBuf,
    /// Ban hành quyết định sửa đổi, bổ sung quyết định trong gói này của kho
    #[arg(long, value_name = "GÓI")]
    pub(in crate::cli) sua_doi: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) own: OwnSet,
    #[command(flatten)]
    pub(in crate::cli) law: OwnLaw,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(in crate::cli) struct ArchiveSigned {
    /// Thư mục của gói trong kho (ví dụ kho/2021-3203-QD-UBND)
    #[arg(value_name = "GÓI", help_heading = "Tham số")]
    pub(in crate::cli) package: PathBuf,
    /// Tệp PDF đã ký số, do phần mềm ký ghi ra từ PDF trong gói
    #[arg(value_name = "ĐÃ-KÝ.PDF", help_heading = "Tham số")]
    pub(in crate::cli) signed: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(in crate::cli) struct Verify {
    /// Thư mục của kho
    #[arg(value_name = "KHO", help_heading = "Tham số")]
    pub(in crate::cli) archive: PathBuf,
    /// Xem kho còn nguyên trạng thái mang mã đối chiếu đã ghi lại không, và có gì thêm từ đó
    #[arg(long, value_name = "MÃ")]
    pub(in crate::cli) doi_chieu: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(in crate::cli) struct List {
    /// Thư mục của kho
    #[arg(value_name = "KHO", help_heading = "Tham số")]
    pub(in crate::cli) archive: PathBuf,
    /// In dạng JSON cho chương trình khác đọc
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
