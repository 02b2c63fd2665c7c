//! `docs/ho-so.md`: every key of a dossier.

use quyet_dinh::inner::dossier::{Key, Kind, Set};
use quyet_dinh::inner::drafting::BuiltIn;

use super::tables;

/// What stands at each mark of the page.
pub fn part(mark: &str) -> Option<String> {
    let built_in = |name: &str| BuiltIn::ASKABLE.into_iter().find(|set| set.name() == name);
    Some(match mark.split_once(' ') {
        None if mark == "khoa-chung" => tables::keys("", &super::plain_set().keys, &|_| true),
        None if mark == "bo-mau" => BuiltIn::ASKABLE.map(|set| of_set(&set.set())).concat(),
        Some(("khoa-cua", name)) => of_set(&built_in(name)?.set()),
        _ => return None,
    })
}

/// What a set asks for beside the core keys.
fn of_set(set: &Set) -> String {
    let own = tables::keys("", &set.keys, &|key| key.own);
    let mut needed = Vec::new();
    more_needed("", &set.keys, &super::plain_set().keys, &mut needed);
    let needed = match needed.as_slice() {
        [] => String::new(),
        needed => format!(
            "Các khóa chung mà bộ mẫu này bắt buộc: {}.\n\n",
            needed.join(", ")
        ),
    };
    let own = if own.is_empty() {
        "Không hỏi gì thêm ngoài các khóa chung.\n\n".to_owned()
    } else {
        own
    };
    format!(
        "### Bộ mẫu `{}`\n\n{}.\n\n{needed}{own}",
        set.name, set.about
    )
}

/// Core keys that the set makes needed.
fn more_needed(path: &str, keys: &[Key], core: &[Key], found: &mut Vec<String>) {
    for key in keys.iter().filter(|key| !key.own) {
        let Some(same) = core.iter().find(|same| same.name == key.name) else {
            continue;
        };
        let path = format!("{path}{}", key.name);
        if key.needed && !same.needed {
            found.push(tables::code(&path));
        }
        let list = if matches!(key.kind, Kind::List(_)) {
            "[]"
        } else {
            ""
        };
        more_needed(&format!("{path}{list}."), key.keys(), same.keys(), found);
    }
}
