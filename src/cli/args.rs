//! What can be typed after `quyetdinh`.

mod archive;
mod figures;
mod import;
mod shared;

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgAction, ArgGroup, Args, Parser, Subcommand, ValueEnum};

pub(super) use archive::{ArchiveSigned, Issue, List, Verify};
pub(super) use figures::{Check, Compute, Diff, ToldAs};
pub(super) use import::Import;
pub(super) use shared::{NamedSet, OwnLaw, OwnSet};

const TEMPLATE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}\n";

/// Từ hồ sơ YAML đến Quyết định và phụ lục xếp hạng: DOCX để ký, PDF để lưu trữ.
#[derive(Debug, Parser)]
#[command(
    name = "quyetdinh",
    version,
    help_template = TEMPLATE,
    subcommand_help_heading = "Lệnh",
    subcommand_value_name = "LỆNH",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// In trợ giúp
    #[arg(short = 'h', long = "help", visible_alias = "tro-giup", global = true, display_order = 900, action = ArgAction::Help, help_heading = "Tùy chọn")]
    help: Option<bool>,
    /// In phiên bản
    #[arg(short = 'V', long = "version", display_order = 901, action = ArgAction::Version, help_heading = "Tùy chọn")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Lập quyết định và phụ lục từ hồ sơ, ghi ra DOCX và PDF
    #[command(help_template = TEMPLATE, override_usage = "quyetdinh build <HỒ SƠ>... [TÙY CHỌN]")]
    Build(Build),
    /// Tính và in kết quả xếp hạng, không ghi văn bản
    #[command(help_template = TEMPLATE, override_usage = "quyetdinh compute <HỒ SƠ> [--json | --xlsx <TỆP.XLSX>]")]
    Compute(Compute),
    /// Kiểm tra hồ sơ và số đã công bố, không ghi gì
    #[command(help_template = TEMPLATE, override_usage = "quyetdinh check <HỒ SƠ> [TÙY CHỌN]")]
    Check(Check),
    /// So sánh hai hồ sơ, hoặc một hồ sơ trước và sau điều chỉnh
    #[command(help_template = TEMPLATE, override_usage = "quyetdinh diff <CŨ> <MỚI> [TÙY CHỌN]\n          quyetdinh diff <HỒ SƠ> --truoc <N> [TÙY CHỌN]")]
    Diff(Diff),
    /// Tạo một hồ sơ mới có chú thích, hoặc một bộ mẫu để sửa
    #[command(help_template = TEMPLATE, override_usage = "quyetdinh init <THƯ MỤC> [--bo-mau <TÊN>] [--kem-mau]\n          quyetdinh init --chi-mau <THƯ MỤC> [--bo-mau <TÊN>]")]
    Init(Init),
    /// Ban hành: điền số và ngày, lập DOCX và PDF, lưu thành một gói trong kho
    #[command(help_template = TEMPLATE, override_usage = "quyetdinh issue <HỒ SƠ> --so <SỐ> --ngay <NGÀY> --out <KHO>")]
    Issue(Issue),
    /// Điền số, ngày vào tệp DOCX đã lập, kể cả tệp đã sửa tay; phần khác giữ nguyên
    #[command(name = "dien", help_template = TEMPLATE, override_usage = "quyetdinh dien <TỆP.DOCX> [--so <SỐ>] [--ngay <NGÀY>] [--out <THƯ MỤC>]")]
    Fill(Fill),
    /// Lưu bản PDF đã ký số vào gói của quyết định, sau khi kiểm tra chỉ có chữ ký được thêm
    #[command(help_template = TEMPLATE, override_usage = "quyetdinh archive-signed <GÓI> <ĐÃ-KÝ.PDF>")]
    ArchiveSigned(ArchiveSigned),
    /// Kiểm tra kho: từng tệp còn nguyên, chuỗi liền mạch, dựng lại giống hệt
    #[command(help_template = TEMPLATE, override_usage = "quyetdinh verify <KHO> [--doi-chieu <MÃ>]")]
    Verify(Verify),
    /// In danh sách quyết định đã ban hành
    #[command(help_template = TEMPLATE, override_usage = "quyetdinh list <KHO> [--json]")]
    List(List),
    /// Nhập bảng điểm (Excel, LibreOffice, CSV) vào hồ sơ; hoặc lập bảng trống để điền
    #[command(name = "nhap", help_template = TEMPLATE, override_usage = "quyetdinh nhap <BẢNG> [--vao <HỒ SƠ>] [TÙY CHỌN]\n          quyetdinh nhap --mau-bang <HỒ SƠ> --out <TỆP.XLSX>")]
    Import(Import),
    /// In JSON Schema của hồ sơ: trình soạn thảo theo đó gợi ý khóa và báo lỗi khi gõ
    #[command(help_template = TEMPLATE, override_usage = "quyetdinh schema [--bo-mau <TÊN> | --mau <THƯ MỤC>]")]
    Schema(Schema),
    /// Mở trang làm việc trong trình duyệt: văn bản, vấn đề, số liệu và điều chỉnh bên cạnh nhau
    #[command(name = "xem", help_template = TEMPLATE, override_usage = "quyetdinh xem <HỒ SƠ> [TÙY CHỌN]")]
    View(View),
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(super) struct Build {
    /// Tệp hồ sơ (YAML); nhiều tệp, hoặc cả thư mục, thì lập từng quyết định một
    #[arg(value_name = "HỒ SƠ", help_heading = "Tham số", required = true)]
    pub(super) dossiers: Vec<PathBuf>,
    /// The one of them that is being built.
    #[arg(skip)]
    pub(super) dossier: PathBuf,
    /// Thư mục ghi kết quả
    #[arg(
        long,
        value_name = "THƯ MỤC",
        default_value = "out",
        hide_default_value = true
    )]
    pub(super) out: PathBuf,
    /// Định dạng cần ghi, cách nhau bằng dấu phẩy (mặc định: docx,pdf)
    #[arg(
        long,
        value_name = "ĐỊNH DẠNG",
        value_delimiter = ',',
        default_value = "docx,pdf",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) format: Vec<FormatName>,
    #[command(flatten)]
    pub(super) own: OwnSet,
    #[command(flatten)]
    pub(super) law: OwnLaw,
    /// Thư mục phông chữ dùng thay phông có sẵn
    #[arg(long, value_name = "THƯ MỤC")]
    pub(super) phong_chu: Option<PathBuf>,
    /// Số của quyết định, khi đã được cấp (ví dụ 3203)
    #[arg(long, value_name = "SỐ")]
    pub(super) so: Option<String>,
    /// Ngày ban hành (ví dụ 2021-12-24 hoặc 24/12/2021)
    #[arg(long, value_name = "NGÀY")]
    pub(super) ngay: Option<String>,
    /// Đóng dấu DỰ THẢO trên mọi trang, kèm lần dự thảo nếu có
    #[arg(long, value_name = "LẦN", num_args = 0..=1)]
    pub(super) du_thao: Option<Option<u32>>,
    /// Đính kèm hồ sơ và bảng điểm (CSV) vào PDF để lưu trữ (PDF/A-3a)
    #[arg(long)]
    pub(super) dinh_kem: bool,
    /// Không đặt ô chữ ký số vào PDF
    #[arg(long)]
    pub(super) khong_o_ky: bool,
    /// Ghi đè cả DOCX đã được sửa tay, PDF đã ký
    #[arg(long)]
    pub(super) ghi_de: bool,
    /// Đánh dấu trong DOCX mọi thay đổi so với hồ sơ cũ hoặc gói lưu trữ này (Track Changes)
    #[arg(long, value_name = "CŨ", group = "cu")]
    pub(super) so_voi: Option<PathBuf>,
    /// Đánh dấu trong DOCX mọi thay đổi từ trước điều chỉnh thứ N của chính hồ sơ
    #[arg(long, value_name = "N", group = "cu")]
    pub(super) truoc: Option<usize>,
    /// Lập quyết định sửa đổi, bổ sung quyết định đã ban hành trong gói này, từ các điều chỉnh mới
    #[arg(long, value_name = "GÓI", conflicts_with = "cu")]
    pub(super) sua_doi: Option<PathBuf>,
    /// Tên người sửa ghi ở từng thay đổi (mặc định: quyetdinh)
    #[arg(long, value_name = "TÊN", requires = "cu", value_parser = NonEmptyStringValueParser::new())]
    pub(super) nguoi_sua: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(super) struct Init {
    /// Thư mục tạo hồ sơ (được tạo nếu chưa có)
    #[arg(value_name = "THƯ MỤC", help_heading = "Tham số")]
    pub(super) folder: PathBuf,
    #[command(flatten)]
    pub(super) set: NamedSet,
    /// Chép thêm bộ mẫu vào thư mục con `mau` để sửa lời văn
    #[arg(long)]
    pub(super) kem_mau: bool,
    /// Chỉ ghi bộ mẫu và hồ sơ khởi đầu của nó, để lập bộ mẫu riêng
    #[arg(long, conflicts_with = "kem_mau")]
    pub(super) chi_mau: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
#[command(group = ArgGroup::new("dien-gi").args(["so", "ngay"]).required(true).multiple(true))]
pub(super) struct Fill {
    /// Tệp DOCX do chương trình lập
    #[arg(value_name = "TỆP.DOCX", help_heading = "Tham số")]
    pub(super) file: PathBuf,
    /// Số văn thư đã cấp (ví dụ 3203)
    #[arg(long, value_name = "SỐ")]
    pub(super) so: Option<String>,
    /// Ngày ban hành (ví dụ 2021-12-24 hoặc 24/12/2021)
    #[arg(long, value_name = "NGÀY")]
    pub(super) ngay: Option<String>,
    /// Thư mục ghi kết quả, giữ tên tệp (mặc định: ghi đè chính tệp ấy)
    #[arg(long, value_name = "THƯ MỤC")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(super) struct Schema {
    #[command(flatten)]
    pub(super) set: NamedSet,
    /// Thư mục bộ mẫu riêng
    #[arg(long, value_name = "THƯ MỤC", conflicts_with = "bo_mau")]
    pub(super) mau: Option<PathBuf>,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(super) struct View {
    /// Tệp hồ sơ (YAML)
    #[arg(value_name = "HỒ SƠ", help_heading = "Tham số")]
    pub(super) dossier: PathBuf,
    /// So với hồ sơ cũ hoặc gói lưu trữ này
    #[arg(long, value_name = "CŨ")]
    pub(super) so_voi: Option<PathBuf>,
    /// So với quyết định ban hành sau cùng trong kho này
    #[arg(long, value_name = "KHO")]
    pub(super) kho: Option<PathBuf>,
    /// Thư mục ghi DOCX, PDF khi bấm nút lập (không có thì chỉ tải về từ trang)
    #[arg(long, value_name = "THƯ MỤC")]
    pub(super) out: Option<PathBuf>,
    /// Cổng của trang trên máy này; cổng đã có chương trình khác dùng thì thử các cổng sau (mặc định: 3000)
    #[arg(
        long,
        value_name = "CỔNG",
        default_value_t = 3000,
        hide_default_value = true
    )]
    pub(super) cong: u16,
    /// Không mở trình duyệt, chỉ in địa chỉ của trang
    #[arg(long)]
    pub(super) khong_mo: bool,
    #[command(flatten)]
    pub(super) own: OwnSet,
    #[command(flatten)]
    pub(super) law: OwnLaw,
}

/// `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatName {
    Docx,
    Pdf,
}
