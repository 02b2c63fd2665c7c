//! From painted pages to an archival file.

use super::layout::Layout;
use super::paint::Painted;
use crate::document::Document;

/// Finishes the file.
///
/// # Errors
/// What writing to memory may meet.
pub(super) fn finish(
    _: &Document,
    _: &Layout,
    mut painted: Painted,
) -> Result<Vec<u8>, std::io::Error> {
    painted.pdf.compress();
    let mut bytes = Vec::new();
    painted.pdf.save_to(&mut bytes)?;
    Ok(bytes)
}
