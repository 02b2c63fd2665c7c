//! From the tree to the typed dossier, reporting everything that does not fit.
//!
//! A reader always returns a value: where the file has none that fits, it reports that once and
//! returns a placeholder whose place is [`NOWHERE`], so that the rest is still read and checked.
//! A dossier with a placeholder in it never leaves [`super::load`].

mod annex;
mod corrections;
mod decision;
mod ranking;
mod record;
mod values;

use super::model::Dossier;
use super::yaml::{Node, Value};
use crate::diagnostics::{Diagnostics, SourceId, Span, Spanned};
use record::record;

/// The place of a placeholder.
const NOWHERE: Span = Span {
    source: SourceId(u32::MAX),
    start: u32::MAX,
    end: u32::MAX,
};

/// What stands in for a value that is missing or was reported.
static ABSENT: Node = Node {
    span: NOWHERE,
    value: Value::Reported,
};

/// Whether a value was read rather than put in its place after an error.
pub(super) fn is_known<T>(value: &Spanned<T>) -> bool {
    value.span != NOWHERE
}

/// A value to be read.
#[derive(Clone, Copy)]
struct Item<'a> {
    node: &'a Node,
    /// Its key; of an element, its list's key.
    name: &'a str,
    /// Whether it is an element of a list.
    element: bool,
    /// Where something about the whole value is shown: its key, or its first line.
    place: Span,
}

impl Item<'_> {
    const ABSENT: Item<'static> = Item {
        node: &ABSENT,
        name: "",
        element: false,
        place: NOWHERE,
    };

    /// What it is called in messages.
    fn called(&self) -> String {
        match self.name {
            "" => "hồ sơ".to_owned(),
            name if self.element => format!("phần tử của `{name}`"),
            name => format!("`{name}`"),
        }
    }
}

/// Reads the whole dossier from its root.
pub(super) fn dossier(root: &Node, diagnostics: &mut Diagnostics) -> Dossier {
    let item = Item {
        node: root,
        name: "",
        element: false,
        place: root.span,
    };
    record(diagnostics, item, |r| Dossier {
        year: r.need("nam", values::year),
        field: r.need("linh_vuc", values::text),
        subjects: r.need("doi_tuong", values::text),
        province: r.need("dia_phuong", decision::province),
        issuer: r.need("co_quan_ban_hanh", decision::issuer),
        document: r.need("van_ban", decision::document),
        legal_bases: r.need("can_cu", decision::legal_bases),
        proposal: r.maybe("de_nghi", decision::proposal),
        executors: r.need("thi_hanh", values::citations),
        recipients: r.need("noi_nhan", decision::recipients),
        filing: r.need("luu", values::citation),
        signatory: r.need("nguoi_ky", decision::signatory),
        annex: r.need("phu_luc", annex::facts),
        policies: r.need("thuc_hien", values::citations),
        assessor: r.need("co_quan_danh_gia", values::text),
        wording: r.need("cach_goi", annex::wording),
        indicators: r.need("chi_so", annex::indicators),
        process: r.need("qua_trinh", annex::process),
        rules: r.maybe("cach_tinh", ranking::rules).unwrap_or_default(),
        tiers: r.maybe("muc", ranking::tiers).unwrap_or_default(),
        blocks: r.need("khoi", ranking::blocks),
        corrections: r
            .maybe("dieu_chinh", corrections::corrections)
            .unwrap_or_default(),
        amending: r.maybe("sua_doi", decision::amending).unwrap_or_default(),
        narrative: r.need("nhan_xet", annex::narrative),
        published: r.maybe("cong_bo", ranking::published),
        extra: r.maybe("them", values::free).unwrap_or_default(),
    })
}
