//! The core keys: what every ranking decision has, whatever its set. A set adds its own facts to them.

use super::keys::{Form, Key, Kind, Variants, at};
use super::model::{
    AnnexOpening, Choice, LimitUnit, OverallMethod, ProposalOpening, RankBy, ShareRounding,
};
use crate::diagnostics::{Diagnostic, Span};

/// Wordings of C25 (NĐ 30/2020 PL I, II).
const URGENCY: [&str; 3] = ["HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"];
/// Wordings of C26.
const CIRCULATION: [&str; 2] = ["LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI"];
/// Most decimals a score or share may be printed with.
const MOST_DECIMALS: u32 = 6;

/// All core keys of a dossier, in the order in which a dossier is best written.
pub(super) fn keys() -> Vec<Key> {
    let (text, list) = (Kind::Text, Kind::list);
    vec![
        Key::maybe(
            "bo_mau",
            text.clone(),
            "bộ mẫu của văn bản; không ghi thì dùng `chinh-quyen-so`",
            "xep-hang",
        ),
        Key::need(
            "nam",
            Kind::Whole {
                least: 1945,
                most: 2999,
            },
            "năm đánh giá",
            "2026",
        ),
        Key::maybe(
            "ky",
            text.clone(),
            "kỳ đánh giá như in ra, khi không phải là một năm",
            "quý I năm 2026",
        ),
        Key::need(
            "linh_vuc",
            text.clone(),
            "đánh giá cái gì",
            "Chỉ số cải cách hành chính",
        ),
        Key::need(
            "doi_tuong",
            text.clone(),
            "kết quả là của ai",
            "các sở, ban, ngành và UBND các xã, phường",
        ),
        Key::need(
            "co_quan_ban_hanh",
            Kind::Group(issuer()),
            "cơ quan ban hành",
            "",
        ),
        Key::need(
            "van_ban",
            Kind::Group(document()),
            "số, ký hiệu, ngày, trích yếu của văn bản",
            "",
        ),
        Key::need(
            "can_cu",
            list(Kind::Basis),
            "các căn cứ, không viết chữ “Căn cứ”, mỗi căn cứ kết thúc bằng `;`",
            "Luật Tổ chức chính quyền địa phương năm 2025;",
        ),
        Key::maybe(
            "de_nghi",
            Kind::Group(proposal()),
            "ai đề nghị; không có thì bỏ cả phần",
            "",
        ),
        Key::need(
            "thi_hanh",
            list(Kind::Citation),
            "ai chịu trách nhiệm thi hành",
            "Chánh Văn phòng Ủy ban nhân dân tỉnh",
        ),
        Key::need(
            "noi_nhan",
            list(Kind::Recipient),
            "nơi nhận, không viết gạch đầu dòng và dấu cuối dòng",
            "Như Điều 2",
        ),
        Key::need("luu", Kind::Citation, "nơi lưu", "VT, KGVX"),
        Key::need("nguoi_ky", Kind::Group(signatory()), "người ký", ""),
        Key::maybe(
            "phu_luc",
            Kind::Group(annex()),
            "phụ lục; không có phụ lục thì bỏ cả phần",
            "",
        ),
        Key::maybe(
            "chi_so",
            Kind::Group(vec![Key::need(
                "danh_sach",
                list(indicator()),
                "các chỉ số chính",
                "",
            )]),
            "bộ chỉ số; không có thì bỏ cả phần",
            "",
        ),
        Key::maybe(
            "cach_tinh",
            Kind::Group(rules()),
            "cách tính và cách in số; bỏ thì theo mặc định",
            "",
        ),
        Key::maybe(
            "muc",
            list(Kind::Group(tier())),
            "các mức, từ cao xuống thấp; không xếp mức thì bỏ cả phần",
            "",
        ),
        Key::need(
            "khoi",
            list(Kind::Group(block())),
            "các khối, mỗi khối xếp hạng riêng, một bảng",
            "",
        ),
        Key::maybe(
            "cong_bo",
            Kind::Group(published()),
            "số liệu đã công bố, để `check` đối chiếu với số tính lại",
            "",
        ),
        Key::maybe(
            "sua_doi",
            Kind::Group(amending()),
            "phần riêng của quyết định sửa đổi, bổ sung; bỏ khóa nào thì theo quyết định được sửa đổi (riêng `so`, `ngay`, `de_nghi` thì để trống)",
            "",
        ),
        Key::maybe(
            "dieu_chinh",
            list(correction()),
            "các điều chỉnh sau khi đã nhập điểm, áp dụng từ trên xuống",
            "",
        ),
    ]
}

fn issuer() -> Vec<Key> {
    vec![
        Key::maybe(
            "chu_quan",
            Kind::Lines,
            "cơ quan chủ quản ở góc trái trang đầu, từng dòng",
            "ỦY BAN NHÂN DÂN TỈNH MẪU",
        ),
        Key::need(
            "ten",
            Kind::Lines,
            "tên ở góc trái trang đầu, từng dòng",
            "[ỦY BAN NHÂN DÂN, TỈNH MẪU]",
        ),
        Key::need(
            "ten_day_du",
            Kind::Text,
            "tên đầy đủ trong lời văn",
            "Ủy ban nhân dân tỉnh Mẫu",
        ),
        Key::need(
            "tham_quyen",
            Kind::Text,
            "người ban hành, in trên các căn cứ",
            "Chủ tịch Ủy ban nhân dân tỉnh",
        ),
        Key::need(
            "tham_quyen_day_du",
            Kind::Text,
            "người ban hành, tên đầy đủ, in ở đầu phụ lục",
            "Chủ tịch Ủy ban nhân dân tỉnh Mẫu",
        ),
        Key::maybe(
            "ma_dinh_danh",
            Kind::Text,
            "mã định danh cơ quan, ghi vào hồ sơ lưu trữ",
            "H00.00",
        ),
    ]
}

fn document() -> Vec<Key> {
    vec![
        Key::maybe(
            "so",
            Kind::IssueNumber,
            "số văn bản do văn thư cấp; khi trình ký thì bỏ",
            "3203",
        ),
        Key::need("ky_hieu", Kind::Text, "ký hiệu", "QĐ-UBND"),
        Key::need(
            "ngay",
            Kind::Date,
            "ngày ban hành; chưa rõ thì viết tháng và năm",
            "12/2026",
        ),
        Key::need(
            "dia_danh",
            Kind::Text,
            "địa danh in trước ngày tháng",
            "Mẫu",
        ),
        Key::need(
            "trich_yeu",
            Kind::Text,
            "trích yếu",
            "Về việc công bố kết quả xếp hạng năm 2026",
        ),
        Key::maybe(
            "do_khan",
            Kind::Wording(&URGENCY),
            "độ khẩn: HỎA TỐC, THƯỢNG KHẨN hoặc KHẨN",
            "KHẨN",
        ),
        Key::maybe(
            "luu_hanh",
            Kind::Wording(&CIRCULATION),
            "phạm vi lưu hành: LƯU HÀNH NỘI BỘ hoặc XEM XONG TRẢ LẠI",
            "LƯU HÀNH NỘI BỘ",
        ),
        Key::maybe(
            "nguoi_soan",
            Kind::Text,
            "ký hiệu người soạn thảo, số bản",
            "NVA.10",
        ),
        Key::maybe(
            "tu_khoa",
            Kind::list(Kind::Text),
            "từ khóa ghi vào thuộc tính tệp",
            "xếp hạng",
        ),
    ]
}

fn proposal() -> Vec<Key> {
    vec![
        Key::maybe(
            "mo_dau",
            choice::<ProposalOpening>(),
            "cách mở đầu dòng này",
            "theo",
        ),
        Key::need("nguoi", Kind::Text, "người đề nghị", "Giám đốc Sở Nội vụ"),
        Key::maybe(
            "van_ban",
            Kind::Text,
            "văn bản đề nghị",
            "Tờ trình số 222/TTr-SNV",
        ),
        Key::maybe("ngay", Kind::Date, "ngày của văn bản đề nghị", "08/12/2026"),
    ]
}

fn signatory() -> Vec<Key> {
    vec![
        Key::maybe(
            "quyen_han",
            Kind::Lines,
            "quyền hạn khi không phải người đứng đầu trực tiếp ký, từng dòng",
            "KT. CHỦ TỊCH",
        ),
        Key::need("chuc_vu", Kind::Text, "chức vụ", "PHÓ CHỦ TỊCH"),
        Key::need(
            "ho_ten",
            Kind::Text,
            "họ tên, không kèm học hàm, học vị",
            "Nguyễn Văn Mẫu",
        ),
    ]
}

fn annex() -> Vec<Key> {
    vec![
        Key::maybe(
            "mo_dau",
            choice::<AnnexOpening>(),
            "phụ lục mở đầu bằng gì",
            "tieu_de",
        ),
        Key::need(
            "tieu_de",
            Kind::Text,
            "tiêu đề, in chữ hoa",
            "Kết quả đánh giá, xếp hạng",
        ),
        Key::maybe(
            "tieu_de_phu",
            Kind::Text,
            "dòng dưới tiêu đề",
            "Chỉ số cải cách hành chính năm 2026",
        ),
    ]
}

fn indicator() -> Kind {
    Kind::Group(vec![
        Key::need("ma", Kind::Text, "mã: chữ thường không dấu", "ha_tang"),
        Key::need("ten", Kind::Text, "tên chỉ số", "Hạ tầng số"),
        Key::maybe("ten_ngan", Kind::Text, "tên ở đầu cột", "Hạ tầng"),
        Key::maybe(
            "toi_da",
            Kind::Number,
            "điểm tối đa; cần khi nhập điểm từng chỉ số",
            "20",
        ),
    ])
}

fn rules() -> Vec<Key> {
    let decimals = Kind::Whole {
        least: 0,
        most: MOST_DECIMALS,
    };
    vec![
        Key::maybe(
            "so_le",
            decimals.clone(),
            "số chữ số lẻ của điểm in ra (mặc định 1)",
            "2",
        ),
        Key::maybe(
            "xep_hang_theo",
            choice::<RankBy>(),
            "điểm nào quyết định thứ hạng",
            "diem_in",
        ),
        Key::maybe(
            "don_vi_muc",
            choice::<LimitUnit>(),
            "giới hạn của mức tính bằng gì",
            "diem",
        ),
        Key::maybe(
            "trung_binh_chung",
            choice::<OverallMethod>(),
            "điểm trung bình chung tính thế nào",
            "theo_khoi",
        ),
        Key::maybe(
            "lam_tron_ty_le",
            choice::<ShareRounding>(),
            "làm tròn tỷ lệ thế nào",
            "du_100",
        ),
        Key::maybe(
            "so_le_ty_le",
            decimals,
            "số chữ số lẻ của tỷ lệ (mặc định 0)",
            "1",
        ),
        Key::maybe(
            "sai_so",
            Kind::Number,
            "tổng điểm được lệch bao nhiêu so với tổng các chỉ số (mặc định 0)",
            "0,1",
        ),
    ]
}

fn tier() -> Vec<Key> {
    vec![
        Key::need("ten", Kind::Text, "tên mức", "Tốt"),
        Key::maybe("tu", Kind::Number, "từ điểm này trở lên", "85"),
        Key::maybe(
            "tren",
            Kind::Number,
            "trên điểm này; mức cuối cùng bỏ cả hai thì nhận phần còn lại",
            "85",
        ),
    ]
}

fn block() -> Vec<Key> {
    vec![
        Key::need("ma", Kind::Text, "mã: chữ thường không dấu", "tinh"),
        Key::need(
            "ten",
            Kind::Text,
            "tên khối, đứng sau chữ “khối”",
            "cơ quan cấp tỉnh",
        ),
        Key::maybe(
            "neu_rieng",
            Kind::list(Kind::Text),
            "cơ quan nêu tên riêng trong lời văn, không đếm chung",
            "Văn phòng UBND tỉnh",
        ),
        Key::maybe(
            "tong_so",
            Kind::Whole {
                least: 1,
                most: 999_999,
            },
            "tổng số cơ quan, khi có cơ quan không được đánh giá",
            "20",
        ),
        Key::maybe(
            "thang_diem",
            Kind::Number,
            "điểm cao nhất có thể đạt (mặc định 100)",
            "100",
        ),
        Key::maybe(
            "chi_so",
            Kind::list(indicator()),
            "bộ chỉ số riêng của khối",
            "",
        ),
        Key::need(
            "co_quan",
            Kind::list(Kind::Group(agency())),
            "các cơ quan được xếp hạng",
            "",
        ),
    ]
}

fn agency() -> Vec<Key> {
    vec![
        Key::need("ten", Kind::Text, "tên cơ quan", "Sở Nội vụ"),
        Key::maybe("diem", Kind::Number, "tổng điểm", "88,5"),
        Key::maybe(
            "chi_so",
            Kind::Map(Box::new(Kind::Number)),
            "điểm từng chỉ số, theo mã",
            "{ha_tang: 18.5}",
        ),
        Key::maybe(
            "khong_ap_dung",
            Kind::list(Kind::Text),
            "mã các chỉ số không áp dụng",
            "du_lieu",
        ),
    ]
}

fn published() -> Vec<Key> {
    vec![
        Key::maybe(
            "trung_binh_chung",
            Kind::Number,
            "điểm trung bình chung",
            "79,5",
        ),
        Key::maybe(
            "khoi",
            Kind::list(Kind::Group(vec![
                Key::need("ma", Kind::Text, "mã khối", "tinh"),
                Key::maybe(
                    "trung_binh",
                    Kind::Number,
                    "điểm trung bình của khối",
                    "78,2",
                ),
                Key::maybe(
                    "ty_le",
                    Kind::Map(Box::new(Kind::Number)),
                    "tỷ lệ phần trăm theo tên mức",
                    "{Tốt: 35}",
                ),
            ])),
            "số liệu từng khối",
            "",
        ),
    ]
}

fn amending() -> Vec<Key> {
    vec![
        Key::maybe("so", Kind::IssueNumber, "số của quyết định sửa đổi", "15"),
        Key::maybe("ngay", Kind::Date, "ngày của quyết định sửa đổi", "01/2027"),
        Key::maybe("can_cu", Kind::list(Kind::Basis), "các căn cứ", ""),
        Key::maybe("de_nghi", Kind::Group(proposal()), "ai đề nghị sửa đổi", ""),
        Key::maybe("noi_nhan", Kind::list(Kind::Recipient), "nơi nhận", ""),
        Key::maybe("nguoi_ky", Kind::Group(signatory()), "người ký", ""),
    ]
}

fn correction() -> Kind {
    let agency_named = || {
        Key::need(
            "co_quan",
            Kind::Text,
            "cơ quan, tên như đang dùng",
            "Sở Y tế",
        )
    };
    let form = |telling, keys| Form { telling, keys };
    Kind::Variants(Variants {
        common: vec![
            Key::need("ngay", Kind::Date, "ngày điều chỉnh", "04/12/2026"),
            Key::need("nguoi_de_nghi", Kind::Text, "ai đề nghị", "Sở Y tế"),
            Key::need(
                "van_ban",
                Kind::Text,
                "văn bản đề nghị",
                "Công văn số 345/SYT-VP ngày 03/12/2026",
            ),
            Key::need("ly_do", Kind::Text, "lý do", "bổ sung tài liệu kiểm chứng"),
            Key::maybe("khoi", Kind::Text, "mã khối", "tinh"),
        ],
        forms: vec![
            form(
                2,
                vec![
                    agency_named(),
                    Key::maybe(
                        "chi_so",
                        Kind::Text,
                        "mã chỉ số; bỏ thì sửa tổng điểm",
                        "ha_tang",
                    ),
                    Key::need("tu", Kind::Number, "điểm lúc ấy", "74,4"),
                    Key::need("thanh", Kind::Number, "điểm mới", "75,2"),
                ],
            ),
            form(
                1,
                vec![
                    agency_named(),
                    Key::need("doi_ten", Kind::Text, "tên mới", "Sở Y tế và Dân số"),
                ],
            ),
            form(
                1,
                vec![
                    agency_named(),
                    Key::need(
                        "rut",
                        Kind::Choice(vec![("true", "không xếp hạng nữa")]),
                        "rút khỏi danh sách",
                        "true",
                    ),
                ],
            ),
            form(
                1,
                vec![Key::need("them", Kind::Group(agency()), "cơ quan mới", "")],
            ),
        ],
        unclear,
    })
}

fn unclear(place: Span, told: &[Span]) -> Diagnostic {
    if let [first, second, ..] = told {
        return Diagnostic::error("DC001", "một điều chỉnh chỉ đổi một việc")
            .at(*second, "việc thứ hai")
            .with_related(*first, "việc thứ nhất")
            .with_remedy("tách thành hai phần tử của `dieu_chinh`");
    }
    Diagnostic::error("DC001", "điều chỉnh chưa nói đổi gì")
        .at(place, "thiếu trong phần này")
        .with_remedy(
            "thêm `tu` và `thanh` (sửa điểm), `doi_ten`, `rut: true` hoặc `them` (cơ quan mới)",
        )
}

fn choice<T: Choice>() -> Kind {
    Kind::Choice(
        T::WORDS
            .iter()
            .map(|(word, _, meaning)| (*word, *meaning))
            .collect(),
    )
}

/// An agency that a correction adds is written as those of a block, with the facts that the set asks for.
pub(super) fn share_agency_keys(keys: &mut [Key]) {
    let Some(agency) = at(keys, "khoi.co_quan").map(|key| key.kind.keys().to_vec()) else {
        return;
    };
    let corrections = keys.iter_mut().find(|key| *key.name == *"dieu_chinh");
    let Some(Kind::List(of)) = corrections.map(|key| &mut key.kind) else {
        return;
    };
    if let Kind::Variants(variants) = &mut **of {
        let forms = variants.forms.iter_mut().flat_map(|form| &mut form.keys);
        for key in forms.filter(|key| *key.name == *"them") {
            key.kind = Kind::Group(agency.clone());
        }
    }
}
