//! Pages: annotations may be added if they are widgets of new signature fields and leave the text to be
//! seen; all else stays.

use super::super::form::Form;
use super::{Step, grown, verb, words};
use crate::pdf_syntax::{Dictionary, Rectangle, State, Value, lines};

/// How much of a page new widgets may cover: more is a new page over the old one.
const LARGEST_PART: f64 = 0.25;

impl<'a> Step<'a, '_> {
    /// Judges every page.
    pub(super) fn pages(&mut self) {
        let mut placed = Vec::new();
        for (index, number) in self.before.pages().into_iter().enumerate() {
            let page = index + 1;
            let [old, new] = [self.before, self.after].map(|state| state.dictionary(number));
            for key in old.differing(new) {
                if key != b"Annots" {
                    self.refuse(format!(
                        "{} {}",
                        verb(old, new, key),
                        words::of_page(key, page)
                    ));
                }
            }
            let (old, new) = (
                self.before.items_at(old, "Annots"),
                self.after.items_at(new, "Annots"),
            );
            let Some(added) = grown(old, new) else {
                self.refuse(format!("xóa hoặc đổi thứ tự chú thích trên trang {page}"));
                continue;
            };
            let mut widgets = Vec::new();
            for annotation in added {
                widgets.extend(self.annotation(annotation, number, page));
            }
            let places = widgets.iter().filter_map(|widget| self.rectangle(*widget));
            let places: Vec<Rectangle> = places.filter(|place| place.area() > 0.0).collect();
            self.cover(index, number, &places);
            placed.extend(widgets);
        }
        placed.sort_unstable();
        if placed.windows(2).any(|pair| pair[0] == pair[1]) {
            self.refuse("đặt một ô chữ ký ở hai chỗ");
        }
        let stray =
            |widget: &u32| placed.binary_search(widget).is_err() && self.is_visible(*widget);
        if self.new_widgets.iter().any(stray) {
            self.refuse("thêm ô chữ ký không nằm trên trang nào");
        }
    }

    /// The widget that was added; nothing if it is none of a new signature field.
    fn annotation(&mut self, annotation: &Value, number_of_page: u32, page: usize) -> Option<u32> {
        let number = annotation.reference();
        let dictionary = number.map(|number| self.after.dictionary(number));
        let widget = number.filter(|number| self.new_widgets.contains(number));
        let kind = dictionary
            .and_then(|of| of.get("Subtype"))
            .and_then(Value::name);
        if let Some(widget) = widget.filter(|_| kind == Some(b"Widget")) {
            let home = self.after.dictionary(widget).get("P");
            let is_home = home.is_none_or(|home| *home == Value::Reference(number_of_page));
            if self.rectangle(widget).is_none() || !is_home {
                self.refuse(format!("đặt ô chữ ký ở chỗ không rõ trên trang {page}"));
            }
            return Some(widget);
        }
        self.refuse(match kind {
            Some(kind) => format!("thêm chú thích loại {} vào trang {page}", words::name(kind)),
            None => format!("thêm chú thích vào trang {page}"),
        });
        None
    }

    /// Where a widget is: four plain numbers.
    fn rectangle(&self, widget: u32) -> Option<Rectangle> {
        let corners = self.after.dictionary(widget).get("Rect")?.items()?;
        Rectangle::of(corners)
    }

    /// Whether a widget takes up any room, or nobody knows how much.
    pub(super) fn is_visible(&self, widget: u32) -> bool {
        let place = self
            .after
            .dictionary(widget)
            .get("Rect")
            .map(|_| self.rectangle(widget));
        place.is_some_and(|place| place.is_none_or(|place| place.area() > 0.0))
    }

    /// New widgets leave the text of a page to be seen.
    fn cover(&mut self, index: usize, number: u32, places: &[Rectangle]) {
        if places.is_empty() {
            return;
        }
        let page: &Dictionary = self.before.dictionary(number);
        let sheet = page
            .get("MediaBox")
            .and_then(Value::items)
            .and_then(Rectangle::of);
        let own: f64 = places.iter().map(|place| place.area()).sum();
        let large = sheet.is_none_or(|sheet| {
            own > sheet.area() * LARGEST_PART || places.iter().any(|place| !sheet.holds(place))
        });
        let page = index + 1;
        if large {
            self.refuse(format!(
                "ô chữ ký mới che quá một phần tư trang {page}, hoặc ra ngoài trang"
            ));
        }
        match lines(self.before, number, index == 0, &self.issued(number)) {
            Some(lines) => {
                let covered = lines
                    .iter()
                    .find(|line| places.iter().any(|place| line.place.meets(place)));
                if let Some(line) = covered {
                    let words = super::super::foreign::shown(&line.text);
                    self.refuse(format!("ô chữ ký mới che chữ ở trang {page}: “{words}”"));
                }
            }
            None => self.refuse(format!(
                "đặt ô chữ ký mới lên trang {page}, không rõ chữ ở đâu"
            )),
        }
    }

    /// The places of the fields that were issued on this page.
    fn issued(&self, page: u32) -> Vec<Rectangle> {
        let issued = State {
            revision: 0,
            ..self.before
        };
        let fields = Form::read(issued).unwrap_or_default().fields;
        let own = fields
            .iter()
            .filter(|field| field.dictionary.get("P") == Some(&Value::Reference(page)));
        let places = own.filter_map(|field| Rectangle::of(field.dictionary.get("Rect")?.items()?));
        places.collect()
    }
}
