//! Dossiers named by their folder, or by a pattern that no shell has filled in.

use std::path::{Path, PathBuf};

use super::super::Session;
use crate::diagnostics::Diagnostic;
use crate::dossier::{DECLARATION, LAW};
use crate::output::shown;

/// What stands for any letters, and for any one.
const ANY: [char; 2] = ['*', '?'];

/// All dossiers, those of a folder or pattern by name; `None` if one of these has none.
pub(in crate::cli) fn dossiers(given: &[PathBuf], session: &mut Session) -> Option<Vec<PathBuf>> {
    let mut all = Vec::with_capacity(given.len());
    let mut missing = false;
    for path in given {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let found = if path.is_dir() {
            listed(path, &is_dossier)
        } else if name.contains(ANY) && !path.exists() {
            let folder = path.parent().unwrap_or(Path::new(""));
            listed(folder, &|own| matches(&name, own) && is_dossier(own))
        } else {
            all.push(path.clone());
            continue;
        };
        if found.is_empty() {
            missing = true;
            session.diagnostics.push(none(path));
        }
        all.extend(found);
    }
    (!missing).then_some(all)
}

/// Whether a file of a folder is taken for a dossier: a set's declaration and a table of law are none.
fn is_dossier(name: &str) -> bool {
    let small = name.to_lowercase();
    let is_yaml = small.ends_with(".yaml") || small.ends_with(".yml");
    is_yaml && !name.starts_with('.') && ![DECLARATION, LAW].contains(&name)
}

fn listed(folder: &Path, takes: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let here = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let entries = std::fs::read_dir(here).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name());
    let mut names: Vec<_> = names
        .filter(|name| takes(&name.to_string_lossy()))
        .collect();
    names.sort();
    let paths = names.into_iter().map(|name| folder.join(name));
    paths.filter(|path| path.is_file()).collect()
}

/// Whether a name is one of a pattern's. A star takes as little as it can, and more only where what follows it does not
/// fit, so time is at most the product of both lengths.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut own) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while own < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, own));
                at += 1;
            }
            Some(letter) if *letter == '?' || *letter == name[own] => {
                at += 1;
                own += 1;
            }
            _ => match &mut star {
                Some((before, taken)) => {
                    *taken += 1;
                    (at, own) = (*before + 1, *taken);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|letter| *letter == '*')
}

fn none(path: &Path) -> Diagnostic {
    let path = shown(path);
    Diagnostic::error("TP108", format!("Không có hồ sơ nào ở {path}"))
        .with_note("hồ sơ là tệp .yaml hoặc .yml nằm ngay trong thư mục")
        .with_remedy("Kiểm tra lại tên thư mục, hoặc ghi tên từng hồ sơ")
}

#[cfg(test)]
mod tests {
    use super::{is_dossier, matches};

    #[test]
    fn patterns_take_names() {
        for (pattern, name, is_one) in [
            ("*.yaml", "xã 1.yaml", true),
            ("xa-?.yaml", "xa-1.yaml", true),
            ("xa-?.yaml", "xa-12.yaml", false),
            ("x*-*2.y*", "xa-12.yaml", true),
            ("*", "", true),
            ("*a*b", "aab", true),
            ("*ab", "abab", true),
            ("a*", "ba", false),
            ("*a*a*a*a*a*a*a*a*b", &"a".repeat(200), false),
            ("?", "", false),
        ] {
            assert_eq!(matches(pattern, name), is_one, "{pattern} {name}");
        }
    }

    #[test]
    fn a_declaration_is_no_dossier() {
        assert!(is_dossier("xa.yaml") && is_dossier("XA.YML"));
        assert!(!is_dossier("bo-mau.yaml") && !is_dossier("xa.md") && !is_dossier(".xa.yaml"));
    }
}
