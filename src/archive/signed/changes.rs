//! What an increment changes in the document.
//!
//! An object that was there before stays as it was: so what a signature covers, and what its field shows,
//! is closed for all that follows, in whatever role it is used. Open are only the objects that signing
//! works on ([`roles`]), each judged by a rule of its own; a new object matters only through them.

mod fields;
mod metadata;
mod pages;
mod permissions;
mod roles;
mod store;
mod structure;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::form::Form;
use super::signature::Signature;
use crate::pdf_syntax::{Dictionary, File, State, Value};
use permissions::Permissions;
use roles::Role;

/// More than this nobody reads.
const MOST_FINDINGS: usize = 100;

/// What was found in all increments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Findings {
    /// What signing may not change, each in a few words, in the order found.
    pub(super) changes: Vec<String>,
    /// The archival standards the metadata no longer names.
    pub(super) lost: BTreeSet<&'static str>,
}

/// Judges every increment. What comes after the last person's signature is protected by none, for anyone gets a time
/// stamp: it may be validation data and time stamps only (ISO 32000-2, 12.8.4.3 and 12.8.5).
pub(super) fn judge(file: &File<'_>, signatures: &[Signature]) -> Findings {
    let mut findings = Findings::default();
    let mut persons = signatures
        .iter()
        .rev()
        .filter(|signature| !signature.is_time_stamp());
    let covered = persons.next().map_or(usize::MAX, |last| last.revision);
    for revision in 1..file.revisions.len() {
        let [before, after] = [revision - 1, revision].map(|revision| State { file, revision });
        let signed = signatures.iter().map(|signature| signature.revision);
        let sealed = signed.clone().rev().find(|signed| *signed < revision);
        let sealed = State {
            file,
            revision: sealed.unwrap_or_default(),
        };
        let late =
            (revision > covered).then_some(match signed.clone().any(|signed| signed == revision) {
                true => Late::TimeStamp,
                false => Late::Unsigned,
            });
        let step = Step::new([sealed, before, after], late, &mut findings);
        let judged = step.map(Step::judge);
        if let Err(change) = judged {
            findings.add(change);
        }
        // what follows builds on what is wrong already
        if !findings.changes.is_empty() || file.failure().is_some() {
            break;
        }
    }
    findings
}

impl Findings {
    fn add(&mut self, change: impl Into<String>) {
        let change = change.into();
        if self.changes.len() < MOST_FINDINGS && !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }
}

/// What an increment after the last person's signature is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Late {
    TimeStamp,
    Unsigned,
}

/// One increment under judgement.
struct Step<'a, 'f> {
    /// The document as it was last signed, or issued.
    sealed: State<'a>,
    before: State<'a>,
    after: State<'a>,
    /// The forms before and after it.
    old: Form<'a>,
    new: Form<'a>,
    /// Objects that signing works on, before and after it.
    open: BTreeMap<u32, Role>,
    still_open: BTreeMap<u32, Role>,
    /// Widgets of new fields.
    new_widgets: BTreeSet<u32>,
    /// What earlier signatures forbid.
    permissions: Permissions,
    late: Option<Late>,
    findings: &'f mut Findings,
}

impl<'a, 'f> Step<'a, 'f> {
    fn new(
        [sealed, before, after]: [State<'a>; 3],
        late: Option<Late>,
        findings: &'f mut Findings,
    ) -> Result<Self, String> {
        let (old, new) = (Form::read(before)?, Form::read(after)?);
        Ok(Self {
            open: roles::open(before, &old)?,
            still_open: roles::open(after, &new)?,
            permissions: Permissions::of(before, &old),
            new_widgets: new
                .fields
                .iter()
                .filter(|field| old.field(field.number).is_none())
                .flat_map(|field| field.widgets.iter().copied())
                .collect(),
            sealed,
            before,
            after,
            old,
            new,
            late,
            findings,
        })
    }

    fn refuse(&mut self, change: impl Into<String>) {
        self.findings.add(change);
    }

    fn judge(mut self) {
        self.catalog();
        self.info();
        self.metadata();
        self.store();
        self.fields();
        self.pages();
        self.objects();
    }

    /// Whether someone signed before.
    fn is_signed(&self) -> bool {
        self.old.fields.iter().any(super::form::Field::is_signed)
    }

    /// Whether there is an object of that number which is not as it was.
    fn is_new(&self, number: u32) -> bool {
        self.before.place(number) != self.after.place(number)
    }

    /// Every object that was there, but the open ones.
    fn objects(&mut self) {
        let (before, after) = (self.before, self.after);
        let places = &after.file.revisions[after.revision].places;
        for (number, place) in places {
            let number = *number;
            if !before.exists(number) {
                if place.is_none() {
                    self.refuse("xóa một đối tượng không có");
                }
                continue;
            }
            match self.open.get(&number) {
                Some(role) if self.late == Some(Late::Unsigned) && !role.is_allowed_late() => {
                    self.unprotected();
                }
                Some(_) => {}
                None if before.same(before.get(number), after.get(number)) => {}
                None => self.closed(number),
            }
        }
        // an old object in a new role could be changed in the next increment
        for (number, role) in &self.still_open {
            if before.exists(*number) && self.open.get(number) != Some(role) {
                let label = words::of_object(before, *number);
                self.findings.add(format!("dùng {label} vào việc khác"));
            }
        }
    }

    fn unprotected(&mut self) {
        self.refuse("ghi thêm sau chữ ký cuối cùng mà không được chữ ký nào bảo vệ");
    }

    /// The trailer and the catalog's keys that have no rule of their own.
    fn catalog(&mut self) {
        let (before, after) = (self.before, self.after);
        if before.trailer().get("Root") != after.trailer().get("Root") {
            self.refuse("thay mục gốc (Root) của tệp");
        }
        let id = |state: State<'a>| state.items_at(state.trailer(), "ID").first();
        if id(after).is_some() && id(before) != id(after) {
            self.refuse("đổi mã nhận dạng (ID) của tệp");
        }
        let (old, new) = (before.catalog(), after.catalog());
        if !is_direct(after.at(new, "Extensions")) {
            self.refuse("đổi mục /Extensions của tệp");
        }
        for key in old.differing(new) {
            match key {
                b"AcroForm" | b"Metadata" | b"DSS" | b"Extensions" => {}
                b"Version" if is_version(new.get("Version")) => {}
                b"Perms" if self.certifies() => {}
                b"Names" => self.names(after.dictionary_at(new, "Names")),
                key => self.refuse(format!(
                    "{} {}",
                    verb(old, new, key),
                    words::of_catalog(key)
                )),
            }
        }
    }

    fn names(&mut self, names: &Dictionary) {
        if names.iter().next().is_none() {
            self.refuse("đổi bảng tên (Names)");
        }
        for (kind, _) in names.iter().take(MOST_FINDINGS) {
            self.refuse(match kind {
                b"EmbeddedFiles" => "thêm tệp đính kèm".to_owned(),
                b"JavaScript" => "thêm mã JavaScript".to_owned(),
                other => format!("thêm bảng tên /{}", words::name(other)),
            });
        }
    }

    /// Signing programs put their name and the hour into Info, and nothing else.
    fn info(&mut self) {
        let (before, after) = (self.before, self.after);
        let (old, new) = (
            before.dictionary_at(before.trailer(), "Info"),
            after.dictionary_at(after.trailer(), "Info"),
        );
        if new.iter().next().is_none() && old.iter().next().is_some() {
            self.refuse("xóa thông tin tài liệu");
            return;
        }
        for key in old.differing(new) {
            let text =
                |state: State<'a>, of: &'a Dictionary| Some(state.resolve(of.entry(key)?).text());
            let own = matches!(key, b"ModDate" | b"Producer");
            let is_text = new.entry(key).is_none_or(|value| value.string().is_some());
            if !is_text || (!own && text(before, old) != text(after, new)) {
                self.refuse(format!("{} {}", verb(old, new, key), words::of_info(key)));
            }
        }
    }
}

/// What was done to a key.
fn verb(old: &Dictionary, new: &Dictionary, key: &[u8]) -> &'static str {
    match (old.entry(key), new.entry(key)) {
        (None, _) => "thêm",
        (_, None) => "xóa",
        _ => "đổi",
    }
}

/// A version of PDF.
fn is_version(value: Option<&Value>) -> bool {
    matches!(
        value.and_then(Value::name),
        Some([b'1' | b'2', b'.', b'0'..=b'9'])
    )
}

/// Whether the value leads nowhere.
fn is_direct(value: &Value) -> bool {
    let entries = value.dictionary().into_iter().flat_map(Dictionary::iter);
    let values = entries.map(|(_, value)| value);
    let direct = |value: &Value| !matches!(value, Value::Reference(_)) && is_direct(value);
    !matches!(value, Value::Stream(..))
        && values.chain(value.items().unwrap_or_default()).all(direct)
}

/// The items that were added to a list; `None` if the old ones are not all there, in their order.
fn grown<'a>(old: &[Value], new: &'a [Value]) -> Option<Vec<&'a Value>> {
    let mut old = old.iter().peekable();
    let is_added = |item: &&Value| old.next_if(|old| old == item).is_none();
    let added = new.iter().filter(is_added).collect();
    old.next().is_none().then_some(added)
}
