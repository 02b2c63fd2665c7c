//! What the browser asks for.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::correction::{self, can_undo};
use super::desk::Desk;
use super::drawn::{Page, digest};
use super::made;
use super::state::Good;
use crate::fonts::Fonts;
use crate::page::fragments::fragment;
use crate::page::model::{Changes, Explanation};
use crate::page::{figures::Asked, form, svg};
use crate::serve::{Answer, Method, Request, Site};

/// The parts of the page that are the same for every dossier.
const SHELL: &str = include_str!("../../page/index.html");
const STYLE: &str = include_str!("../../page/page.css");
const SCRIPT: &str = include_str!("../../page/page.js");

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
/// Explanations of one figure, at the most.
const MOST_EXPLANATIONS: usize = 6;

/// The page of a dossier.
pub(super) struct Pages<'a> {
    pub(super) desk: &'a Desk,
}

impl Site for Pages<'_> {
    fn answer(&self, request: &Request) -> Answer {
        let parts: Vec<&str> = request.path.split('/').collect();
        let found = match request.method {
            Method::Get => self.get(&parts, request),
            Method::Post => self.post(&parts, &request.body),
        };
        found.unwrap_or_else(Answer::not_found)
    }
}

impl Pages<'_> {
    fn get(&self, parts: &[&str], request: &Request) -> Option<Answer> {
        let since = request.parameter("since");
        match *parts {
            [""] => Some(text(HTML, SHELL)),
            ["page.css"] => Some(text("text/css; charset=utf-8", STYLE)),
            ["page.js"] => Some(text("text/javascript; charset=utf-8", SCRIPT)),
            [name] if name.starts_with("face-") => face(name),
            ["state"] => Some(text(JSON, &self.state())),
            ["page", id] => self.page(id, since),
            ["fragment", name] => Some(text(HTML, &self.fragment(name, since)?)),
            ["origin", document, spot] => {
                let word = request.parameter("word");
                let (document, spot) = (document.parse().ok()?, spot.parse().ok()?);
                Some(text(HTML, &self.origin(document, spot, word)))
            }
            ["explain", id] => {
                let now = self.desk.now();
                let found = now.good.as_deref()?.facts().explain(Asked::read(id)?)?;
                Some(text(HTML, &fragment("explanation", &found)))
            }
            ["file", name] => self.file(name),
            _ => None,
        }
    }

    fn post(&self, parts: &[&str], body: &[u8]) -> Option<Answer> {
        let desk = self.desk;
        let made = |outcome| fragment("result", &outcome);
        let html = match *parts {
            ["preview"] => fragment("preview", &correction::preview(desk, &read(body)?)),
            ["correct"] => made(correction::write(desk, &read(body)?)),
            ["undo"] => made(correction::undo(desk)),
            ["build"] => made(made::build_files(desk)),
            ["change-sheet"] => {
                let asked: Since = read(body)?;
                made(made::change_sheet(desk, &asked.since))
            }
            _ => return None,
        };
        Some(text(HTML, &html))
    }

    fn state(&self) -> String {
        let now = self.desk.now();
        let good = now.good.as_deref();
        let [errors, warnings, remarks, blanks] = now.counts;
        let file = self.desk.options.dossier.file_name().unwrap_or_default();
        let state = State {
            revision: now.revision,
            title: good.map_or("", |good| &good.documents[0].meta.title),
            file: file.to_string_lossy().into_owned(),
            stale: now.stale,
            errors,
            warnings,
            remarks,
            blanks,
            documents: good.map(documents).unwrap_or_default(),
            fragments: ["problems", "figures", "corrections", "changes"]
                .map(|name| (name, digest(&self.fragment(name, "").unwrap_or_default())))
                .into_iter()
                .collect(),
            since: good.map_or_else(Vec::new, |good| {
                let choices = good.choices.iter();
                choices
                    .map(|choice| Named {
                        value: &choice.value,
                        label: &choice.label,
                    })
                    .collect()
            }),
        };
        // plain structs with string keys always serialise
        serde_json::to_string(&state).unwrap_or_default()
    }

    fn page(&self, id: &str, since: &str) -> Option<Answer> {
        let now = self.desk.now();
        let good = now.good.as_deref()?;
        let (document, page) = id.split_once('-')?;
        let (document, page): (usize, usize) = (document.parse().ok()?, page.parse().ok()?);
        let of = |pages: &[Vec<Page>]| Some(pages.get(document)?.get(page)?.svg.clone());
        let compared = good.compared(&self.desk.options, since);
        let marked = compared.and_then(|compared| of(&compared.pages));
        let drawn = marked.or_else(|| of(&good.pages))?;
        Some(text("image/svg+xml; charset=utf-8", &drawn))
    }

    fn fragment(&self, name: &str, since: &str) -> Option<String> {
        let now = self.desk.now();
        let good = now.good.as_deref();
        match name {
            "problems" => Some(now.problems.clone()),
            "figures" => Some(good.map_or_else(String::new, |good| good.figures.clone())),
            "changes" => {
                let found = good.and_then(|good| good.compared(&self.desk.options, since));
                let html = found.map(|found| found.html.clone());
                Some(html.unwrap_or_else(|| fragment("changes", &Changes::default())))
            }
            "corrections" => Some(good.map_or_else(String::new, |good| {
                let digest = good.digest();
                let undo = can_undo(self.desk, &digest);
                fragment(
                    "corrections",
                    &form::corrections(&good.scored.dossier, &digest, undo),
                )
            })),
            _ => None,
        }
    }

    /// Where that comes from which stands at a spot of a page.
    fn origin(&self, document: usize, spot: usize, word: &str) -> String {
        let now = self.desk.now();
        let found = now
            .good
            .as_deref()
            .map(|good| origins(good, document, spot, word));
        let mut found = found.unwrap_or_default();
        found.truncate(MOST_EXPLANATIONS);
        if found.is_empty() {
            found.push(Explanation {
                title: "Chữ của bộ mẫu, không lấy từ hồ sơ".to_owned(),
                steps: Vec::new(),
                places: Vec::new(),
            });
        }
        let html = found.iter().map(|one| fragment("explanation", one));
        html.collect()
    }

    fn file(&self, name: &str) -> Option<Answer> {
        let made = self.desk.made();
        let file = made.iter().find(|file| file.name == name)?;
        let kind = match name.rsplit_once('.')?.1 {
            "pdf" => "application/pdf",
            _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        };
        Some(Answer {
            file_name: Some(file.name.clone()),
            ..Answer::new(kind, file.bytes.clone())
        })
    }
}

/// An agency's row, a figure of the text, or the line that was typed.
fn origins(good: &Good, document: usize, spot: usize, word: &str) -> Vec<Explanation> {
    let Some(layout) = good.layouts.get(document) else {
        return Vec::new();
    };
    let places = svg::row_origins(layout, spot);
    let facts = good.facts();
    if let Some(agency) = facts.agency_at(&places) {
        return facts.explain(agency).into_iter().collect();
    }
    let words = svg::words(layout, spot);
    let figures = match word {
        "" => Vec::new(),
        word => facts.by_value(word, &words),
    };
    if !figures.is_empty() {
        return figures;
    }
    let typed = facts.typed(places.first().copied(), &words);
    typed.into_iter().collect()
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Since {
    since: String,
}

#[derive(Serialize)]
struct State<'a> {
    revision: u64,
    title: &'a str,
    file: String,
    stale: bool,
    errors: usize,
    warnings: usize,
    remarks: usize,
    blanks: usize,
    documents: Vec<DocumentState<'a>>,
    fragments: std::collections::BTreeMap<&'static str, String>,
    since: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    value: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct DocumentState<'a> {
    name: &'a str,
    pages: Vec<PageState<'a>>,
}

#[derive(Serialize)]
struct PageState<'a> {
    id: String,
    hash: &'a str,
    width: f64,
    height: f64,
    label: &'a str,
}

fn documents(good: &Good) -> Vec<DocumentState<'_>> {
    let both = good.documents.iter().zip(&good.pages).enumerate();
    let all = both.map(|(at, (document, pages))| DocumentState {
        name: document
            .sections
            .first()
            .map_or("", |section| section.label()),
        pages: (pages.iter().enumerate())
            .map(|(index, page)| PageState {
                id: format!("{at}-{index}"),
                hash: &page.hash,
                width: page.width,
                height: page.height,
                label: &page.label,
            })
            .collect(),
    });
    all.collect()
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    serde_json::from_slice(body).ok()
}

fn text(kind: &'static str, body: &str) -> Answer {
    Answer::new(kind, body)
}

/// A face of the program's: `face-0.ttf`.
fn face(name: &str) -> Option<Answer> {
    let index = name.strip_prefix("face-")?.strip_suffix(".ttf")?;
    let index: usize = index.parse().ok().filter(|index| *index < 4)?;
    let fonts = Fonts::built_in().ok()?;
    Some(Answer {
        keep: true,
        ..Answer::new("font/ttf", fonts.by_index(index).data().to_vec())
    })
}
