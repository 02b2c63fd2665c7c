//! What is typed to import a score sheet.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::shared::OwnSet;

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
#[command(group = ArgGroup::new("nhap-gi").args(["sheet", "mau_bang"]).required(true))]
pub(in crate::cli) struct Import {
    /// Tệp bảng điểm: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv
    #[arg(value_name = "BẢNG", help_heading = "Tham số")]
    pub(in crate::cli) sheet: Option<PathBuf>,
    /// Ghi điểm vào hồ sơ này; không có thì in những gì đọc được
    #[arg(long, value_name = "HỒ SƠ")]
    pub(in crate::cli) vao: Option<PathBuf>,
    /// Chỉ đọc trang này (nhắc lại được)
    #[arg(long, value_name = "TÊN")]
    pub(in crate::cli) trang: Vec<String>,
    /// Mã khối của bảng; nhiều khối thì "tên khối hoặc trang=mã" (nhắc lại được)
    #[arg(long, value_name = "MÃ")]
    pub(in crate::cli) khoi: Vec<String>,
    /// Cột là gì: "tiêu đề=mã chỉ số", hoặc =tong, thuong, tru, hang, muc, ghi_chu, ten, bo (nhắc lại được)
    #[arg(long, value_name = "CỘT=LÀ")]
    pub(in crate::cli) cot: Vec<String>,
    /// Tên trong bảng là cơ quan nào: "tên trong bảng=tên trong hồ sơ" (nhắc lại được)
    #[arg(long, value_name = "TÊN=TÊN")]
    pub(in crate::cli) ten: Vec<String>,
    /// Bảng hiện số đã làm tròn: lấy số luu (lưu trong ô) hay hien (hiện ra)
    #[arg(long, value_name = "SỐ NÀO")]
    pub(in crate::cli) gia_tri: Option<String>,
    /// Ký hiệu của chỉ số không áp dụng, cách nhau bằng dấu phẩy (ví dụ "-,x,KĐG")
    #[arg(
        long,
        value_name = "KÝ HIỆU",
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    pub(in crate::cli) khong_ap_dung: Vec<String>,
    /// Ô điểm để trống là 0 hay khong_ap_dung
    #[arg(long, value_name = "NGHĨA")]
    pub(in crate::cli) o_trong: Option<String>,
    /// Hàng, cột ẩn: lay hoặc bo
    #[arg(long, value_name = "LẤY HAY BỎ")]
    pub(in crate::cli) an: Option<String>,
    /// Dấu chấm trước ba chữ số (1.000) là hang_nghin hay thap_phan
    #[arg(long, value_name = "NGHĨA")]
    pub(in crate::cli) dau_cham: Option<String>,
    /// Thay điểm đang có trong hồ sơ (hồ sơ chưa ban hành, chưa có điều chỉnh)
    #[arg(long)]
    pub(in crate::cli) thay: bool,
    /// Thêm cơ quan chỉ có ở bảng
    #[arg(long)]
    pub(in crate::cli) them: bool,
    /// Rút cơ quan chỉ có ở hồ sơ
    #[arg(long)]
    pub(in crate::cli) rut: bool,
    /// Ngày của các điều chỉnh, khi hồ sơ đã có điểm
    #[arg(long, value_name = "NGÀY")]
    pub(in crate::cli) ngay_dieu_chinh: Option<String>,
    /// Lý do của các điều chỉnh
    #[arg(long, value_name = "LÝ DO")]
    pub(in crate::cli) ly_do: Option<String>,
    /// Văn bản đề nghị điều chỉnh
    #[arg(long, value_name = "VĂN BẢN")]
    pub(in crate::cli) van_ban: Option<String>,
    /// Ai đề nghị điều chỉnh
    #[arg(long, value_name = "AI")]
    pub(in crate::cli) nguoi_de_nghi: Option<String>,
    /// Lập bảng trống (.xlsx) cho các khối, chỉ số của hồ sơ này
    #[arg(long, value_name = "HỒ SƠ", requires = "out")]
    pub(in crate::cli) mau_bang: Option<PathBuf>,
    /// Tệp ghi bảng trống
    #[arg(long, value_name = "TỆP.XLSX", requires = "mau_bang")]
    pub(in crate::cli) out: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) own: OwnSet,
}
