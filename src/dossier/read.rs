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
use super::yaml::{Entry, Node, Value};
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
    aliased: false,
};

/// Whether a value was read rather than put in its place after an error.
pub(super) fn is_known<T>(value: &Spanned<T>) -> bool {
    value.span != NOWHERE
}

/// A value to be read.
#[derive(Clone, Copy)]
struct Item<'a> {
    node: &'a Node,
    /// The alias that brought it, where it stands within one.
    at: Option<Span>,
    /// Its key; of an element, its list's key.
    name: &'a str,
    /// Whether it is an element of a list.
    element: bool,
    /// Where something about the whole value is shown: its key, or its first line.
    place: Span,
}

impl<'a> Item<'a> {
    const ABSENT: Item<'static> = Item {
        node: &ABSENT,
        at: None,
        name: "",
        element: false,
        place: NOWHERE,
    };

    /// The place of its node.
    fn span(&self) -> Span {
        self.at.unwrap_or(self.node.span)
    }

    /// The alias that brings what is in it, if one does.
    fn inside(&self) -> Option<Span> {
        self.at.or(self.node.aliased.then_some(self.node.span))
    }

    /// The value of one of its keys.
    fn value_of(&self, entry: &'a Entry) -> Self {
        let at = self.inside();
        Item {
            node: &entry.node,
            at,
            name: &entry.key,
            element: false,
            place: at.unwrap_or(entry.key_span),
        }
    }

    /// One of its elements.
    fn element(&self, node: &'a Node) -> Self {
        let at = self.inside();
        Item {
            node,
            at,
            name: self.name,
            element: true,
            place: at.unwrap_or(node.span),
        }
    }

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
        at: None,
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
        tiers: r.need("muc", ranking::tiers),
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
