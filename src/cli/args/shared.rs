//! Options of several commands.

use std::path::PathBuf;

use clap::Args;

use crate::drafting::BuiltIn;

/// A set of the user's.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct OwnSet {
    /// Thư mục bộ mẫu dùng thay bộ mẫu có sẵn
    #[arg(long, value_name = "THƯ MỤC")]
    pub(in crate::cli) mau: Option<PathBuf>,
}

/// A table of law of the user's.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct OwnLaw {
    /// Bảng văn bản hết hiệu lực, cơ quan không còn, thêm vào bảng có sẵn (mặc định: phap-luat.yaml bên cạnh hồ sơ)
    #[arg(long, value_name = "TỆP")]
    pub(in crate::cli) phap_luat: Option<PathBuf>,
}

/// A set of the program's.
#[derive(Debug, Args)]
pub(in crate::cli) struct NamedSet {
    /// Bộ mẫu có sẵn: xep-hang (mặc định) hoặc chinh-quyen-so
    #[arg(
        long,
        value_name = "TÊN",
        default_value = BuiltIn::FIRST.name(),
        hide_default_value = true
    )]
    pub(in crate::cli) bo_mau: String,
}
