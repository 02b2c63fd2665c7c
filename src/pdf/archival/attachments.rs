//! Associated files (ISO 19005-3, 6.8).

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use super::metadata::{pdf_date, text_string};
use crate::document::Metadata;
use crate::pdf::options::Attachment;

/// Embeds the files and names them in the catalog.
pub(super) fn add(pdf: &mut Document, attachments: &[Attachment], meta: &Metadata) {
    if attachments.is_empty() {
        return;
    }
    let mut files: Vec<(&str, ObjectId)> = attachments
        .iter()
        .map(|file| (file.name.as_str(), embed(pdf, file, meta)))
        .collect();
    let associated: Vec<Object> = files.iter().map(|(_, id)| Object::Reference(*id)).collect();
    // a name tree is sorted by its keys
    files.sort_by_key(|(name, _)| *name);
    let names: Vec<Object> = files
        .into_iter()
        .flat_map(|(name, id)| [text_string(name), Object::Reference(id)])
        .collect();
    let tree = pdf.add_object(dictionary! { "Names" => names });
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("AF", associated);
        catalog.set(
            "Names",
            dictionary! { "EmbeddedFiles" => Object::Reference(tree) },
        );
    }
}

fn embed(pdf: &mut Document, file: &Attachment, meta: &Metadata) -> ObjectId {
    let date = text_string(&pdf_date(meta));
    let parameters = dictionary! {
        "Size" => file.bytes.len() as i64,
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    let kind = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => Object::Name(file.media_type.as_bytes().to_vec()),
        "Params" => parameters,
    };
    let stream = pdf.add_object(Stream::new(kind, file.bytes.clone()));
    let name = text_string(&file.name);
    pdf.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => name.clone(),
        "UF" => name,
        "Desc" => text_string(&file.description),
        "AFRelationship" => Object::Name(file.relationship.name().as_bytes().to_vec()),
        "EF" => dictionary! { "F" => Object::Reference(stream), "UF" => Object::Reference(stream) },
    })
}
