//! Validation data for signatures (DSS; ETSI EN 319 142-1, 5.4.2): certificates, lists of revoked ones and
//! answers about them. Nothing of it is shown.

use super::Step;
use crate::pdf_syntax::{Dictionary, EMPTY, State, Value};

/// Lists in the store.
const LISTS: [&str; 3] = ["Certs", "CRLs", "OCSPs"];
/// Lists of one signature's own data.
const OWN_LISTS: [&str; 3] = ["Cert", "CRL", "OCSP"];

impl<'a> Step<'a, '_> {
    /// The store may grow and shed what is no longer needed; an entry that someone signed over stays.
    pub(super) fn store(&mut self) {
        let store = |state: State<'a>| state.dictionary_at(state.catalog(), "DSS");
        let entries = |state: State<'a>| state.dictionary_at(store(state), "VRI");
        let mut sealed = entries(self.sealed).iter();
        let kept = sealed.all(|(key, value)| entries(self.after).entry(key) == Some(value));
        let has = |state: State<'a>| {
            [state.catalog().get("DSS"), store(state).get("VRI")].map(|of| of.is_some())
        };
        let lost = has(self.before)
            .iter()
            .zip(has(self.after))
            .any(|(old, new)| *old && !new);
        if lost || !kept || !self.is_store() {
            self.refuse("ghi dữ liệu kiểm chứng (DSS) sai cấu trúc");
        }
    }

    fn is_store(&self) -> bool {
        let (after, catalog) = (self.after, self.after.catalog());
        if catalog.get("DSS").is_none() {
            return true;
        }
        let store = after.at(catalog, "DSS");
        let entries = after.dictionary_at(after.dictionary_at(catalog, "DSS"), "VRI");
        let is_hash = |key: &[u8]| {
            let letters = key
                .iter()
                .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
            key.len() == 40 && letters
        };
        matches!(store, Value::Dictionary(_))
            && self.has_lists(
                store.dictionary().unwrap_or(&EMPTY),
                &LISTS,
                &["Type", "VRI"],
            )
            && entries
                .iter()
                .all(|(key, entry)| match after.resolve(entry) {
                    Value::Dictionary(entry) => {
                        is_hash(key) && self.has_lists(entry, &OWN_LISTS, &["Type", "TU", "TS"])
                    }
                    _ => false,
                })
    }

    /// Whether each of these lists holds streams, and there is nothing but these and other known keys.
    fn has_lists(&self, of: &'a Dictionary, lists: &[&str], others: &[&str]) -> bool {
        let known = |key: &[u8]| {
            lists
                .iter()
                .chain(others)
                .any(|known| known.as_bytes() == key)
        };
        let is_stream = |item: &Value| {
            item.reference()
                .is_some_and(|number| matches!(self.after.get(number), Value::Stream(..)))
        };
        of.iter().all(|(key, _)| known(key))
            && lists.iter().filter(|key| of.get(key).is_some()).all(|key| {
                let items = self.after.at(of, key).items();
                items.is_some_and(|items| items.iter().all(is_stream))
            })
    }
}
