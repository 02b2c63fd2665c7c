//! What can be typed after `quyetdinh`.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgAction, ArgGroup, Args, Parser, Subcommand, ValueEnum};

use crate::drafting::BuiltIn;

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
    /// Tệp hồ sơ (YAML); nhiều tệp thì lập từng quyết định một
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
pub(super) struct Compute {
    /// Tệp hồ sơ (YAML)
    #[arg(value_name = "HỒ SƠ", help_heading = "Tham số")]
    pub(super) dossier: PathBuf,
    /// In dạng JSON cho chương trình khác đọc
    #[arg(long)]
    pub(super) json: bool,
    /// Ghi sổ kiểm tra: công thức của Excel tính lại mọi số bên cạnh số của chương trình
    #[arg(long, value_name = "TỆP.XLSX", conflicts_with = "json")]
    pub(super) xlsx: Option<PathBuf>,
    #[command(flatten)]
    pub(super) own: OwnSet,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(super) struct Check {
    /// Tệp hồ sơ (YAML)
    #[arg(value_name = "HỒ SƠ", help_heading = "Tham số")]
    pub(super) dossier: PathBuf,
    /// Không để cảnh báo nào qua: chỉ có cảnh báo thì trả mã 3 (có lỗi vẫn là mã 1)
    #[arg(long, alias = "nghiem-ngat")]
    pub(super) nghiem: bool,
    /// In các lỗi, cảnh báo dạng chu (chữ, mặc định) hoặc json (cho trình soạn thảo, chương trình khác)
    #[arg(
        long,
        value_name = "DẠNG",
        default_value = "chu",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) dinh_dang: ToldAs,
    #[command(flatten)]
    pub(super) own: OwnSet,
    #[command(flatten)]
    pub(super) law: OwnLaw,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(super) struct Diff {
    /// Hồ sơ cũ: tệp YAML, hoặc thư mục của gói lưu trữ
    #[arg(value_name = "CŨ", help_heading = "Tham số")]
    pub(super) old: PathBuf,
    /// Hồ sơ mới, hoặc tệp DOCX đã sửa tay; bỏ khi dùng --truoc
    #[arg(value_name = "MỚI", help_heading = "Tham số")]
    pub(super) new: Option<PathBuf>,
    /// So trước điều chỉnh thứ N với sau mọi điều chỉnh của cùng một hồ sơ
    #[arg(long, value_name = "N")]
    pub(super) truoc: Option<usize>,
    /// In dạng JSON cho chương trình khác đọc
    #[arg(long)]
    pub(super) json: bool,
    /// So tệp DOCX của quyết định sửa đổi, bổ sung quyết định trong gói này
    #[arg(long, value_name = "GÓI")]
    pub(super) sua_doi: Option<PathBuf>,
    /// Ghi Bảng tổng hợp thay đổi (DOCX và PDF) vào thư mục này
    #[arg(long, value_name = "THƯ MỤC")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) own: OwnSet,
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
pub(super) struct Issue {
    /// Tệp hồ sơ (YAML)
    #[arg(value_name = "HỒ SƠ", help_heading = "Tham số")]
    pub(super) dossier: PathBuf,
    /// Số văn thư đã cấp (ví dụ 3203); không cần nếu hồ sơ đã ghi
    #[arg(long, value_name = "SỐ")]
    pub(super) so: Option<String>,
    /// Ngày ban hành (ví dụ 2021-12-24); không cần nếu hồ sơ đã ghi đủ
    #[arg(long, value_name = "NGÀY")]
    pub(super) ngay: Option<String>,
    /// Bản PDF đã ký trước khi có số, ngày (lập từ đúng hồ sơ này); số, ngày là phần văn thư đóng thêm khi ký
    #[arg(long, value_name = "TỆP.PDF")]
    pub(super) da_ky: Option<PathBuf>,
    /// Thư mục của kho (được tạo nếu chưa có)
    #[arg(long, value_name = "KHO")]
    pub(super) out: PathBuf,
    /// Ban hành quyết định sửa đổi, bổ sung quyết định trong gói này của kho
    #[arg(long, value_name = "GÓI")]
    pub(super) sua_doi: Option<PathBuf>,
    #[command(flatten)]
    pub(super) own: OwnSet,
    #[command(flatten)]
    pub(super) law: OwnLaw,
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
pub(super) struct ArchiveSigned {
    /// Thư mục của gói trong kho (ví dụ kho/2021-3203-QD-UBND)
    #[arg(value_name = "GÓI", help_heading = "Tham số")]
    pub(super) package: PathBuf,
    /// Tệp PDF đã ký số, do phần mềm ký ghi ra từ PDF trong gói
    #[arg(value_name = "ĐÃ-KÝ.PDF", help_heading = "Tham số")]
    pub(super) signed: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(super) struct Verify {
    /// Thư mục của kho
    #[arg(value_name = "KHO", help_heading = "Tham số")]
    pub(super) archive: PathBuf,
    /// Xem kho còn nguyên trạng thái mang mã đối chiếu đã ghi lại không, và có gì thêm từ đó
    #[arg(long, value_name = "MÃ")]
    pub(super) doi_chieu: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(super) struct List {
    /// Thư mục của kho
    #[arg(value_name = "KHO", help_heading = "Tham số")]
    pub(super) archive: PathBuf,
    /// In dạng JSON cho chương trình khác đọc
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
#[command(group = ArgGroup::new("nhap-gi").args(["sheet", "mau_bang"]).required(true))]
pub(super) struct Import {
    /// Tệp bảng điểm: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv
    #[arg(value_name = "BẢNG", help_heading = "Tham số")]
    pub(super) sheet: Option<PathBuf>,
    /// Ghi điểm vào hồ sơ này; không có thì in những gì đọc được
    #[arg(long, value_name = "HỒ SƠ")]
    pub(super) vao: Option<PathBuf>,
    /// Chỉ đọc trang này (nhắc lại được)
    #[arg(long, value_name = "TÊN")]
    pub(super) trang: Vec<String>,
    /// Mã khối của bảng; nhiều khối thì "tên khối hoặc trang=mã" (nhắc lại được)
    #[arg(long, value_name = "MÃ")]
    pub(super) khoi: Vec<String>,
    /// Cột là gì: "tiêu đề=mã chỉ số", hoặc =tong, thuong, tru, hang, muc, ghi_chu, ten, bo (nhắc lại được)
    #[arg(long, value_name = "CỘT=LÀ")]
    pub(super) cot: Vec<String>,
    /// Tên trong bảng là cơ quan nào: "tên trong bảng=tên trong hồ sơ" (nhắc lại được)
    #[arg(long, value_name = "TÊN=TÊN")]
    pub(super) ten: Vec<String>,
    /// Bảng hiện số đã làm tròn: lấy số luu (lưu trong ô) hay hien (hiện ra)
    #[arg(long, value_name = "SỐ NÀO")]
    pub(super) gia_tri: Option<String>,
    /// Ký hiệu của chỉ số không áp dụng, cách nhau bằng dấu phẩy (ví dụ "-,x,KĐG")
    #[arg(
        long,
        value_name = "KÝ HIỆU",
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    pub(super) khong_ap_dung: Vec<String>,
    /// Ô điểm để trống là 0 hay khong_ap_dung
    #[arg(long, value_name = "NGHĨA")]
    pub(super) o_trong: Option<String>,
    /// Hàng, cột ẩn: lay hoặc bo
    #[arg(long, value_name = "LẤY HAY BỎ")]
    pub(super) an: Option<String>,
    /// Dấu chấm trước ba chữ số (1.000) là hang_nghin hay thap_phan
    #[arg(long, value_name = "NGHĨA")]
    pub(super) dau_cham: Option<String>,
    /// Thay điểm đang có trong hồ sơ (hồ sơ chưa ban hành, chưa có điều chỉnh)
    #[arg(long)]
    pub(super) thay: bool,
    /// Thêm cơ quan chỉ có ở bảng
    #[arg(long)]
    pub(super) them: bool,
    /// Rút cơ quan chỉ có ở hồ sơ
    #[arg(long)]
    pub(super) rut: bool,
    /// Ngày của các điều chỉnh, khi hồ sơ đã có điểm
    #[arg(long, value_name = "NGÀY")]
    pub(super) ngay_dieu_chinh: Option<String>,
    /// Lý do của các điều chỉnh
    #[arg(long, value_name = "LÝ DO")]
    pub(super) ly_do: Option<String>,
    /// Văn bản đề nghị điều chỉnh
    #[arg(long, value_name = "VĂN BẢN")]
    pub(super) van_ban: Option<String>,
    /// Ai đề nghị điều chỉnh
    #[arg(long, value_name = "AI")]
    pub(super) nguoi_de_nghi: Option<String>,
    /// Lập bảng trống (.xlsx) cho các khối, chỉ số của hồ sơ này
    #[arg(long, value_name = "HỒ SƠ", requires = "out")]
    pub(super) mau_bang: Option<PathBuf>,
    /// Tệp ghi bảng trống
    #[arg(long, value_name = "TỆP.XLSX", requires = "mau_bang")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) own: OwnSet,
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

/// A set of the user's.
#[derive(Clone, Debug, Args)]
pub(super) struct OwnSet {
    /// Thư mục bộ mẫu dùng thay bộ mẫu có sẵn
    #[arg(long, value_name = "THƯ MỤC")]
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

/// A table of law of the user's.
#[derive(Clone, Debug, Args)]
pub(super) struct OwnLaw {
    /// Bảng văn bản hết hiệu lực, cơ quan không còn, thêm vào bảng có sẵn (mặc định: phap-luat.yaml bên cạnh hồ sơ)
    #[arg(long, value_name = "TỆP")]
    pub(super) phap_luat: Option<PathBuf>,
}

/// A set of the program's.
#[derive(Debug, Args)]
pub(super) struct NamedSet {
    /// Bộ mẫu có sẵn: xep-hang (mặc định) hoặc chinh-quyen-so
    #[arg(
        long,
        value_name = "TÊN",
        default_value = BuiltIn::FIRST.name(),
        hide_default_value = true
    )]
    pub(super) bo_mau: String,
}

/// `--dinh-dang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ToldAs {
    Chu,
    Json,
}

/// `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatName {
    Docx,
    Pdf,
}
