//! What opens the first page and closes the last: letterhead, recipients and signature.

use super::role::Role;
use super::text::{MarkedLines, Paragraph};

/// The two-column head of the first page.
#[derive(Clone, Debug, PartialEq)]
pub struct Letterhead {
    /// Cơ quan chủ quản, line by line (C4).
    pub superior: Vec<String>,
    /// Cơ quan ban hành, line by line (C5).
    pub issuer: Vec<String>,
    /// `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM` (C1).
    pub national_name: String,
    /// `Độc lập - Tự do - Hạnh phúc` (C2).
    pub motto: String,
    /// `Số: .../QĐ-UBND` (C7); `None` in an annex's head (A6).
    pub number: Option<Paragraph>,
    /// `Sơn La, ngày ... tháng ... năm ...` (C8); `None` in an annex's head (A6).
    pub place_date: Option<Paragraph>,
    /// `HỎA TỐC`, `THƯỢNG KHẨN`, `KHẨN` (C25).
    pub urgency: Option<String>,
    /// `LƯU HÀNH NỘI BỘ`, `XEM XONG TRẢ LẠI` (C26).
    pub circulation: Option<String>,
    /// Of the lines that are no paragraphs.
    pub marked: MarkedLines,
}

impl Letterhead {
    /// The lines that are no paragraphs, from the top.
    pub fn lines(&self) -> impl Iterator<Item = (Role, &String)> {
        let of = |role| move |text| (role, text);
        let (superior, issuer) = (self.superior.iter(), self.issuer.iter());
        superior
            .map(of(Role::SuperiorBody))
            .chain(issuer.map(of(Role::IssuingBody)))
            .chain([
                (Role::NationalName, &self.national_name),
                (Role::Motto, &self.motto),
            ])
            .chain(self.urgency.iter().map(of(Role::Urgency)))
            .chain(self.circulation.iter().map(of(Role::Circulation)))
    }
}

/// Recipients on the left, signature on the right (C19-C24, C27).
#[derive(Clone, Debug, PartialEq)]
pub struct SignatureBlock {
    /// `Nơi nhận:` (C22).
    pub recipients_title: String,
    /// `- Như Điều 2;` ... `- Lưu: VT, KGVX.`, each as printed (C23).
    pub recipients: Vec<String>,
    /// Quyền hạn, chức vụ, line by line: `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH` (C19).
    pub capacity: Vec<String>,
    /// Họ tên (C20).
    pub name: String,
    /// Ký hiệu người soạn thảo, số bản (C27).
    pub drafter_mark: Option<String>,
    /// Of all its lines.
    pub marked: MarkedLines,
}

impl SignatureBlock {
    /// The paragraphs of the recipients' column, from the top: title, recipients, drafter's mark.
    pub fn recipients_column(&self) -> impl Iterator<Item = (Role, &String)> {
        let of = |role| move |text| (role, text);
        std::iter::once((Role::RecipientsTitle, &self.recipients_title))
            .chain(self.recipients.iter().map(of(Role::Recipient)))
            .chain(self.drafter_mark.iter().map(of(Role::DrafterMark)))
    }

    /// All lines: the recipients' column, then who signs.
    pub fn lines(&self) -> impl Iterator<Item = (Role, &String)> {
        let capacity = self.capacity.iter();
        self.recipients_column()
            .chain(capacity.map(|text| (Role::Capacity, text)))
            .chain([(Role::SignerName, &self.name)])
    }
}
