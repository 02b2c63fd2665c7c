//! How much a template may do and print.

use std::io::{Error, Write};
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Kwargs, State, Tera, Value};

use super::bounded::{EACH, VALUE, range, size, too_much};

/// One template prints no more, in MB and in bytes.
pub(super) const OUTPUT_MB: usize = 16;
const OUTPUT: usize = OUTPUT_MB << 20;
/// It goes through no more bytes of text, loops counted each time.
const WORK: usize = 64 << 20;
/// What going round costs by itself.
const STEP: usize = 256;
/// What part of the largest value going round costs more.
const KEPT_SHARE: usize = 16;
/// Functions that are put into templates: they count text that is gone through, an item of a list, a value that is
/// printed, one that is kept.
pub(super) const COUNT: &str = "__dem";
pub(super) const COUNT_ITEM: &str = "__dem_muc";
pub(super) const PRINT: &str = "__in";
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
    /// The size of the largest value kept.
    largest: usize,
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
        let budget = self.clone();
        tera.register_function(PRINT, move |call: Kwargs, _: &State| {
            budget.print(&call, WORK).map(|_| String::new())
        });
        let budget = self.clone();
        tera.register_function("range", move |call: Kwargs, _: &State| {
            let numbers = range(&call)?;
            budget.spend(EACH * numbers.len())?;
            Ok::<_, tera::Error>(numbers)
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
        self.reach(call)?;
        // each time round, every value kept may be gone through
        let kept = self.change(|spent| spent.largest / KEPT_SHARE);
        self.spend(STEP + text + kept)
    }

    fn print(&self, call: &Kwargs, limit: usize) -> Result<usize, tera::Error> {
        let value = call.get::<Value>("v")?;
        let size = value.map_or(0, |value| size(&value, limit));
        self.reach(call)?;
        // letters may be escaped, which doubles them
        self.spend(STEP + 2 * size).map(|()| size)
    }

    fn keep(&self, call: &Kwargs) -> Result<(), tera::Error> {
        let size = self.print(call, VALUE)?;
        if size > VALUE {
            return Err(self.stop(Excess::Value));
        }
        self.change(|spent| spent.largest = spent.largest.max(size));
        Ok(())
    }

    fn reach(&self, call: &Kwargs) -> Result<(), tera::Error> {
        let (file, line) = (call.must_get("f")?, call.must_get("l")?);
        self.change(|spent| spent.at = At { file, line });
        Ok(())
    }

    fn spend(&self, cost: usize) -> Result<(), tera::Error> {
        let work = self.change(|spent| {
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
