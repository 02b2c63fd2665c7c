//! Fields (ECMA-376 Part 1, 17.16): their result is text, their instruction is not.

/// The fields that are open, from the outside in: whether each has come to its result.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<bool>);

impl Fields {
    /// Takes a `w:fldChar`.
    pub(super) fn meet(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.0.push(false),
            Some("separate") => {
                if let Some(innermost) = self.0.last_mut() {
                    *innermost = true;
                }
            }
            Some("end") => {
                self.0.pop();
            }
            _ => {}
        }
    }

    /// Whether text is printed here: it is not the result of a field inside another's instruction. What is typed
    /// right into an instruction has elements of its own.
    pub(super) fn print(&self) -> bool {
        let outer = self.0.split_last().map_or(&[][..], |(_, outer)| outer);
        outer.iter().all(|has_result| *has_result)
    }
}
