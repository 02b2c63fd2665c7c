//! How much a template may do and print, and filters that stay within it.

use std::io::{Error, Write};
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Kwargs, State, StringInput, Tera, Value};

/// One template prints no more, in MB and in bytes.
pub(super) const OUTPUT_MB: usize = 16;
const OUTPUT: usize = OUTPUT_MB << 20;
/// It goes through no more bytes of text, loops counted each time.
const WORK: usize = 64 << 20;
/// No value that it makes is bigger, in KB and in bytes.
pub(super) const VALUE_KB: usize = 512;
const VALUE: usize = VALUE_KB << 10;
/// What going round costs by itself.
const STEP: usize = 256;
/// What any value takes in memory.
const EACH: usize = 16;
/// No more items are compared each with each.
const COMPARED: usize = 4096;

/// Functions that templates are given in: counts text that is gone through, an item of a list, a value.
pub(super) const COUNT: &str = "__dem";
pub(super) const COUNT_ITEM: &str = "__dem_muc";
pub(super) const KEEP: &str = "__giu";

/// What was too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    Output,
    Work,
    Value,
}

/// Where a template is: its place in the set, and the line from 1; 0 before any is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct At {
    pub(super) file: usize,
    pub(super) line: usize,
}

#[derive(Debug, Default)]
struct Spent {
    work: usize,
    at: At,
    excess: Option<Excess>,
}

/// What one rendering has done so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Budget(Arc<Mutex<Spent>>);

impl Budget {
    /// Lets the functions in templates count here.
    pub(super) fn register(&self, tera: &mut Tera) {
        let budget = self.clone();
        tera.register_function(COUNT, move |call: Kwargs, _: &State| {
            budget.count(&call).map(|()| String::new())
        });
        let budget = self.clone();
        tera.register_function(COUNT_ITEM, move |call: Kwargs, _: &State| {
            budget.count(&call).map(|()| true)
        });
        let budget = self.clone();
        tera.register_function(KEEP, move |call: Kwargs, _: &State| {
            budget.keep(&call).map(|()| String::new())
        });
    }

    /// What was too much, if anything, and where the template was last.
    pub(super) fn outcome(&self) -> (Option<Excess>, At) {
        self.change(|spent| (spent.excess, spent.at))
    }

    fn change<T>(&self, change: impl FnOnce(&mut Spent) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn count(&self, call: &Kwargs) -> Result<(), tera::Error> {
        let text: usize = call.must_get("n")?;
        self.spend(call, STEP + text)
    }

    fn keep(&self, call: &Kwargs) -> Result<(), tera::Error> {
        let size = call
            .get::<Value>("v")?
            .map_or(0, |value| size(&value, VALUE + 1));
        // letters may be escaped, which doubles them
        self.spend(call, STEP + 2 * size)?;
        if size > VALUE {
            return Err(self.stop(Excess::Value));
        }
        Ok(())
    }

    fn spend(&self, call: &Kwargs, cost: usize) -> Result<(), tera::Error> {
        let (file, line) = (call.must_get("f")?, call.must_get("l")?);
        let work = self.change(|spent| {
            spent.at = At { file, line };
            spent.work += cost;
            spent.work
        });
        if work > WORK {
            return Err(self.stop(Excess::Work));
        }
        Ok(())
    }

    fn stop(&self, excess: Excess) -> tera::Error {
        self.change(|spent| spent.excess = Some(excess));
        too_much()
    }
}

fn too_much() -> tera::Error {
    tera::Error::message("The result is too large")
}

/// The size of a value once printed, up to a limit.
fn size(value: &Value, limit: usize) -> usize {
    let mut all = EACH;
    if let Some(text) = value.as_str() {
        return all + text.len();
    }
    let pairs = value.as_map().into_iter().flatten();
    let pairs = pairs.map(|(key, inner)| (key.as_str().map_or(EACH, str::len), inner));
    let items = value.as_array().into_iter().flatten().map(|item| (0, item));
    for (key, inner) in items.chain(pairs) {
        if all > limit {
            break;
        }
        all += key + size(inner, limit.saturating_sub(all));
    }
    all
}

/// Takes what a template prints, up to the limit.
pub(super) struct Output {
    pub(super) bytes: Vec<u8>,
    pub(super) budget: Budget,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > OUTPUT {
            return Err(Error::other(self.budget.stop(Excess::Output)));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Tera's filters that could make something big, or take long, of what is small.
pub(super) fn register_filters(tera: &mut Tera) {
    tera.register_filter("replace", replace);
    tera.register_filter("join", join);
    tera.register_filter("indent", indent);
    tera.register_filter("unique", unique);
}

fn checked(size: usize) -> Result<(), tera::Error> {
    if size > VALUE {
        Err(too_much())
    } else {
        Ok(())
    }
}

fn replace(text: StringInput<'_>, call: Kwargs, state: &State) -> Result<Value, tera::Error> {
    let from = call.must_get::<&str>("from")?;
    let to = call.must_get::<StringInput<'_>>("to")?;
    let safe = state.autoescaping_enabled() && (text.is_safe() || to.is_safe());
    let (whole, to) = if safe {
        (text.rendered(state)?, to.rendered(state)?)
    } else {
        (text.as_str().into(), to.as_str().into())
    };
    checked(whole.len() + whole.matches(from).count() * to.len())?;
    let replaced = whole.replace(from, &to);
    Ok(if safe {
        Value::safe_string(&replaced)
    } else {
        replaced.into()
    })
}

fn join(items: Vec<Value>, call: Kwargs, state: &State) -> Result<Value, tera::Error> {
    let sep = call.get::<StringInput<'_>>("sep")?;
    let is_safe = |item: &Value| item.is_string() && item.is_safe();
    let safe_sep = sep.as_ref().is_some_and(StringInput::is_safe);
    let safe = state.autoescaping_enabled() && (items.iter().any(is_safe) || safe_sep);
    let sep = match &sep {
        Some(sep) if safe => sep.rendered(state)?,
        Some(sep) => sep.as_str().into(),
        None => "".into(),
    };
    let mut joined = String::new();
    for (at, item) in items.iter().enumerate() {
        checked(joined.len() + sep.len() + size(item, VALUE))?;
        if at > 0 {
            joined.push_str(&sep);
        }
        if !safe {
            joined.push_str(&item.to_string());
        } else if !item.is_undefined() {
            joined.push_str(&state.escape_if_needed(item)?);
        }
    }
    Ok(if safe {
        Value::safe_string(&joined)
    } else {
        joined.into()
    })
}

fn indent(text: StringInput<'_>, call: Kwargs, state: &State) -> Result<Value, tera::Error> {
    let width = call.get::<usize>("width")?.unwrap_or(4).min(1000);
    let mark = call.get::<StringInput<'_>>("indentation")?;
    let first = call.get::<bool>("first")?.unwrap_or(false);
    let blank = call.get::<bool>("blank")?.unwrap_or(false);
    if mark
        .as_ref()
        .is_some_and(|mark| mark.as_str().chars().count() != 1)
    {
        return Err(tera::Error::message(
            "The `indentation` argument must contain exactly one character",
        ));
    }
    let safe_mark = mark.as_ref().is_some_and(StringInput::is_safe);
    let safe = state.autoescaping_enabled() && (text.is_safe() || safe_mark);
    let whole = if safe {
        text.rendered(state)?
    } else {
        text.as_str().into()
    };
    let mark = match &mark {
        Some(mark) if safe => mark.rendered(state)?,
        Some(mark) => mark.as_str().into(),
        None => " ".into(),
    };
    checked(whole.len() + (whole.lines().count() + 1) * width * mark.len())?;
    let indent = mark.repeat(width);
    let lines = whole.lines().enumerate().map(|(at, line)| match at {
        0 if !first => line.to_owned(),
        0 => format!("{indent}{line}"),
        _ if line.is_empty() && !blank => String::new(),
        _ => format!("{indent}{line}"),
    });
    let mut all = lines.collect::<Vec<_>>().join("\n");
    if whole.ends_with('\n') {
        all.push('\n');
    }
    Ok(if safe {
        Value::safe_string(&all)
    } else {
        all.into()
    })
}

fn unique(items: Vec<Value>, _: Kwargs, _: &State) -> Result<Vec<Value>, tera::Error> {
    if items.len() > COMPARED {
        return Err(too_much());
    }
    let mut found = Vec::new();
    for item in items {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::register_filters;
    use tera::Tera;

    /// These filters do what Tera's own do.
    #[test]
    fn filters_are_those_of_tera() {
        let values =
            serde_json::json!({"a": "x*y", "l": ["p*", "q", "p*", 3, null], "t": "u\n\nv*\n"});
        let context = tera::Context::from_serialize(&values).expect("values");
        let mut own = Tera::new();
        register_filters(&mut own);
        for text in [
            "{{ a | replace(from=\"x\", to=\"<z>\") }}",
            "{{ a | safe | replace(from=\"x\", to=\"<z>\") }}",
            "{{ a | replace(from=\"x\", to=t | safe) }}",
            "{{ l | join }}|{{ l | join(sep=\"<>\") }}|{{ l | join(sep=\"<>\" | safe) }}",
            "{{ [a | safe, \"<\", l] | join(sep=\"&\") }}|{{ [] | join }}|{{ [l, {\"k\": 1}] | join }}",
            "{{ t | indent }}|{{ t | indent(width=2, first=true, blank=true) }}|{{ \"\" | indent(first=true) }}",
            "{{ t | safe | indent(indentation=\"<\") }}|{{ \"\\n\" | indent(blank=true) }}",
            "{{ l | unique }}",
        ] {
            for escape in [false, true] {
                let print = |tera: &mut Tera| tera.render_str(text, &context, escape);
                let (ours, theirs) = (print(&mut own), print(&mut Tera::new()));
                assert_eq!(ours.expect("filled"), theirs.expect("filled"), "{text}");
            }
        }
    }
}
