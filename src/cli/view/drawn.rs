//! Pages as they are drawn, and what they and texts are known by.

use crate::digest::Digest;
use crate::page::svg;
use crate::pdf::layout::Layout;

/// A page as it is drawn.
pub(super) struct Page {
    /// In CSS pixels.
    pub(super) width: f64,
    pub(super) height: f64,
    /// `Phụ lục, trang 2`.
    pub(super) label: String,
    pub(super) svg: String,
    pub(super) hash: String,
}

/// A state beside an older one.
pub(super) struct Compared {
    pub(super) html: String,
    /// As the documents; none after an error.
    pub(super) pages: Vec<Vec<Page>>,
}

/// The digest by which it is noticed that a file changed.
pub(super) fn digest(text: &str) -> String {
    Digest::of(text.as_bytes()).as_str().to_owned()
}

/// All pages of all documents.
pub(super) fn pages(layouts: &[Layout]) -> Vec<Vec<Page>> {
    layouts.iter().map(pages_of).collect()
}

fn pages_of(layout: &Layout) -> Vec<Page> {
    let pages = layout.pages.iter().enumerate();
    let pages = pages.map(|(index, page)| {
        let label = label(layout, index);
        let svg = svg::draw(layout, index, &label);
        let sheet = page.sheet();
        let pixels = |points: f32| (f64::from(points) * 96_000.0 / 72.0).round() / 1000.0;
        Page {
            width: pixels(sheet.width.pt().0),
            height: pixels(sheet.height.pt().0),
            hash: digest(&svg)[..16].to_owned(),
            label,
            svg,
        }
    });
    pages.collect()
}

/// The section that a page belongs to, and its number in it: `Phụ lục, trang 2`.
fn label(layout: &Layout, page: usize) -> String {
    let sections = layout.bookmarks.iter().filter(|mark| mark.level == 0);
    let mut begun = sections.filter(|mark| mark.place.page <= page);
    let section = begun.next_back();
    let (name, first) = section.map_or(("Văn bản", 0), |mark| (&*mark.title, mark.place.page));
    let name = name.split_once(':').map_or(name, |(short, _)| short);
    format!("{name}, trang {}", page - first + 1)
}
