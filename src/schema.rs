//! The JSON Schema (draft-07) of a set's dossiers, for editors: it takes what the reader takes and tells what each
//! key means.
//!
//! Two things are left to the reader: the calendar (31/02) and what one value says of another. A type named in a
//! schema is a type that editors propose values of, so `true`, `false` and nothing are allowed without being named.

mod definitions;
mod json;
mod scalars;

use crate::dossier::{Form, Key, Kind, Set, Variants};
use definitions::Definitions;
use json::{Fields, Json};

/// The schema of the set's dossiers.
#[must_use]
pub(crate) fn schema(set: &Set) -> String {
    let mut schema = Schema {
        definitions: Definitions::of(&set.keys),
    };
    let mut fields: Fields = vec![
        (
            "$schema".into(),
            Json::text("http://json-schema.org/draft-07/schema#"),
        ),
        (
            "title".into(),
            Json::Text(format!("Hồ sơ của bộ mẫu {}", set.name)),
        ),
        ("description".into(), Json::text(&set.about)),
    ];
    fields.extend(schema.group(&set.keys, true));
    let definitions = schema.definitions.finish();
    fields.push(("definitions".into(), Json::Object(definitions)));
    Json::Object(fields).print()
}

/// What builds a schema.
struct Schema {
    definitions: Definitions,
}

impl Schema {
    /// A key: what it means, and what it takes.
    fn property(&mut self, key: &Key) -> Json {
        let mut fields: Fields = vec![
            ("title".into(), Json::Text(key.kind.words())),
            ("description".into(), Json::Text(described(key))),
        ];
        fields.extend(self.shared(&key.name, &key.kind, key.needed));
        Json::Object(fields)
    }

    /// What a kind takes, or where that is defined.
    fn shared(&mut self, name: &str, kind: &Kind, needed: bool) -> Fields {
        let Some((name, is_new)) = self.definitions.name_of(name, kind, needed) else {
            return self.kind(name, kind, needed);
        };
        if is_new {
            let fields = self.kind(&name, kind, needed);
            self.definitions.set(&name, fields);
        }
        let place = format!("#/definitions/{name}");
        vec![("$ref".into(), Json::Text(place))]
    }

    /// What a kind takes; one that is not needed takes nothing, too.
    fn kind(&mut self, name: &str, kind: &Kind, needed: bool) -> Fields {
        match kind {
            Kind::Lines => {
                let text = self.shared(name, &Kind::Text, needed);
                let mut lines = list(self.shared(name, &Kind::Text, true), needed);
                if let Some((_, of)) = lines.first_mut() {
                    // nothing at all is a text already
                    *of = Json::text("array");
                }
                let either = [text, lines].map(Json::Object);
                vec![("anyOf".into(), Json::List(either.into()))]
            }
            Kind::List(of) => {
                let items = self.shared(name, of, true);
                list(items, needed)
            }
            Kind::Group(keys) => self.group(keys, needed),
            Kind::Variants(variants) => self.variants(variants, needed),
            Kind::Map(of) => {
                let value = Json::Object(self.shared(name, of, true));
                vec![
                    ("type".into(), type_of("object", needed)),
                    ("additionalProperties".into(), value),
                ]
            }
            Kind::Free | Kind::Later(_) => Fields::new(),
            scalar => scalars::scalar(scalar, needed),
        }
    }

    fn group(&mut self, keys: &[Key], needed: bool) -> Fields {
        let properties = self.properties(keys.iter());
        vec![
            ("type".into(), type_of("object", needed)),
            ("properties".into(), properties),
            ("required".into(), required(keys)),
            ("additionalProperties".into(), Json::Flag(false)),
        ]
    }

    fn properties<'k>(&mut self, keys: impl Iterator<Item = &'k Key>) -> Json {
        let named = keys.map(|key| (key.name.to_string(), self.property(key)));
        Json::Object(named.collect())
    }

    /// All keys of all forms, of which only those of one form may stand together.
    fn variants(&mut self, variants: &Variants, needed: bool) -> Fields {
        let own = variants.forms.iter().flat_map(|form| &form.keys);
        let mut all: Vec<&Key> = Vec::new();
        for key in variants.common.iter().chain(own) {
            if !all.iter().any(|known| known.name == key.name) {
                all.push(key);
            }
        }
        let properties = self.properties(all.iter().copied());
        let forms = (variants.forms.iter()).map(|form| only(form, variants, &all));
        vec![
            ("type".into(), type_of("object", needed)),
            ("properties".into(), properties),
            ("required".into(), required(&variants.common)),
            ("additionalProperties".into(), Json::Flag(false)),
            ("anyOf".into(), Json::List(forms.collect())),
        ]
    }
}

/// The keys of one form, and none of the others'.
fn only(form: &Form, variants: &Variants, all: &[&Key]) -> Json {
    let mine = || variants.common.iter().chain(&form.keys);
    let others = (all.iter()).filter(|key| !mine().any(|own| own.name == key.name));
    let forbidden = others.map(|key| (key.name.to_string(), Json::Flag(false)));
    Json::Object(vec![
        ("required".into(), required(&form.keys)),
        ("properties".into(), Json::Object(forbidden.collect())),
    ])
}

fn list(items: Fields, needed: bool) -> Fields {
    let mut fields: Fields = vec![
        ("type".into(), type_of("array", needed)),
        ("items".into(), Json::Object(items)),
    ];
    if needed {
        fields.push(("minItems".into(), Json::Number(1)));
    }
    fields
}

fn type_of(name: &str, needed: bool) -> Json {
    if needed {
        return Json::text(name);
    }
    Json::texts([name, "null"])
}

fn required(keys: &[Key]) -> Json {
    let needed = keys.iter().filter(|key| key.needed);
    Json::texts(needed.map(|key| &*key.name))
}

/// The meaning, whether the key must be there, an example.
fn described(key: &Key) -> String {
    let mut text = key.meaning.clone();
    if key.needed {
        text.push_str(" (bắt buộc)");
    }
    if !key.example.is_empty() {
        text.push_str(&format!(". Ví dụ: {}", key.example));
    }
    text
}
