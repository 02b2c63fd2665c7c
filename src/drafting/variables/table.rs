//! What the templates of every set may read.

use super::Row;

/// Where nothing is said of how blocks count their agencies.
const UNCOUNTED: &str = "khi có khối không ghi `dem`";
const NO_LAST_YEAR: &str = "khi hồ sơ không có `nam_truoc`";
const UNWEIGHTED: &str = "khi chỉ số không có trọng số";
const NOT_KNOWN: &str = "khi kết quả năm trước không ghi";

pub(super) const ROWS: [Row; 148] = [
    Row::key("nam"),
    Row::new(
        "ky",
        "kỳ đánh giá; hồ sơ không ghi thì là chữ `năm` và năm đánh giá",
    ),
    Row::key("linh_vuc"),
    Row::new(
        "linh_vuc_ky",
        "`linh_vuc` và `ky`; `linh_vuc` đã nói kỳ đánh giá thì không lặp lại",
    ),
    Row::key("doi_tuong"),
    Row::key("co_quan_ban_hanh"),
    Row::key("co_quan_ban_hanh.chu_quan[]").always(),
    Row::key("co_quan_ban_hanh.ten[]"),
    Row::key("co_quan_ban_hanh.ten_day_du"),
    Row::key("co_quan_ban_hanh.tham_quyen"),
    Row::key("co_quan_ban_hanh.tham_quyen_day_du"),
    Row::key("van_ban"),
    Row::new(
        "van_ban.so",
        "số văn bản; chưa cấp thì là khoảng trống để điền",
    ),
    Row::key("van_ban.ky_hieu"),
    Row::new(
        "van_ban.ngay",
        "ngày ban hành, hai chữ số; chưa rõ thì là khoảng trống",
    ),
    Row::new(
        "van_ban.thang",
        "tháng ban hành; chưa rõ thì là khoảng trống",
    ),
    Row::new("van_ban.nam", "năm ban hành"),
    Row::new(
        "van_ban.da_ban_hanh",
        "đúng khi văn bản đã có số; để hỏi trong `{% if %}`",
    ),
    Row::key("van_ban.dia_danh"),
    Row::key("van_ban.trich_yeu"),
    Row::key("van_ban.do_khan"),
    Row::key("van_ban.luu_hanh"),
    Row::key("van_ban.nguoi_soan"),
    Row::new(
        "can_cu[]",
        "từng căn cứ, không có dấu cuối: mẫu in dấu `;` hay `.`",
    ),
    Row::key("de_nghi"),
    Row::key("de_nghi.mo_dau"),
    Row::key("de_nghi.nguoi"),
    Row::key("de_nghi.van_ban"),
    Row::key("de_nghi.ngay"),
    Row::key("to_trinh"),
    Row::new(
        "to_trinh.chu_quan[]",
        "cơ quan chủ quản; hồ sơ không ghi thì là tên cơ quan ban hành Quyết định",
    ),
    Row::key("to_trinh.co_quan"),
    Row::new(
        "to_trinh.ten[]",
        "tên cơ quan trình, từng dòng ở góc trái trang đầu",
    ),
    Row::new(
        "to_trinh.so",
        "số Tờ trình, lấy ở `de_nghi.van_ban`; ở đó chưa có số thì là khoảng trống để điền",
    ),
    Row::key("to_trinh.ky_hieu"),
    Row::new(
        "to_trinh.ngay",
        "ngày Tờ trình, lấy ở `de_nghi.ngay`, hai chữ số; chưa rõ thì là khoảng trống",
    ),
    Row::new(
        "to_trinh.thang",
        "tháng của Tờ trình; chưa rõ thì là khoảng trống",
    ),
    Row::new("to_trinh.nam", "năm của Tờ trình"),
    Row::new(
        "to_trinh.kinh_gui[]",
        "các nơi trình; hồ sơ không ghi thì là người ban hành Quyết định",
    ),
    Row::new(
        "to_trinh.trich_yeu",
        "trích yếu; hồ sơ không ghi thì như Quyết định",
    ),
    Row::key("to_trinh.y_kien").printed("md"),
    Row::key("to_trinh.noi_nhan[]").always(),
    Row::key("to_trinh.luu"),
    Row::key("to_trinh.nguoi_ky"),
    Row::new("to_trinh.nguoi_ky.quyen_han", "quyền hạn").nothing(
        "khi người đứng đầu trực tiếp ký",
        "to_trinh.nguoi_ky.quyen_han",
    ),
    Row::key("to_trinh.nguoi_ky.chuc_vu"),
    Row::key("to_trinh.nguoi_ky.ho_ten"),
    Row::new(
        "ra_soat[]",
        "những điều `check` cảnh báo về số liệu, mỗi điều một câu, không có dấu cuối; trống khi không có",
    ),
    Row::key("thi_hanh[]"),
    Row::key("noi_nhan[]"),
    Row::key("luu"),
    Row::key("nguoi_ky"),
    Row::new(
        "nguoi_ky.quyen_han",
        "quyền hạn; nhiều dòng thì in thành nhiều dòng `chuc_vu:` của khối `noi-nhan-chu-ky`",
    )
    .nothing("khi người đứng đầu trực tiếp ký", "nguoi_ky.quyen_han"),
    Row::key("nguoi_ky.chuc_vu"),
    Row::key("nguoi_ky.ho_ten"),
    Row::key("phu_luc"),
    Row::key("phu_luc.mo_dau").always(),
    Row::key("phu_luc.tieu_de"),
    Row::key("phu_luc.tieu_de_phu"),
    Row::key("chi_so").always(),
    Row::key("chi_so.danh_sach[]").always(),
    Row::key("chi_so.danh_sach[].ma"),
    Row::key("chi_so.danh_sach[].ten"),
    Row::new(
        "chi_so.danh_sach[].ten_ngan",
        "tên ở đầu cột; hồ sơ không ghi thì là `ten`",
    ),
    Row::key("chi_so.danh_sach[].toi_da"),
    Row::key("chi_so.danh_sach[].trong_so"),
    Row::key("muc[]").always(),
    Row::key("muc[].ten"),
    Row::key("khoi[]"),
    Row::key("khoi[].ma"),
    Row::key("khoi[].ten"),
    Row::new(
        "khoi[].so_luong",
        "số cơ quan được đánh giá, xếp hạng hay không",
    )
    .printed("hai_chu_so"),
    Row::new("khoi[].xep_hang", "số cơ quan được xếp hạng").printed("hai_chu_so"),
    Row::new(
        "khoi[].tinh_trung_binh",
        "số cơ quan được tính vào điểm trung bình và các mức",
    )
    .printed("hai_chu_so"),
    Row::new(
        "khoi[].tat_ca",
        "số cơ quan, kể cả cơ quan không được đánh giá",
    )
    .printed("hai_chu_so"),
    Row::new("khoi[].trung_binh", "điểm trung bình, đã làm tròn").printed("diem"),
    Row::key("khoi[].thang_diem").always(),
    Row::new(
        "khoi[].muc[]",
        "các mức, kể cả mức không có cơ quan nào; trống khi hồ sơ không xếp mức",
    ),
    Row::new("khoi[].muc[].ten", "tên mức"),
    Row::new(
        "khoi[].muc[].chu",
        "chữ cái của mức trong bảng: A, B, C ...; trống khi mức không có cơ quan nào",
    ),
    Row::new("khoi[].muc[].so_luong", "số cơ quan của mức").printed("hai_chu_so"),
    Row::new(
        "khoi[].muc[].xep_hang",
        "số cơ quan của mức được xếp hạng: số dòng trong bảng",
    )
    .printed("hai_chu_so"),
    Row::new("khoi[].muc[].ty_le", "tỷ lệ phần trăm của mức").printed("phan_tram"),
    Row::new(
        "khoi[].chi_so[]",
        "các chỉ số của bảng chi tiết; trống khi khối chỉ nhập tổng điểm",
    ),
    Row::new("khoi[].chi_so[].ma", "mã chỉ số"),
    Row::new("khoi[].chi_so[].ten", "tên chỉ số"),
    Row::new(
        "khoi[].chi_so[].ten_ngan",
        "tên ở đầu cột; hồ sơ không ghi thì là `ten`",
    ),
    Row::new("khoi[].chi_so[].toi_da", "điểm tối đa"),
    Row::new("khoi[].chi_so[].trong_so", "hệ số nhân với điểm").nothing(UNWEIGHTED, ""),
    Row::new("khoi[].chi_so_rieng[]", "bộ chỉ số riêng của khối")
        .nothing("khi khối dùng bộ chỉ số chung", ""),
    Row::new("khoi[].chi_so_rieng[].ma", "mã chỉ số"),
    Row::new("khoi[].chi_so_rieng[].ten", "tên chỉ số"),
    Row::new(
        "khoi[].chi_so_rieng[].ten_ngan",
        "tên ngắn; không ghi thì là tên",
    ),
    Row::new("khoi[].chi_so_rieng[].toi_da", "điểm tối đa").nothing("khi hồ sơ không ghi", ""),
    Row::new("khoi[].chi_so_rieng[].trong_so", "hệ số nhân với điểm").nothing(UNWEIGHTED, ""),
    Row::new(
        "khoi[].khong_xep_hang[]",
        "các cơ quan được đánh giá mà không xếp hạng",
    ),
    Row::new("khoi[].khong_xep_hang[].ten", "tên cơ quan"),
    Row::new("khoi[].khong_xep_hang[].ly_do", "lý do"),
    Row::new(
        "khoi[].khong_danh_gia[]",
        "các cơ quan trong danh sách mà không được đánh giá",
    ),
    Row::new("khoi[].khong_danh_gia[].ten", "tên cơ quan"),
    Row::new("khoi[].khong_danh_gia[].ly_do", "lý do"),
    Row::new("khoi[].muc_an_dinh[]", "các cơ quan có mức ấn định"),
    Row::new("khoi[].muc_an_dinh[].ten", "tên cơ quan"),
    Row::new("khoi[].muc_an_dinh[].muc", "mức ấn định"),
    Row::new("khoi[].muc_an_dinh[].ly_do", "lý do"),
    Row::new("khoi[].nam_truoc", "khối ấy năm trước").nothing(NO_LAST_YEAR, "nam_truoc"),
    Row::new(
        "khoi[].nam_truoc.goi_la",
        "`năm trước`; `năm 2024` khi `nam_truoc.nam` không phải là năm liền trước",
    ),
    Row::new("khoi[].nam_truoc.trung_binh", "điểm trung bình năm trước")
        .nothing(NOT_KNOWN, "")
        .printed("diem"),
    Row::new(
        "khoi[].nam_truoc.tang_giam",
        "điểm trung bình tăng (`+1,35`), giảm (`−1,35`)",
    )
    .nothing(NOT_KNOWN, ""),
    Row::new("khoi[].nam_truoc.tang_hang", "số cơ quan tăng hạng").printed("hai_chu_so"),
    Row::new("khoi[].nam_truoc.giam_hang", "số cơ quan giảm hạng").printed("hai_chu_so"),
    Row::new("khoi[].nam_truoc.giu_hang", "số cơ quan giữ nguyên hạng").printed("hai_chu_so"),
    Row::new("khoi[].nam_truoc.moi", "số cơ quan năm trước không có").printed("hai_chu_so"),
    Row::new(
        "khoi[].nam_truoc.tang_nhieu[]",
        "các cơ quan tăng nhiều bậc nhất",
    ),
    Row::new("khoi[].nam_truoc.tang_nhieu[].ten", "tên cơ quan"),
    Row::new("khoi[].nam_truoc.tang_nhieu[].tang_giam", "số bậc: `+2`"),
    Row::new(
        "khoi[].nam_truoc.giam_nhieu[]",
        "các cơ quan giảm nhiều bậc nhất",
    ),
    Row::new("khoi[].nam_truoc.giam_nhieu[].ten", "tên cơ quan"),
    Row::new("khoi[].nam_truoc.giam_nhieu[].tang_giam", "số bậc: `−2`"),
    Row::new(
        "khoi[].co_quan[]",
        "các cơ quan được xếp hạng, theo thứ hạng",
    ),
    Row::key("khoi[].co_quan[].ten"),
    Row::new("khoi[].co_quan[].diem", "tổng điểm như in ra").printed("diem"),
    Row::new("khoi[].co_quan[].hang", "thứ hạng").printed("hai_chu_so"),
    Row::new("khoi[].co_quan[].muc", "tên mức đạt được").nothing("khi hồ sơ không xếp mức", "muc"),
    Row::new("khoi[].co_quan[].hang_chung", "thứ hạng trong mọi khối")
        .nothing("khi hồ sơ không ghi `xep_hang_chung`", "")
        .printed("hai_chu_so"),
    Row::new(
        "khoi[].co_quan[].ty_le",
        "điểm bằng phần trăm điểm tối đa được áp dụng",
    )
    .printed("phan_tram"),
    Row::new(
        "khoi[].co_quan[].moi",
        "đúng khi năm trước không có cơ quan ấy; để hỏi trong `{% if %}`",
    ),
    Row::new("khoi[].co_quan[].nam_truoc", "cơ quan ấy năm trước").nothing(
        "khi hồ sơ không có `nam_truoc`, hoặc năm trước không có cơ quan ấy",
        "",
    ),
    Row::new("khoi[].co_quan[].nam_truoc.hang", "thứ hạng năm trước")
        .nothing(NOT_KNOWN, "")
        .printed("hai_chu_so"),
    Row::new("khoi[].co_quan[].nam_truoc.diem", "điểm năm trước")
        .nothing(NOT_KNOWN, "")
        .printed("diem"),
    Row::new("khoi[].co_quan[].nam_truoc.muc", "mức năm trước").nothing(NOT_KNOWN, ""),
    Row::new(
        "khoi[].co_quan[].nam_truoc.tang_giam_hang",
        "số bậc tăng (`+2`), giảm (`−2`)",
    )
    .nothing(NOT_KNOWN, ""),
    Row::new(
        "khoi[].co_quan[].nam_truoc.tang_giam_diem",
        "số điểm tăng (`+1,35`), giảm (`−1,35`)",
    )
    .nothing(NOT_KNOWN, ""),
    Row::new(
        "dia_phuong.cap",
        "chữ `tỉnh` hoặc `thành phố` của tên địa phương",
    )
    .with("dia_phuong.ten"),
    Row::new("tong", "số cơ quan của mọi khối"),
    Row::new("tong.danh_gia", "số cơ quan được đánh giá").printed("hai_chu_so"),
    Row::new("tong.xep_hang", "số cơ quan được xếp hạng").printed("hai_chu_so"),
    Row::new(
        "tong.tat_ca",
        "số cơ quan, kể cả cơ quan không được đánh giá (`tong_so`)",
    )
    .printed("hai_chu_so"),
    Row::new(
        "tong.thanh_phan_du[]",
        "cơ quan nêu tên riêng, rồi từng khối đếm trên tổng số",
    )
    .nothing(UNCOUNTED, "khoi.dem"),
    Row::new(
        "tong.thanh_phan[]",
        "cơ quan nêu tên riêng, rồi từng khối đếm",
    )
    .nothing(UNCOUNTED, "khoi.dem"),
    Row::new(
        "tong.thanh_phan_ngan[]",
        "như `thanh_phan`, đếm bằng cách gọi ngắn (`dem_ngan`)",
    )
    .nothing(UNCOUNTED, "khoi.dem"),
    Row::new("tong.cac_cap[]", "cấp của từng khối")
        .nothing("khi có khối không ghi `cap`", "khoi.cap"),
    Row::new(
        "tong.co_quy_doi",
        "đúng khi có cơ quan được quy đổi điểm vì có chỉ số không áp dụng",
    ),
    Row::new("chung", "kết quả chung của các khối").nothing("khi `trung_binh_chung: khong`", ""),
    Row::new("chung.trung_binh", "điểm trung bình chung, đã làm tròn").printed("diem"),
    Row::new("chung.thang_diem", "thang điểm của điểm trung bình chung"),
    Row::new("chung.nguon", "văn bản có điểm trung bình chung ấy")
        .nothing("khi điểm trung bình chung được tính từ hồ sơ", ""),
    Row::new(
        "chung.muc",
        "mức của điểm trung bình chung; trống khi hồ sơ không xếp mức",
    ),
];
