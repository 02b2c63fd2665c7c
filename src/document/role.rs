//! What a paragraph is in the document.

/// The look and meaning of a paragraph. Sizes and spacing of each are in `style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Quốc hiệu (C1).
    NationalName,
    /// Tiêu ngữ (C2); the rule C3 below it is as long as its text.
    Motto,
    /// Cơ quan chủ quản (C4).
    SuperiorBody,
    /// Cơ quan ban hành (C5); the rule C6 stands below its last line.
    IssuingBody,
    /// Số, ký hiệu (C7).
    Number,
    /// Địa danh, ngày tháng năm (C8).
    PlaceDate,
    /// Dấu chỉ độ khẩn (C25), in a red frame.
    Urgency,
    /// Chỉ dẫn phạm vi lưu hành (C26), in a frame.
    Circulation,
    /// Tên loại văn bản (C9).
    DocumentType,
    /// Trích yếu (C10); the rule C11 stands below its last line.
    Subject,
    /// Thẩm quyền ban hành (C12).
    Authority,
    /// Căn cứ (C13).
    LegalBasis,
    /// `QUYẾT ĐỊNH:` (C14).
    Order,
    /// Điều (C15).
    Article,
    /// Nội dung (C16).
    Body,
    /// An item of a list in the text, its label (`-`, `1.`) printed before it.
    ListItem,
    /// An item inside an item (`+`).
    ListItem2,
    /// An item inside that.
    ListItem3,
    /// `Phụ lục`, `Phụ lục I` (A2).
    AnnexLabel,
    /// Tiêu đề phụ lục (A3).
    AnnexTitle,
    /// The annex's subtitle in lower-case letters (A3).
    AnnexSubtitle,
    /// `(Kèm theo Quyết định số ...)` (A4); the rule A5 stands below its last line.
    AnnexReference,
    /// Room for what the signing system prints on an annex in a file of its own (A7).
    SigningLine,
    /// `Kính gửi:` and its only addressee (C28).
    Addressee,
    /// `Kính gửi:` above several (C28).
    Addressees,
    /// One of several addressees, its dash printed before it (C28).
    AddresseeItem,
    /// Heading of level 1 in the annex (`A.`), C18.
    Heading1,
    /// Heading of level 2 (`I.`, or a khoản directly below level 1), C18.
    Heading2,
    /// Heading of level 3 (`1.`), C18.
    Heading3,
    /// A cell of a table's header rows.
    TableHeader,
    /// A cell of a table's body.
    TableCell,
    /// The row that opens a tier in a standings table.
    TableTier,
    /// Chú thích bảng, under its table.
    Caption,
    /// Quyền hạn, chức vụ (C19).
    Capacity,
    /// Họ tên người ký (C20).
    SignerName,
    /// `Nơi nhận:` (C22).
    RecipientsTitle,
    /// A recipient (C23).
    Recipient,
    /// Ký hiệu người soạn thảo, số bản (C27).
    DrafterMark,
}
