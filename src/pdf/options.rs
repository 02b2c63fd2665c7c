//! What may be asked of a PDF beyond its text.

/// What may be asked of a PDF beyond its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Two empty signature fields, the signatory's and the organisation's (`--khong-o-ky` leaves
    /// them out).
    pub signature_fields: bool,
    /// Files that explain the document; with any, the PDF is PDF/A-3a instead of PDF/A-2a
    /// (`--dinh-kem`).
    pub attachments: Vec<Attachment>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            signature_fields: true,
            attachments: Vec::new(),
        }
    }
}

/// A file inside the PDF.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// Its name, e.g. `son-la-2021.yaml`; unique among the attachments.
    pub name: String,
    /// Its media type, e.g. `application/yaml`, `text/csv`.
    pub media_type: String,
    /// What it is, for people.
    pub description: String,
    /// What it is to the document.
    pub relationship: Relationship,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What an associated file is to the document (ISO 32000-2, table 43).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relationship {
    /// The document was made from it.
    Source,
    /// It holds the figures that the document shows.
    Data,
    /// Anything else that belongs to it.
    Supplement,
}

impl Relationship {
    /// The name in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Data => "Data",
            Self::Supplement => "Supplement",
        }
    }
}
