//! What is typed to compute, check and compare.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::shared::{OwnLaw, OwnSet};

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(in crate::cli) struct Compute {
    /// Tệp hồ sơ (YAML)
    #[arg(value_name = "HỒ SƠ", help_heading = "Tham số")]
    pub(in crate::cli) dossier: PathBuf,
    /// In dạng JSON cho chương trình khác đọc
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Ghi sổ kiểm tra: công thức của Excel tính lại mọi số bên cạnh số của chương trình
    #[arg(long, value_name = "TỆP.XLSX", conflicts_with = "json")]
    pub(in crate::cli) xlsx: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) own: OwnSet,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(in crate::cli) struct Check {
    /// Tệp hồ sơ (YAML)
    #[arg(value_name = "HỒ SƠ", help_heading = "Tham số")]
    pub(in crate::cli) dossier: PathBuf,
    /// Không để cảnh báo nào qua: chỉ có cảnh báo thì trả mã 3 (có lỗi vẫn là mã 1)
    #[arg(long, alias = "nghiem-ngat")]
    pub(in crate::cli) nghiem: bool,
    /// In các lỗi, cảnh báo dạng chu (chữ, mặc định) hoặc json (cho trình soạn thảo, chương trình khác)
    #[arg(
        long,
        value_name = "DẠNG",
        default_value = "chu",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(in crate::cli) dinh_dang: ToldAs,
    #[command(flatten)]
    pub(in crate::cli) own: OwnSet,
    #[command(flatten)]
    pub(in crate::cli) law: OwnLaw,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(in crate::cli) struct Diff {
    /// Hồ sơ cũ: tệp YAML, hoặc thư mục của gói lưu trữ
    #[arg(value_name = "CŨ", help_heading = "Tham số")]
    pub(in crate::cli) old: PathBuf,
    /// Hồ sơ mới, hoặc tệp DOCX đã sửa tay; bỏ khi dùng --truoc
    #[arg(value_name = "MỚI", help_heading = "Tham số")]
    pub(in crate::cli) new: Option<PathBuf>,
    /// So trước điều chỉnh thứ N với sau mọi điều chỉnh của cùng một hồ sơ
    #[arg(long, value_name = "N")]
    pub(in crate::cli) truoc: Option<usize>,
    /// In dạng JSON cho chương trình khác đọc
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// So tệp DOCX của quyết định sửa đổi, bổ sung quyết định trong gói này
    #[arg(long, value_name = "GÓI")]
    pub(in crate::cli) sua_doi: Option<PathBuf>,
    /// Ghi Bảng tổng hợp thay đổi (DOCX và PDF) vào thư mục này
    #[arg(long, value_name = "THƯ MỤC")]
    pub(in crate::cli) out: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) own: OwnSet,
}

/// `--dinh-dang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ToldAs {
    Chu,
    Json,
}
