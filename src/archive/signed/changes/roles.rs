//! The objects that signing works on. All others stay as they are.

use std::collections::BTreeMap;

use super::super::form::Form;
use crate::pdf_syntax::{State, Value};

/// What an open object is. No object may be two of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The catalog, for the entries that lead to the others.
    Catalog,
    /// Info, the XMP packet, extensions.
    Metadata,
    /// Validation data (DSS).
    Store,
    /// A page, for its list of annotations.
    Page,
    /// That list.
    Annotations,
    /// The form, its empty fields and what leads to them.
    Form,
}

impl Role {
    /// Whether it may change after the last signature.
    pub(super) const fn is_allowed_late(self) -> bool {
        matches!(self, Self::Catalog | Self::Metadata | Self::Store)
    }
}

/// All open objects of a document.
///
/// # Errors
/// One has two roles.
pub(super) fn open(state: State<'_>, form: &Form<'_>) -> Result<BTreeMap<u32, Role>, String> {
    let (catalog, store) = (state.catalog(), state.dictionary_at(state.catalog(), "DSS"));
    let mut found: Vec<(Option<&Value>, Role)> = vec![
        (state.trailer().get("Root"), Role::Catalog),
        (state.trailer().get("Info"), Role::Metadata),
        (catalog.get("Metadata"), Role::Metadata),
        (catalog.get("Extensions"), Role::Metadata),
        (catalog.get("AcroForm"), Role::Form),
        (catalog.get("DSS"), Role::Store),
    ];
    found.extend(["Certs", "CRLs", "OCSPs", "VRI"].map(|key| (store.get(key), Role::Store)));
    let pages = state.pages();
    for page in &pages {
        found.push((state.dictionary(*page).get("Annots"), Role::Annotations));
    }
    let found = found
        .into_iter()
        .filter_map(|(value, role)| Some((value?.reference()?, role)));
    let fields = form.open().map(|number| (number, Role::Form));
    let pages = pages.iter().map(|page| (*page, Role::Page));
    let mut open = BTreeMap::new();
    for (number, role) in found.chain(fields).chain(pages) {
        if open.insert(number, role).is_some() {
            return Err("dùng một đối tượng vào hai việc".to_owned());
        }
    }
    Ok(open)
}
