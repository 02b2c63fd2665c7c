//! Documents that use every role, meaning and kind of table.

use quyet_dinh::inner::document::*;

/// Each sample under its name.
pub fn all() -> Vec<(&'static str, Document)> {
    vec![
        ("moi-thu", everything()),
        ("ngat-trang", page_breaks()),
        ("ngat-doan", paragraph_breaks()),
        ("ky-cuoi-trang", signatures_at_the_foot()),
        ("mot-trang", of_sections(vec![decision(vec![])])),
        ("dia-chi", addresses()),
        ("so-am", signed_numbers()),
    ]
}

/// A document of these sections.
pub fn of_sections(sections: Vec<Section>) -> Document {
    Document {
        name: String::new(),
        kind: DocumentKind::Decision,
        meta: Metadata {
            dossier: None,
            title: "Quyết định 3203/QĐ-UBND".into(),
            subject: "Về việc phê duyệt A & B <thử>".into(),
            author: "Ủy ban nhân dân tỉnh Sơn La".into(),
            keywords: vec!["xếp hạng".into(), "R&D".into()],
            number: Some("3203".into()),
            symbol: "QĐ-UBND".into(),
            abbreviations: Vec::new(),
            signer: "Đặng Ngọc Hậu".into(),
            signer_office: "Phó Chủ tịch".into(),
            date: (2021, 12, 24),
        },
        sections,
        draft_mark: None,
    }
}

/// Every feature in one document, a draft.
pub fn everything() -> Document {
    let tables = vec![
        Block::Paragraph(text_with_reference("xep-hang")),
        Block::Table(standings("xep-hang", 60, "1")),
        Block::Paragraph(Paragraph::plain(Role::Body, "Về tỷ lệ:")),
        Block::Table(shares()),
        Block::Paragraph(Paragraph::plain(Role::Heading3, "1. Chi tiết")),
        Block::Table(detail()),
    ];
    let mut blocks = opening();
    blocks.extend(tables);
    let mut document = of_sections(vec![decision(vec![]), annex(blocks)]);
    document.draft_mark = Some("DỰ THẢO LẦN 2".into());
    document
}

/// Sections that differ by one line each above a table, so that pages break everywhere in it.
pub fn page_breaks() -> Document {
    let section = |lines: usize| {
        let mut blocks = vec![Block::Paragraph(Paragraph::plain(
            Role::AnnexTitle,
            format!("MỤC {lines}"),
        ))];
        blocks.extend((0..lines).map(|n| {
            Block::Paragraph(Paragraph::plain(
                Role::Body,
                format!("Dòng {n} của đoạn đệm."),
            ))
        }));
        blocks.push(Block::Table(long_captioned(
            &format!("bang-{lines}"),
            &(lines - 7).to_string(),
        )));
        blocks.push(Block::Paragraph(Paragraph::plain(
            Role::Heading1,
            "Tiếp theo",
        )));
        blocks.push(Block::Paragraph(Paragraph::plain(Role::Body, "Hết./.")));
        annex(blocks)
    };
    of_sections((8..33).map(section).collect())
}

/// Web addresses that reach over a line's end, and one that does not.
pub fn addresses() -> Document {
    const LONG: &str = "https://cong-thong-tin.mau.gov.vn/danh-muc/van-ban-phap-quy/chi-tiet?so=2245&nam=2026&loai=quyet-dinh";
    let text = |role, words: &str| Block::Paragraph(Paragraph::plain(role, words));
    let around = |role, first: &str| {
        text(
            role,
            &format!(
                "{first} đăng tải tại địa chỉ {LONG}, theo Nghị định số 64/2007/NĐ-CP và các văn bản hướng dẫn thi hành."
            ),
        )
    };
    let mut table = shares();
    if let CellContent::Text(cell) = &mut table.body[0].cells[0].content {
        cell.runs = vec![Run::plain("Mức Tốt theo www.mau.gov.vn/danh-muc/muc-do")];
    }
    annex_of(vec![
        around(Role::LegalBasis, "Căn cứ tài liệu"),
        around(Role::Article, "Điều 1. Kết quả được"),
        around(Role::Body, "Toàn văn kết quả"),
        Block::List(vec![ListItem {
            label: "-".into(),
            label_changed: false,
            paragraph: Paragraph::of_runs(
                Role::ListItem,
                vec![
                    Run::plain("Bản công bố "),
                    Run::bold("chính thức"),
                    Run::plain(format!(" ({LONG}); bản in lưu tại Văn phòng.")),
                ],
            ),
        }]),
        text(
            Role::Body,
            "Trang chính của cơ quan là https://mau.gov.vn/ và được cập nhật hằng ngày, kể cả ngày nghỉ, ngày lễ, cho mọi người dân.",
        ),
        Block::Table(table),
        text(Role::Body, "Hết./."),
    ])
}

/// Numbers with a sign that come to stand at a line's end, letter by letter: both files break alike.
fn signed_numbers() -> Document {
    let line = |lead: usize| {
        let lead = "i".repeat(lead);
        let words = format!(
            "Điểm của các cơ quan, đơn vị trong khối này {lead} giảm so với năm 2025 là -12,75 điểm trên thang điểm 100."
        );
        Block::Paragraph(Paragraph::plain(Role::Body, words))
    };
    annex_of((0..25).map(line).collect())
}

fn annex_of(blocks: Vec<Block>) -> Document {
    of_sections(vec![annex(blocks)])
}

fn filler(lines: usize) -> Vec<Block> {
    (0..lines)
        .map(|n| {
            Block::Paragraph(Paragraph::plain(
                Role::Body,
                format!("Dòng {n} của đoạn đệm."),
            ))
        })
        .collect()
}

/// A paragraph that takes about this many lines.
fn long_text(role: Role, lines: usize) -> Block {
    let words =
        "Trên cơ sở số liệu báo cáo tự đánh giá và tài liệu kiểm chứng của các cơ quan thì ";
    Block::Paragraph(Paragraph::plain(role, words.repeat(lines)))
}

/// Sections that differ by one line each above headings and paragraphs of several lengths.
pub fn paragraph_breaks() -> Document {
    let section = |lines: usize| {
        let mut blocks = filler(lines);
        for length in 1..5 {
            blocks.push(long_text(Role::Body, length));
        }
        blocks.push(Block::Paragraph(Paragraph::plain(
            Role::Heading1,
            "A. PHẦN",
        )));
        blocks.push(long_text(Role::Heading2, 2));
        blocks.push(long_text(Role::Body, 3));
        annex(blocks)
    };
    of_sections((12..32).map(section).collect())
}

/// Decisions that differ by one line each above the last article, of one or three lines, and the
/// signature.
pub fn signatures_at_the_foot() -> Document {
    let section = |lines: usize| {
        let mut blocks = filler(lines);
        if lines.is_multiple_of(2) {
            blocks.push(long_text(Role::Article, 3));
        }
        let mut decision = decision(vec![]);
        decision.blocks.splice(7..7, blocks);
        if lines.is_multiple_of(2) {
            // the long article is the last
            decision.blocks.remove(decision.blocks.len() - 2);
        }
        decision
    };
    // With 19 lines LibreOffice 7.4 forgets the first of two paragraphs to be moved.
    of_sections((4..24).filter(|lines| *lines != 19).map(section).collect())
}

/// A decision with these blocks between its articles and its signature.
pub fn decision(more: Vec<Block>) -> Section {
    let dated = vec![
        Run::plain("Sơn La, ngày "),
        Run::of(Meaning::Day, "24"),
        Run::plain(" tháng "),
        Run::of(Meaning::Month, "12"),
        Run::plain(" năm "),
        Run::of(Meaning::Year, "2021"),
    ];
    let numbered = vec![
        Run::plain("Số: "),
        Run::of(Meaning::Number, "3203"),
        Run::plain("/QĐ-UBND"),
    ];
    let mut blocks = vec![
        Block::Letterhead(Letterhead {
            superior: vec!["ỦY BAN NHÂN DÂN".into(), "TỈNH SƠN LA".into()],
            issuer: vec!["SỞ KHOA HỌC & CÔNG NGHỆ <R&D>".into()],
            national_name: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".into(),
            motto: "Độc lập - Tự do - Hạnh phúc".into(),
            number: Some(Paragraph::of_runs(Role::Number, numbered)),
            place_date: Some(Paragraph::of_runs(Role::PlaceDate, dated)),
            urgency: Some("HỎA TỐC".into()),
            circulation: Some("LƯU HÀNH NỘI BỘ".into()),
            marked: Default::default(),
        }),
        Block::Paragraph(Paragraph::plain(Role::DocumentType, "QUYẾT ĐỊNH")),
        Block::Paragraph(Paragraph::of_runs(
            Role::Subject,
            vec![Run::of(
                Meaning::Subject,
                "Về việc phê duyệt kết quả đánh giá, xếp hạng mức độ Chính quyền số của các cơ quan nhà nước tỉnh Sơn La năm 2021",
            )],
        )),
        Block::Paragraph(Paragraph::plain(Role::Authority, "GIÁM ĐỐC SỞ")),
        Block::Paragraph(Paragraph::plain(
            Role::LegalBasis,
            "Căn cứ Luật Công nghệ thông tin năm 2006;",
        )),
        Block::Paragraph(Paragraph::plain(Role::Order, "QUYẾT ĐỊNH:")),
        Block::Paragraph(Paragraph::of_runs(
            Role::Article,
            vec![
                Run::bold("Điều 1."),
                Run::plain(" Công bố A & B <c> *d* | \"e\" 'f' {{g}} #h _i_."),
            ],
        )),
    ];
    blocks.extend(more);
    blocks.push(Block::Paragraph(Paragraph::of_runs(
        Role::Article,
        vec![Run::bold("Điều 2."), Run::plain(" Thi hành./.")],
    )));
    blocks.push(Block::Signature(SignatureBlock {
        recipients_title: "Nơi nhận:".into(),
        recipients: vec!["- Như Điều 2;".into(), "- Lưu: VT, R&D.".into()],
        capacity: vec!["KT. GIÁM ĐỐC".into(), "PHÓ GIÁM ĐỐC".into()],
        name: "Đặng Ngọc Hậu".into(),
        drafter_mark: Some("NVA.10".into()),
        marked: Default::default(),
    }));
    Section {
        kind: SectionKind::Main,
        name: "Quyết định".into(),
        blocks,
    }
}

/// An annex of these blocks.
pub fn annex(blocks: Vec<Block>) -> Section {
    Section {
        kind: SectionKind::Annex,
        name: "Phụ lục".into(),
        blocks,
    }
}

fn opening() -> Vec<Block> {
    let reference = vec![
        Run::plain("(Kèm theo Quyết định số "),
        Run::of(Meaning::Number, "3203"),
        Run::plain("/QĐ-UBND ngày "),
        Run::of(Meaning::Day, "24"),
        Run::plain("/"),
        Run::of(Meaning::Month, "12"),
        Run::plain("/2021)"),
    ];
    vec![
        Block::Letterhead(Letterhead {
            superior: vec![],
            issuer: vec!["ỦY BAN NHÂN DÂN".into(), "TỈNH SƠN LA".into()],
            national_name: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".into(),
            motto: "Độc lập - Tự do - Hạnh phúc".into(),
            number: None,
            place_date: None,
            urgency: None,
            circulation: None,
            marked: Default::default(),
        }),
        Block::Paragraph(Paragraph::plain(Role::AnnexLabel, "Phụ lục")),
        Block::Paragraph(Paragraph::plain(
            Role::AnnexTitle,
            "KẾT QUẢ ĐÁNH GIÁ, XẾP HẠNG",
        )),
        Block::Paragraph(Paragraph::plain(
            Role::AnnexSubtitle,
            "Mức độ Chính quyền số năm 2021",
        )),
        Block::Paragraph(Paragraph::of_runs(Role::AnnexReference, reference)),
        Block::Paragraph(Paragraph::plain(Role::Heading1, "A. CƠ SỞ")),
        Block::Paragraph(Paragraph::plain(Role::Heading2, "I. CHỈ SỐ")),
        Block::List(vec![
            ListItem {
                label: "-".into(),
                label_changed: false,
                paragraph: Paragraph::plain(Role::ListItem, "Thứ nhất;"),
            },
            ListItem {
                label: "+".into(),
                label_changed: false,
                paragraph: Paragraph::plain(Role::ListItem, "Thứ hai."),
            },
        ]),
    ]
}

pub fn text_with_reference(id: &str) -> Paragraph {
    Paragraph::of_runs(
        Role::Body,
        vec![
            Run::plain("Kết quả theo "),
            Run::of(Meaning::TableReference(id.into()), "Bảng 1"),
            Run::plain(" dưới đây:"),
        ],
    )
}

fn cell(role: Role, text: &str, column: usize, align: CellAlign) -> Cell {
    Cell {
        content: CellContent::Text(Paragraph::plain(role, text)),
        column,
        column_span: 1,
        row_span: 1,
        align,
        scope: None,
    }
}

fn row(cells: Vec<Cell>) -> Row {
    Row {
        cells,
        keep_with_next: false,
    }
}

/// A standings table: a tier every 5 agencies, a tie of 3 at every 4th.
pub fn standings(id: &str, agencies: usize, number: &str) -> Table {
    let mut body = Vec::new();
    let mut tied = 0;
    for n in 0..agencies {
        if n % 5 == 0 {
            let mut tier = cell(Role::TableTier, "A. Mức tốt (05 sở)", 0, CellAlign::Left);
            tier.column_span = 3;
            body.push(Row {
                cells: vec![tier],
                keep_with_next: true,
            });
        }
        let mut cells = vec![
            cell(Role::TableCell, &format!("{}", n + 1), 0, CellAlign::Center),
            cell(
                Role::TableCell,
                &format!("Sở A & B <{n}>"),
                1,
                CellAlign::Left,
            ),
        ];
        if tied > 0 {
            tied -= 1;
        } else {
            let mut rank = cell(
                Role::TableCell,
                &format!("{:02} (89,1)", n + 1),
                2,
                CellAlign::Center,
            );
            if n % 5 == 1 {
                let rows = 3.min(agencies - n);
                rank.row_span = rows;
                tied = rows - 1;
            }
            cells.push(rank);
        }
        body.push(Row {
            cells,
            keep_with_next: tied > 0,
        });
    }
    let header = ["STT", "Tên cơ quan", "Xếp hạng, tổng điểm năm 2021"];
    Table {
        id: id.into(),
        kind: TableKind::Standings,
        asked: Vec::new(),
        columns: vec![Column::Position, Column::Name, Column::Figures],
        header: vec![header_row(&header)],
        body,
        caption: Some(Paragraph::of_runs(
            Role::Caption,
            vec![
                Run::plain("Bảng "),
                Run::of(Meaning::CaptionNumber, number),
                Run::plain(". Xếp hạng tổng thể"),
            ],
        )),
        summary: "Xếp hạng \"các\" sở & ngành".into(),
        origin: None,
        layout: TableLayout::default(),
    }
}

fn header_row(texts: &[&str]) -> Row {
    let cells = texts.iter().enumerate();
    let cells = cells.map(|(column, text)| Cell {
        scope: Some(Scope::Column),
        ..cell(Role::TableHeader, text, column, CellAlign::Center)
    });
    row(cells.collect())
}

pub fn shares() -> Table {
    let mut header = header_row(&[
        "",
        "Khối tỉnh",
        "Khối huyện",
        "Khối xã, phường, thị trấn và các đơn vị khác",
    ]);
    header.cells[0].scope = Some(Scope::Both);
    header.cells[0].content = CellContent::Diagonal {
        above: Paragraph::plain(Role::TableHeader, "Khối").into(),
        below: Paragraph::plain(Role::TableHeader, "Mức độ").into(),
    };
    let body = ["Mức Tốt", "Mức Khá"].map(|tier| {
        row(vec![
            cell(Role::TableCell, tier, 0, CellAlign::Left),
            cell(Role::TableCell, "35%", 1, CellAlign::Center),
            cell(Role::TableCell, "50%", 2, CellAlign::Center),
            cell(Role::TableCell, "15%", 3, CellAlign::Center),
        ])
    });
    Table {
        id: "ty-le".into(),
        kind: TableKind::Shares,
        asked: Vec::new(),
        columns: vec![
            Column::Name,
            Column::Figures,
            Column::Figures,
            Column::Figures,
        ],
        header: vec![header],
        body: body.into(),
        caption: None,
        summary: "Tỷ lệ từng mức".into(),
        origin: None,
        layout: TableLayout::default(),
    }
}

fn detail() -> Table {
    let columns = 8;
    let names: Vec<String> = (0..columns).map(|n| format!("Chỉ số {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let body = (0..4).map(|n| {
        let text = format!("{n},5");
        row((0..columns)
            .map(|c| cell(Role::TableCell, &text, c, CellAlign::Center))
            .collect())
    });
    Table {
        id: "chi-tiet".into(),
        kind: TableKind::Detail,
        asked: Vec::new(),
        columns: vec![Column::Figures; columns],
        header: vec![header_row(&names)],
        body: body.collect(),
        caption: None,
        summary: "Chi tiết".into(),
        origin: None,
        layout: TableLayout::default(),
    }
}

/// A table whose caption takes three lines.
fn long_captioned(id: &str, number: &str) -> Table {
    let mut table = standings(id, 12, number);
    if let Some(caption) = &mut table.caption {
        let more = " mức độ Chính quyền số của các cơ quan nhà nước cấp tỉnh".repeat(3);
        caption.runs.push(Run::plain(more));
    }
    table
}
