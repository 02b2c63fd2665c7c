//! A decision with its annex for the PDF tests, built by hand so that layout is tested apart from
//! drafting. The wording is that of Sơn La's decision of December 2021.
#![expect(dead_code, reason = "each test file uses a part of it")]

pub(crate) mod read;

use quyet_dinh::inner::document::{
    Block, Cell, CellAlign, CellContent, Column, Document, DocumentKind, Letterhead, ListItem,
    Meaning, Metadata, Paragraph, Role, Row, Run, Scope, Section, SectionKind, SignatureBlock,
    Table, TableKind, TableLayout,
};

const BODY: &str = "Đối với đánh giá về cung cấp thông tin trên Cổng/Trang thông tin điện tử (TTĐT), sử dụng Hệ thống thông tin một cửa điện tử và triển khai Dịch vụ công trực tuyến của các cơ quan, đơn vị thì số liệu được kiểm tra trực tiếp trên các Hệ thống thông tin có liên quan.";
const LONG: &str = "Công tác phát triển Chính quyền số tỉnh Sơn La trong năm 2021 tiếp tục được quan tâm, đẩy mạnh triển khai, từng bước tạo ra những chuyển biến trong cách thức tổ chức, vận hành, môi trường và công cụ làm việc để cán bộ, công chức, viên chức; chuyển đổi cách thức phục vụ để người dân, doanh nghiệp tham gia nhiều hơn vào hoạt động của cơ quan nhà nước, để cùng tạo ra giá trị, lợi ích, sự hài lòng, niềm tin và đồng thuận xã hội, qua đó nâng cao hiệu quả quản lý điều hành của các cơ quan nhà nước, góp phần quan trọng trong việc nâng cao chỉ số Cải cách hành chính, chỉ số Chuyển đổi số của tỉnh Sơn La và thực hiện thắng lợi các mục tiêu, nhiệm vụ đã đề ra tại Nghị quyết số 17-NQ/TU ngày 31.8.2021 của Ban Thường vụ tỉnh ủy về Chuyển đổi số tỉnh Sơn La giai đoạn 2021-2025, định hướng đến năm 2030.";
const PROVINCE: [(&str, &[(&str, &str)]); 3] = [
    (
        "A. Mức tốt (07 sở, ngành)",
        &[
            ("Sở Xây dựng", "01 (89,1)"),
            ("Ban Dân tộc", "02 (88,7)"),
            ("Sở Nội vụ", "03 (88,5)"),
            ("Sở Nông nghiệp và Phát triển nông thôn", "04 (88,2)"),
            ("Sở Thông tin và Truyền thông", "05 (87,2)"),
            ("Sở Giao thông vận tải", "06 (86,2)"),
            ("Sở Khoa học và Công nghệ", ""),
        ],
    ),
    (
        "B. Mức khá (10 sở, ngành)",
        &[
            ("Văn phòng UBND tỉnh", "08 (84,9)"),
            ("Sở Văn hóa, Thể thao và Du lịch", "09 (84,0)"),
            ("Thanh tra tỉnh", "10 (80,6)"),
            ("Sở Tài nguyên và Môi trường", "11 (78,9)"),
            ("Sở Tư pháp", "12 (75,6)"),
            ("Sở Y tế", "13 (74,4)"),
            ("Sở Công Thương", "14 (72,8)"),
            ("Sở Tài chính", "15 (72,3)"),
            ("Ban Quản lý các khu công nghiệp tỉnh", "16 (72,1)"),
            ("Sở Giáo dục và Đào tạo", "17 (71,2)"),
        ],
    ),
    (
        "C. Mức trung bình (03 sở, ngành)",
        &[
            ("Sở Ngoại vụ", "18 (68,0)"),
            ("Sở Lao động - Thương binh và Xã hội", "19 (61,6)"),
            ("Sở Kế hoạch và Đầu tư", "20 (53,4)"),
        ],
    ),
];

/// The sample document.
pub(crate) fn sample() -> Document {
    Document {
        name: String::new(),
        kind: DocumentKind::Decision,
        meta: meta(),
        sections: vec![decision(), annex()],
        draft_mark: None,
    }
}

/// A document of one section with these blocks.
pub(crate) fn of_blocks(blocks: Vec<Block>) -> Document {
    Document {
        name: String::new(),
        kind: DocumentKind::Decision,
        meta: meta(),
        sections: vec![Section {
            kind: SectionKind::Main,
            name: "Quyết định".to_owned(),
            blocks,
        }],
        draft_mark: None,
    }
}

fn meta() -> Metadata {
    Metadata {
        dossier: None,
        title: "Quyết định Về việc phê duyệt kết quả đánh giá, xếp hạng".to_owned(),
        subject: "Về việc phê duyệt kết quả đánh giá, xếp hạng".to_owned(),
        author: "Ủy ban nhân dân tỉnh Sơn La".to_owned(),
        keywords: vec!["Chính quyền số".to_owned(), "xếp hạng".to_owned()],
        number: None,
        symbol: "QĐ-UBND".to_owned(),
        abbreviations: vec![("UBND".to_owned(), "Ủy ban nhân dân".to_owned())],
        signer: "Đặng Ngọc Hậu".to_owned(),
        signer_office: "Phó Chủ tịch".to_owned(),
        date: (2021, 12, 15),
    }
}

/// A paragraph.
pub(crate) fn text(role: Role, words: &str) -> Block {
    Block::Paragraph(Paragraph::plain(role, words))
}

/// The letterhead of the decision.
pub(crate) fn letterhead() -> Letterhead {
    let open = "\u{a0}".repeat(8);
    Letterhead {
        superior: vec!["ỦY BAN NHÂN DÂN".to_owned()],
        issuer: vec!["TỈNH SƠN LA".to_owned()],
        national_name: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
        motto: "Độc lập - Tự do - Hạnh phúc".to_owned(),
        number: Some(Paragraph::of_runs(
            Role::Number,
            vec![
                Run::plain("Số: "),
                Run::of(Meaning::Number, open),
                Run::plain("/QĐ-UBND"),
            ],
        )),
        place_date: Some(Paragraph::plain(
            Role::PlaceDate,
            "Sơn La, ngày \u{a0}\u{a0}\u{a0}\u{a0}\u{a0} tháng 12 năm 2021",
        )),
        urgency: None,
        circulation: None,
        marked: Default::default(),
    }
}

/// The signature block.
pub(crate) fn signature() -> SignatureBlock {
    SignatureBlock {
        recipients_title: "Nơi nhận:".to_owned(),
        recipients: [
            "- Chủ tịch UBND tỉnh (b/c);",
            "- Các Phó Chủ tịch UBND tỉnh;",
            "- Chánh Văn phòng UBND tỉnh;",
            "- Trung tâm thông tin tỉnh;",
            "- Như Điều 2;",
            "- Lưu: VT, KGVX.",
        ]
        .map(str::to_owned)
        .to_vec(),
        capacity: vec!["KT. CHỦ TỊCH".to_owned(), "PHÓ CHỦ TỊCH".to_owned()],
        name: "Đặng Ngọc Hậu".to_owned(),
        drafter_mark: None,
        marked: Default::default(),
    }
}

fn decision() -> Section {
    let article = |label: &str, words: &str| {
        Block::Paragraph(Paragraph::of_runs(
            Role::Article,
            vec![Run::bold(label), Run::plain(words)],
        ))
    };
    Section {
        kind: SectionKind::Main,
        name: "Quyết định".to_owned(),
        blocks: vec![
            Block::Letterhead(letterhead()),
            text(Role::DocumentType, "QUYẾT ĐỊNH"),
            text(
                Role::Subject,
                "Về việc phê duyệt kết quả đánh giá, xếp hạng mức độ Chính quyền số của các cơ quan nhà nước tỉnh Sơn La năm 2021",
            ),
            text(Role::Authority, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
            text(
                Role::LegalBasis,
                "Căn cứ Luật Tổ chức chính quyền địa phương năm 2015, Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương năm 2019;",
            ),
            text(
                Role::LegalBasis,
                "Căn cứ Nghị định số 64/2007/NĐ-CP ngày 10/4/2007 của Chính phủ về ứng dụng công nghệ thông tin trong hoạt động của cơ quan nhà nước;",
            ),
            text(
                Role::LegalBasis,
                "Căn cứ Quyết định số 2245/QĐ-UBND ngày 15/9/2021 của UBND tỉnh Sơn La về việc ban hành Quy định về Bộ chỉ số đánh giá Chính quyền số của các cơ quan nhà nước tỉnh Sơn La;",
            ),
            text(
                Role::LegalBasis,
                "Xét đề nghị của Giám đốc Sở Thông tin và Truyền thông tại Tờ trình số 146/TTr-STTTT ngày 15/12/2021.",
            ),
            text(Role::Order, "QUYẾT ĐỊNH:"),
            article(
                "Điều 1.",
                " Công bố kèm theo Quyết định này Kết quả đánh giá, xếp hạng mức độ Chính quyền số của các cơ quan nhà nước tỉnh Sơn La năm 2021.",
            ),
            article(
                "Điều 2.",
                " Chánh Văn phòng Ủy ban nhân dân tỉnh; Thủ trưởng các sở, ban, ngành; Chủ tịch Ủy ban nhân dân các huyện, thành phố; Thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.",
            ),
            Block::Signature(signature()),
        ],
    }
}

fn annex() -> Section {
    let item = |label: &str, words: &str| ListItem {
        label: label.to_owned(),
        label_changed: false,
        paragraph: Paragraph::plain(Role::ListItem, words),
    };
    let mut blocks = vec![
        text(Role::AnnexTitle, "KẾT QUẢ ĐÁNH GIÁ, XẾP HẠNG"),
        text(
            Role::AnnexSubtitle,
            "Mức độ Chính quyền số của các cơ quan nhà nước tỉnh Sơn La năm 2021",
        ),
        text(
            Role::AnnexReference,
            "(Kèm theo Quyết định số        /QĐ-UBND ngày     tháng 12 năm 2021 của Chủ tịch Ủy ban nhân dân tỉnh Sơn La)",
        ),
        text(
            Role::Heading1,
            "A. CƠ SỞ, CHỈ SỐ ĐÁNH GIÁ, PHƯƠNG PHÁP TÍNH ĐIỂM VÀ QUÁ TRÌNH TRIỂN KHAI",
        ),
        text(Role::Heading2, "I. CƠ SỞ ĐÁNH GIÁ"),
    ];
    blocks.extend((0..4).flat_map(|_| [text(Role::Body, BODY), text(Role::Body, LONG)]));
    blocks.extend([
        text(Role::Heading1, "B. KẾT QUẢ ĐÁNH GIÁ, XẾP HẠNG MỨC ĐỘ CHÍNH QUYỀN SỐ CỦA VĂN PHÒNG UBND TỈNH, CÁC SỞ, BAN, NGÀNH, UBND HUYỆN, THÀNH PHỐ NĂM 2021"),
        text(Role::Heading2, "1. Đối với các cơ quan nhà nước cấp tỉnh"),
        Block::Paragraph(Paragraph::of_runs(
            Role::Body,
            vec![
                Run::plain("Kết quả xếp hạng mức độ Chính quyền số của Văn phòng UBND tỉnh, các sở, ban, ngành cấp tỉnh theo "),
                Run::of(Meaning::TableReference("tinh".to_owned()), "Bảng 1"),
                Run::plain(" dưới đây (xem thêm "),
                Run::of(Meaning::TableReference("khong-co".to_owned()), "Bảng 9"),
                Run::plain("):"),
            ],
        )),
        Block::Table(standings("tinh")),
        text(Role::Heading1, "C. ĐÁNH GIÁ, KẾT LUẬN"),
        Block::List(vec![
            item("+", "Điểm trung bình của khối cơ quan cấp tỉnh là 78,2/100 điểm;"),
            item("+", "Điểm trung bình của khối cơ quan cấp huyện là 80,7/100 điểm."),
        ]),
        text(Role::Body, "Về tỷ lệ mức độ:"),
        Block::Table(shares()),
        text(Role::Body, LONG),
    ]);
    Section {
        kind: SectionKind::Annex,
        name: "Phụ lục: Kết quả đánh giá, xếp hạng".to_owned(),
        blocks,
    }
}

/// A cell of one row and column.
pub(crate) fn cell(role: Role, column: usize, words: &str, align: CellAlign) -> Cell {
    Cell {
        content: CellContent::Text(Paragraph::plain(role, words)),
        column,
        column_span: 1,
        row_span: 1,
        align,
        scope: (role == Role::TableHeader).then_some(Scope::Column),
    }
}

/// A caption.
pub(crate) fn caption(words: &str) -> Paragraph {
    Paragraph::of_runs(
        Role::Caption,
        vec![
            Run::plain("Bảng "),
            Run::of(Meaning::CaptionNumber, "1"),
            Run::plain(format!(". {words}")),
        ],
    )
}

/// A standings table's header row.
pub(crate) fn standings_header() -> Row {
    let heads = ["STT", "Tên cơ quan", "Xếp hạng, tổng điểm năm 2021"];
    Row {
        cells: heads
            .iter()
            .enumerate()
            .map(|(column, words)| cell(Role::TableHeader, column, words, CellAlign::Center))
            .collect(),
        keep_with_next: false,
    }
}

/// A row that opens a tier.
pub(crate) fn tier_row(words: &str) -> Row {
    let mut tier = cell(Role::TableTier, 0, words, CellAlign::Left);
    tier.column_span = 3;
    Row {
        cells: vec![tier],
        keep_with_next: true,
    }
}

/// An agency's row; `tie` is how many rows its rank cell covers, 0 when it is covered itself.
pub(crate) fn agency_row(position: usize, name: &str, rank: &str, tie: usize, keep: bool) -> Row {
    let mut cells = vec![
        cell(Role::TableCell, 0, &position.to_string(), CellAlign::Center),
        Cell {
            scope: Some(Scope::Row),
            ..cell(Role::TableCell, 1, name, CellAlign::Left)
        },
    ];
    if tie > 0 {
        let mut merged = cell(Role::TableCell, 2, rank, CellAlign::Center);
        merged.row_span = tie;
        cells.push(merged);
    }
    Row {
        cells,
        keep_with_next: keep,
    }
}

/// The provincial standings.
pub(crate) fn standings(id: &str) -> Table {
    let mut body = Vec::new();
    let mut position = 0;
    for (tier, rows) in PROVINCE {
        body.push(tier_row(tier));
        for (index, (name, rank)) in rows.iter().enumerate() {
            position += 1;
            let tied = rows.get(index + 1).is_some_and(|next| next.1.is_empty());
            let tie = if tied {
                2
            } else {
                usize::from(!rank.is_empty())
            };
            body.push(agency_row(position, name, rank, tie, tied));
        }
    }
    Table {
        id: id.to_owned(),
        kind: TableKind::Standings,
        asked: Vec::new(),
        columns: vec![Column::Position, Column::Name, Column::Figures],
        header: vec![standings_header()],
        body,
        caption: Some(caption(
            "Xếp hạng tổng thể mức độ Chính quyền số của các CQNN cấp tỉnh",
        )),
        summary: "Xếp hạng 20 cơ quan cấp tỉnh".to_owned(),
        origin: None,
        layout: TableLayout::default(),
    }
}

/// The table of shares with its cut corner.
pub(crate) fn shares() -> Table {
    let corner = Cell {
        content: CellContent::Diagonal {
            above: Paragraph::plain(Role::TableHeader, "Khối").into(),
            below: Paragraph::plain(Role::TableHeader, "Mức độ").into(),
        },
        column: 0,
        column_span: 1,
        row_span: 1,
        align: CellAlign::Left,
        scope: Some(Scope::Both),
    };
    let head = |column, words| cell(Role::TableHeader, column, words, CellAlign::Center);
    let rows = [
        ("Mức Tốt", "35%", "17%"),
        ("Mức Khá", "50%", "75%"),
        ("Mức Trung bình", "15%", "8%"),
        ("Mức Yếu", "0%", "0%"),
    ];
    let body = rows.map(|(tier, left, right)| {
        let mut first = cell(Role::TableCell, 0, tier, CellAlign::Left);
        first.scope = Some(Scope::Row);
        Row {
            cells: vec![
                first,
                cell(Role::TableCell, 1, left, CellAlign::Center),
                cell(Role::TableCell, 2, right, CellAlign::Center),
            ],
            keep_with_next: false,
        }
    });
    Table {
        id: "ty-le".to_owned(),
        kind: TableKind::Shares,
        asked: Vec::new(),
        columns: vec![Column::Name, Column::Figures, Column::Figures],
        header: vec![Row {
            cells: vec![corner, head(1, "CQNN cấp tỉnh"), head(2, "CQNN cấp huyện")],
            keep_with_next: false,
        }],
        body: body.to_vec(),
        caption: None,
        summary: "Tỷ lệ cơ quan ở mỗi mức".to_owned(),
        origin: None,
        layout: TableLayout::default(),
    }
}
