//! Blocks one after the other, with what waits for the next one.

use super::inline::finished;
use super::model::{Block, Paragraph};

/// Blocks on their way.
#[derive(Default)]
pub(super) struct Flow {
    /// Those that are whole.
    pub(super) blocks: Vec<Block>,
    /// A paragraph whose end was deleted: the next one goes on with it.
    pub(super) carried: Option<Paragraph>,
    /// Bookmarks that start between paragraphs.
    pub(super) bookmarks: Vec<String>,
}

impl Flow {
    /// No paragraph follows: what was carried stands alone, unless all of it was deleted.
    pub(super) fn close(&mut self) {
        let carried = self.carried.take();
        let carried = carried.filter(|paragraph| !paragraph.text.is_empty());
        let finished = carried.map(|paragraph| Block::Paragraph(finished(paragraph)));
        self.blocks.extend(finished);
    }
}
