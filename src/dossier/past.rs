//! The year before, where a dossier names a file that holds it.

use super::model::LastYear;
use crate::diagnostics::{Diagnostic, Diagnostics, Sources};

/// Finds the results of the year before where a dossier names a file (`nam_truoc.ho_so`, `nam_truoc.goi`).
pub trait Past: Send + Sync {
    /// The year and its blocks, each value at the place where the file is named; `None` after an error.
    fn results(
        &self,
        of: &LastYear,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<LastYear>;
}

/// No file can be looked for: the dossier is read for itself.
#[derive(Clone, Copy, Debug)]
pub struct NoPast;

impl Past for NoPast {
    fn results(
        &self,
        of: &LastYear,
        _: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<LastYear> {
        let path = of.file()?;
        let problem =
            Diagnostic::error("HS076", format!("không có kết quả năm trước “{}”", **path));
        diagnostics.push(
            problem
                .at(path.span, "không tìm thấy")
                .with_remedy("nhập kết quả năm trước ở `nam_truoc.khoi`"),
        );
        None
    }
}
