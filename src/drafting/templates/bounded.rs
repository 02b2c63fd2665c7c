//! Tera's own function and filters that could make something big, or take long, of what is small: here they stop.
//! Else they do what Tera's do.

use tera::{Kwargs, State, StringInput, Tera, Value};

/// No value that it makes is bigger, in KB and in bytes.
pub(super) const VALUE_KB: usize = 512;
pub(super) const VALUE: usize = VALUE_KB << 10;
/// What any value takes in memory.
pub(super) const EACH: usize = 16;
/// How many times over a value holds others at most.
const NESTED: usize = 64;
/// The longest range, as in Tera.
const RANGE: usize = 100_000;
/// No more items are compared each with each.
const COMPARED: usize = 4096;

pub(super) fn too_much() -> tera::Error {
    tera::Error::message("The result is too large")
}

/// The size of a value once printed, at most a little over the limit.
pub(super) fn size(value: &Value, limit: usize) -> usize {
    size_in(value, limit, NESTED)
}

/// The same of a value that may hold others so many times over.
fn size_in(value: &Value, limit: usize, nested: usize) -> usize {
    let mut all = EACH;
    if let Some(text) = value.as_str() {
        return all + text.len();
    }
    if nested == 0 {
        return limit + 1;
    }
    let pairs = value.as_map().into_iter().flatten();
    let pairs = pairs.map(|(key, inner)| (key.as_str().map_or(EACH, str::len), inner));
    let items = value.as_array().into_iter().flatten().map(|item| (0, item));
    for (key, inner) in items.chain(pairs) {
        if all > limit {
            break;
        }
        all += key + size_in(inner, limit - all, nested - 1);
    }
    all
}

/// Tera's function of that name.
pub(super) fn range(call: &Kwargs) -> Result<Vec<i128>, tera::Error> {
    let start = call.get::<i128>("start")?.unwrap_or_default();
    let end = call.must_get::<i128>("end")?;
    let step = call.get::<i128>("step_by")?.unwrap_or(1);
    if start > end && step > 0 {
        return Err(tera::Error::message(
            "Function `range` was called with a `start` argument greater than the `end` one",
        ));
    }
    if step == 0 {
        return Err(tera::Error::message(
            "Function `range` was called with a `step_by` argument of 0",
        ));
    }
    let after = |number: &i128| number.checked_add(step);
    let numbers = std::iter::successors(Some(start), after);
    let numbers = numbers.take_while(|number| {
        if step > 0 {
            *number < end
        } else {
            *number > end
        }
    });
    let numbers: Vec<i128> = numbers.take(RANGE + 1).collect();
    if numbers.len() > RANGE {
        return Err(tera::Error::message(
            "Function `range` would produce too many elements",
        ));
    }
    Ok(numbers)
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
    use super::super::limits::Budget;
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
        Budget::default().register(&mut own);
        for text in [
            "{{ a | replace(from=\"x\", to=\"<z>\") }}",
            "{{ a | safe | replace(from=\"x\", to=\"<z>\") }}",
            "{{ a | replace(from=\"x\", to=t | safe) }}",
            "{{ l | join }}|{{ l | join(sep=\"<>\") }}|{{ l | join(sep=\"<>\" | safe) }}",
            "{{ [a | safe, \"<\", l] | join(sep=\"&\") }}|{{ [] | join }}|{{ [l, {\"k\": 1}] | join }}",
            "{{ t | indent }}|{{ t | indent(width=2, first=true, blank=true) }}|{{ \"\" | indent(first=true) }}",
            "{{ t | safe | indent(indentation=\"<\") }}|{{ \"\\n\" | indent(blank=true) }}",
            "{{ l | unique }}",
            "{{ range(end=3) }}{{ range(start=2, end=9, step_by=3) }}{{ range(end=0) }}",
            "{{ range(start=5, end=0, step_by=-2) }}{{ range(start=1, end=4, step_by=-2) }}",
        ] {
            for escape in [false, true] {
                let print = |tera: &mut Tera| tera.render_str(text, &context, escape);
                let (ours, theirs) = (print(&mut own), print(&mut Tera::new()));
                assert_eq!(ours.expect("filled"), theirs.expect("filled"), "{text}");
            }
        }
    }
}
