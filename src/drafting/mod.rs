//! Phase 3: from dossier, standings and templates to the finished [`Document`](crate::document::Document).
