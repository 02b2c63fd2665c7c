//! A block's scores as bars, in order of rank, with the tiers' limits and last year's scores.
//!
//! Classes: `bar`, `name`, `value`, `limit`, `limit-name`, `then`, `axis`, `legend`; the page's style gives their colours.

use std::fmt::Write;

use super::svg::escaped;

/// What is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Chart {
    /// What it shows, in a few words.
    pub(crate) title: String,
    /// The block's maximum score.
    pub(crate) maximum: f64,
    /// By rank.
    pub(crate) bars: Vec<Bar>,
    /// The tiers' lower limits.
    pub(crate) limits: Vec<Limit>,
}

/// An agency.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    /// Its name.
    pub(crate) name: String,
    /// Its score.
    pub(crate) score: f64,
    /// As it is printed.
    pub(crate) printed: String,
    /// The score of the year before.
    pub(crate) then: Option<f64>,
    /// As it was printed.
    pub(crate) then_printed: Option<String>,
    /// Its tier.
    pub(crate) tier: Option<String>,
}

/// A tier's lower limit.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    /// The tier.
    pub(crate) name: String,
    /// In points.
    pub(crate) from: f64,
}

// all in units of the drawing, about a pixel each
const WIDTH: f64 = 640.0;
const NAMES: f64 = 230.0;
/// Right of the longest bar, for the score.
const VALUES: f64 = 60.0;
const ROW: f64 = 20.0;
const BAR: f64 = 12.0;
/// Height of a line of limits' names.
const HEAD: f64 = 14.0;
/// A limit's name that stands nearer to the one before goes to the next line.
const APART: f64 = 90.0;
/// Small letters that fit beside a bar, in the widest of the fonts that systems have.
const LETTERS: usize = 33;
/// Small letters that fit above, from one limit to the next.
const LIMIT_LETTERS: usize = 14;

/// The drawing; its ids begin with `prefix`.
pub(crate) fn chart(chart: &Chart, prefix: &str) -> String {
    let scale = Scale::of(chart);
    let limits = placed(chart, &scale);
    let lines = limits.iter().map(|(_, line, _)| line + 1).max();
    let top = HEAD * lines.unwrap_or(0) as f64 + 6.0;
    let bottom = top + ROW * chart.bars.len() as f64;
    let mut bars = chart.bars.iter();
    let has_then = bars.any(|bar| bar.then.is_some_and(f64::is_finite));
    let height = bottom + 8.0 + if has_then { ROW } else { 0.0 };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-labelledby=\"{prefix}-t {prefix}-d\"><title id=\"{prefix}-t\">{}</title><desc id=\"{prefix}-d\">{}</desc>",
        short(height),
        escaped(&chart.title),
        escaped(&described(chart))
    );
    for limit in &limits {
        out += &limit_line(limit, bottom);
    }
    for (at, bar) in chart.bars.iter().enumerate() {
        draw(bar, top + ROW * at as f64, &scale, &mut out);
    }
    out += &format!(
        "<path class=\"axis\" d=\"M{x} {top}V{bottom}\"/>",
        x = short(scale.x(0.0)),
        top = short(top),
        bottom = short(bottom)
    );
    if has_then {
        out += &legend(NAMES + 10.0, bottom + ROW * 0.5 + 4.0);
    }
    out + "</svg>"
}

/// A limit's line down to the foot, its name above.
fn limit_line((limit, line, x): &(&Limit, usize, f64), bottom: f64) -> String {
    format!(
        "<path class=\"limit\" d=\"M{x} {from}V{to}\"/><text class=\"limit-name\" x=\"{at}\" y=\"{y}\">{name}</text>",
        x = short(*x),
        from = short(HEAD * *line as f64 + 4.0),
        to = short(bottom),
        at = short(x + 3.0),
        y = short(HEAD * (*line as f64 + 1.0) - 2.0),
        name = escaped(&cut(&limit.name, LIMIT_LETTERS)),
    )
}

/// What the mark of the year before stands for.
fn legend(x: f64, y: f64) -> String {
    format!(
        "{}<text class=\"legend\" x=\"{}\" y=\"{}\">điểm năm trước</text>",
        diamond(x, y),
        short(x + 10.0),
        short(y + 4.0)
    )
}

/// In words, for who cannot see it; the table beside it has all figures.
fn described(chart: &Chart) -> String {
    match (chart.bars.first(), chart.bars.last()) {
        (Some(first), Some(last)) => format!(
            "{} cơ quan, từ {} ({}) đến {} ({}); bảng dưới đây ghi từng điểm",
            chart.bars.len(),
            first.name,
            first.printed,
            last.name,
            last.printed
        ),
        _ => "Không có cơ quan nào được xếp hạng".to_owned(),
    }
}

/// From points to places.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// From 0 to the maximum; further where scores lie beyond.
    fn of(chart: &Chart) -> Self {
        let scores = chart.bars.iter().map(|bar| bar.score);
        let then = chart.bars.iter().filter_map(|bar| bar.then);
        let limits = chart.limits.iter().map(|limit| limit.from);
        let all = scores.chain(then).chain(limits).chain([chart.maximum]);
        let known = all.filter(|value| value.is_finite());
        let (low, high) = known.fold((0.0_f64, 0.0_f64), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high }
    }

    fn x(&self, value: f64) -> f64 {
        let part = (value - self.low) / (self.high - self.low);
        let part = if part.is_finite() {
            part.clamp(0.0, 1.0)
        } else {
            0.0
        };
        NAMES + part * (WIDTH - NAMES - VALUES)
    }
}

/// The limits from the left, each with the line that its name stands in and its place.
fn placed<'a>(chart: &'a Chart, scale: &Scale) -> Vec<(&'a Limit, usize, f64)> {
    let known = chart.limits.iter().filter(|limit| limit.from.is_finite());
    let mut limits: Vec<(&Limit, f64)> = known.map(|limit| (limit, scale.x(limit.from))).collect();
    limits.sort_by(|one, other| one.1.total_cmp(&other.1));
    // where the last name of each line begins
    let mut lines: Vec<f64> = Vec::new();
    let places = limits.into_iter().map(|(limit, x)| {
        let line = lines.iter().position(|last| x - last >= APART);
        let line = line.unwrap_or(lines.len());
        if line == lines.len() {
            lines.push(x);
        }
        lines[line] = x;
        (limit, line, x)
    });
    places.collect()
}

fn draw(bar: &Bar, y: f64, scale: &Scale, out: &mut String) {
    let (zero, end) = (scale.x(0.0), scale.x(bar.score));
    let middle = y + ROW / 2.0;
    let tier = bar
        .tier
        .as_ref()
        .map_or(String::new(), |tier| format!(", mức {tier}"));
    let then = bar.then_printed.as_ref();
    let then = then.map_or(String::new(), |then| format!(", năm trước {then}"));
    // writing to a string cannot fail
    let _ = write!(
        out,
        "<g><title>{}</title><text class=\"name\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{BAR}\"/>",
        escaped(&format!("{}: {}{tier}{then}", bar.name, bar.printed)),
        short(NAMES - 6.0),
        short(middle + 4.0),
        escaped(&cut(&bar.name, LETTERS)),
        short(zero.min(end)),
        short(middle - BAR / 2.0),
        short((end - zero).abs()),
    );
    let then = bar
        .then
        .filter(|then| then.is_finite())
        .map(|then| scale.x(then));
    // right of the bar; behind last year's mark only where that is in the way
    let bar_end = end.max(zero);
    let in_the_way = then.filter(|then| (bar_end - 8.0..bar_end + VALUES).contains(then));
    let behind = in_the_way.map_or(bar_end, |then| then + 6.0);
    if let Some(then) = then {
        *out += &diamond(then, middle);
    }
    let _ = write!(
        out,
        "<text class=\"value\" x=\"{}\" y=\"{}\">{}</text></g>",
        short(behind.min(WIDTH - VALUES + 10.0) + 5.0),
        short(middle + 4.0),
        escaped(&bar.printed)
    );
}

fn diamond(x: f64, y: f64) -> String {
    format!(
        "<path class=\"then\" d=\"M{} {}l4 -5 4 5 -4 5z\"/>",
        short(x - 4.0),
        short(y)
    )
}

/// As much of a name as takes the room of so many small letters; a capital takes that of one and a half.
fn cut(name: &str, letters: usize) -> String {
    let first = |mut halves: usize| {
        let fit = name.chars().take_while(|letter| {
            let room = if letter.is_uppercase() { 3 } else { 2 };
            let fits = halves >= room;
            halves = halves.saturating_sub(room);
            fits
        });
        fit.collect::<String>()
    };
    if first(2 * letters) == name {
        return name.to_owned();
    }
    // the sign that something is left out takes room, too
    format!("{}…", first((2 * letters).saturating_sub(3)).trim_end())
}

/// With at most one decimal.
fn short(value: f64) -> String {
    format!("{}", (value * 10.0).round() / 10.0 + 0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every element closed, every letter one that XML takes.
    fn is_well_formed(xml: &str) -> bool {
        use quick_xml::events::Event;
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut open = 0_usize;
        loop {
            match reader.read_event() {
                Ok(Event::Start(_)) => open += 1,
                Ok(Event::End(_)) => open -= 1,
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        open == 0 && !xml.contains(|letter: char| letter.is_control() || letter == '\u{ffff}')
    }

    fn drawn(scores: &[f64], limits: &[f64]) -> String {
        drawn_beside(scores, None, limits)
    }

    fn drawn_beside(scores: &[f64], then: Option<f64>, limits: &[f64]) -> String {
        let bars = scores.iter().map(|score| Bar {
            name: "Sở Y tế".to_owned(),
            score: *score,
            printed: score.to_string(),
            then,
            then_printed: then.map(|then| then.to_string()),
            tier: None,
        });
        let limits = limits.iter().map(|from| Limit {
            name: "Tốt".to_owned(),
            from: *from,
        });
        let all = Chart {
            title: "Điểm".to_owned(),
            maximum: 100.0,
            bars: bars.collect(),
            limits: limits.collect(),
        };
        chart(&all, "k")
    }

    /// Left edge and width of each bar.
    fn bars(drawn: &str) -> Vec<(f64, f64)> {
        let attribute = |bar: &str, name: &str| {
            let (_, rest) = bar.split_once(&format!(" {name}=\"")).expect("there");
            rest.split('"').next().expect("closed").parse::<f64>()
        };
        let rects = drawn.split("<rect ").skip(1);
        let bars = rects.map(|bar| (attribute(bar, "x"), attribute(bar, "width")));
        bars.map(|(x, width)| (x.expect("a number"), width.expect("a number")))
            .collect()
    }

    #[test]
    fn a_bar_is_as_long_as_its_score() {
        let room = WIDTH - NAMES - VALUES;
        assert_eq!(bars(&drawn(&[100.0], &[])), [(NAMES, room)]);
        assert_eq!(bars(&drawn(&[50.0, 50.0], &[])), [(NAMES, room / 2.0); 2]);
        // over the maximum, and below nothing, the scale reaches further
        assert_eq!(bars(&drawn(&[200.0, 100.0], &[]))[1], (NAMES, room / 2.0));
        let (above, below) = (room / 2.0, room / 2.0);
        assert_eq!(
            bars(&drawn(&[100.0, -100.0], &[])),
            [(NAMES + below, above), (NAMES, below)]
        );
        assert_eq!(bars(&drawn(&[], &[80.0])), []);
        assert!(drawn(&[], &[]).contains("Không có cơ quan"));
    }

    #[test]
    fn a_score_stands_at_its_bar() {
        let value = |then: Option<f64>| {
            let drawn = drawn_beside(&[40.0], then, &[]);
            let (_, rest) = drawn.split_once("class=\"value\" x=\"").expect("a score");
            rest.split('"').next().map(str::to_owned)
        };
        assert_eq!(value(None), Some("375".to_owned()));
        // last year's mark far away, inside the bar, and where the score would be
        assert_eq!(value(Some(99.0)), value(None));
        assert_eq!(value(Some(10.0)), value(None));
        assert_eq!(value(Some(42.0)), Some("388".to_owned()));
    }

    #[test]
    fn a_name_that_is_too_long_is_cut() {
        let small = "a".repeat(33);
        assert_eq!(cut(&small, LETTERS), small);
        assert_eq!(
            cut(&format!("{small}b"), LETTERS),
            format!("{}…", "a".repeat(31))
        );
        assert_eq!(cut(&"A".repeat(22), LETTERS), "A".repeat(22));
        assert_eq!(
            cut(&"Ầ".repeat(23), LETTERS),
            format!("{}…", "Ầ".repeat(21))
        );
        assert_eq!(cut("", LETTERS), "");
    }

    #[test]
    fn limits_that_stand_close_are_named_one_below_the_other() {
        let ys = |limits: &[f64]| {
            let drawn = drawn(&[50.0], limits);
            let names = drawn.split("class=\"limit-name\"").skip(1);
            let ys = names.filter_map(|name| name.split(" y=\"").nth(1)?.split('"').next());
            ys.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(ys(&[10.0, 90.0]), ["12", "12"]);
        assert_eq!(ys(&[80.0, 81.0, 82.0]), ["12", "26", "40"]);
    }

    proptest! {
        #[test]
        fn any_scores_make_a_picture(
            bars in proptest::collection::vec(("\\PC{0,50}|.{0,50}", any::<f64>(), proptest::option::of(any::<f64>())), 0..6),
            limits in proptest::collection::vec((".{0,30}", any::<f64>()), 0..5),
            maximum in any::<f64>(),
            words in ".{0,20}",
        ) {
            let bars = bars.into_iter().map(|(name, score, then)| Bar {
                name,
                score,
                printed: words.clone(),
                then,
                then_printed: then.map(|_| words.clone()),
                tier: Some(words.clone()),
            });
            let limits = limits.into_iter().map(|(name, from)| Limit { name, from });
            let drawn = chart(&Chart { title: format!("a & b{words}"), maximum, bars: bars.collect(), limits: limits.collect() }, "k");
            prop_assert!(is_well_formed(&drawn), "{}", drawn);
            prop_assert!(!drawn.contains("\"NaN") && !drawn.contains("\"inf") && !drawn.contains("\"-inf"), "{}", drawn);
            prop_assert!(self::bars(&drawn).iter().all(|(x, width)| *x >= NAMES && x + width <= WIDTH - VALUES + 0.1), "{}", drawn);
        }
    }
}
