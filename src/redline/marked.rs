//! stub
use crate::document::Document;
/// stub
pub fn marked(_: &Document, new: &Document) -> Document {
    new.clone()
}
