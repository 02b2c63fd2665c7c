//! What is told of many forms, against Tera itself where it matters.

use std::collections::BTreeMap;

use serde_json::json;

use super::shape::Cause;
use super::{Reading, Shape, ShapeOf, read, read_sections};
use crate::diagnostics::{Diagnostics, Sources, Span, render};

fn shape(optional: bool, of: ShapeOf) -> Shape {
    Shape { optional, of }
}

fn group<const N: usize>(keys: [(&str, Shape); N]) -> ShapeOf {
    ShapeOf::Group(keys.map(|(key, shape)| (key.to_owned(), shape)).into())
}

fn list(of: ShapeOf) -> ShapeOf {
    ShapeOf::List(Box::new(shape(false, of)))
}

fn root() -> BTreeMap<String, Shape> {
    let given = |of| shape(false, of);
    let free = |of| shape(true, of);
    let inner = group([("h", given(ShapeOf::Value)), ("k", free(ShapeOf::Value))]);
    let x = group([
        ("y", given(ShapeOf::Value)),
        ("z", free(ShapeOf::Value)),
        ("g", free(inner)),
    ]);
    let unit = group([
        ("ten", given(ShapeOf::Value)),
        ("so", free(ShapeOf::Value)),
        ("muc", given(list(ShapeOf::Value))),
    ]);
    let a = group([
        ("b", free(ShapeOf::Value)),
        ("l", free(list(ShapeOf::Value))),
        ("khoi", given(list(unit))),
    ]);
    BTreeMap::from(
        [
            ("nam", given(ShapeOf::Value)),
            ("doi", free(ShapeOf::Value)),
            ("x", free(x)),
            ("a", given(a)),
            ("ds", given(list(ShapeOf::Value))),
            ("them", given(ShapeOf::Any)),
            ("hom", given(ShapeOf::Date)),
            ("cac_hom", given(list(ShapeOf::Date))),
            ("loi", given(ShapeOf::Markdown)),
        ]
        .map(|(name, shape)| (name.to_owned(), shape)),
    )
}

fn of_one(text: &str) -> Reading {
    read(&[("mau.md", text)], &root())
}

/// `?name` for an undeclared name, `condition: what it stands at` for an optional one.
fn problems(files: &[(&str, &str)]) -> Vec<String> {
    let told = read(files, &root()).problems.into_iter().map(|problem| {
        let at = &files[problem.file].1[problem.place];
        match problem.cause {
            Cause::Undeclared { name, .. } => {
                assert_eq!(at.trim_matches('"'), name);
                format!("?{name}")
            }
            Cause::Optional {
                condition,
                has_default: true,
                ..
            } => format!("default {condition}: {at}"),
            Cause::Optional { condition, .. } => format!("{condition}: {at}"),
            // what is printed is another question
            Cause::Unprintable { .. } => String::new(),
        }
    });
    told.filter(|told| !told.is_empty()).collect()
}

/// What does not print as words, and how it is no word.
fn unprintable(text: &str) -> Vec<String> {
    let told = of_one(text).problems.into_iter();
    let told = told.filter_map(|problem| match problem.cause {
        Cause::Unprintable { name, form } => {
            assert_eq!(text[problem.place], name);
            Some(format!("{form:?} {name}"))
        }
        _ => None,
    });
    told.collect()
}

fn assert_told(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(problems(&[("mau.md", text)]), *expected, "{text}");
    }
}

#[test]
fn only_words_are_printed() {
    let cases: [(&str, &[&str]); 21] = [
        (
            "{{ nam }} {{ ds | liet_ke }} {{ ds | join(sep=\"; \") }} {{ ds | length }}",
            &[],
        ),
        (
            "{{ hom | ngay }} {{ hom | ngay_thang }} {{ them }} {{ ds[0] }}",
            &[],
        ),
        ("{% for h in cac_hom %}{{ h | ngay }}{% endfor %}", &[]),
        ("{{ loi | md }}", &[]),
        (
            "{% if nam %}\n{{ loi | md }}{% if nam %}.{% else %}./.{% endif %}\n{% endif %}",
            &[],
        ),
        ("{{ a }}", &["Structure a"]),
        ("{{ ds }}", &["Structure ds"]),
        ("{{ a.khoi[0] }}", &["Structure a.khoi[0]"]),
        ("{{ a.khoi | first }}", &["Structure a.khoi"]),
        ("{{ a.khoi | join(sep=\", \") }}", &["Structure a.khoi"]),
        ("{{ [nam] }}", &["Structure [nam]"]),
        ("{{ nam ~ ds }}", &["Structure ds"]),
        ("{{ hom }}", &["Date hom"]),
        ("{{ cac_hom | liet_ke }}", &["Date cac_hom"]),
        ("{{ nam | ngay }}", &["NoDate nam"]),
        ("{{ loi }}", &["Markdown loi"]),
        ("{{ loi | reverse }}", &["Markdown loi"]),
        ("{% if loi | length > 1 %}x{% endif %}", &["Markdown loi"]),
        ("{% set x = loi %}{{ x }}", &["Markdown x"]),
        ("chữ {{ loi | md }}", &["Inline loi"]),
        ("{{ loi | md }} chữ", &["Inline loi"]),
    ];
    for (text, expected) in cases {
        assert_eq!(unprintable(text), *expected, "{text}");
    }
}

#[test]
fn text_is_not_compared_with_numbers() {
    for (text, expected) in [
        ("{% if nam == 2026 %}a{% endif %}", "Compared nam"),
        ("{% if 2026 <= nam %}a{% endif %}", "Compared nam"),
        ("{% if hom > 1 %}a{% endif %}", "Compared hom"),
        (
            "{% if nam == \"2026\" and ds | length > 1 and them.x > 1 %}a{% endif %}",
            "",
        ),
    ] {
        assert_eq!(unprintable(text).join(" "), expected, "{text}");
    }
}

#[test]
fn names_that_are_not_declared_are_told() {
    assert_told(&[
        ("{{ nam }}{{ a.khoi[0].ten }}{{ them.gi.do }}", &[]),
        ("{{ namm }}", &["?namm"]),
        ("{{ a.c }}", &["?c"]),
        ("{{ a[\"c\"] }}", &["?c"]),
        ("{{ a.c.d.e }}", &["?c"]),
        ("{{ nam.x }}", &["?x"]),
        ("{{ ds.x }}", &["?x"]),
        ("{{ ds[0].x }}", &["?x"]),
        ("{{ ds[nam] }}", &[]),
        ("{{ a[nam].gi }}", &[]),
        (
            "{% for k in a.khoi %}{{ k.ten }}{{ k.tenn }}{{ loop.index }}{% endfor %}",
            &["?tenn"],
        ),
        ("{% for k in a.khoi %}{% endfor %}{{ k }}", &["?k"]),
        (
            "{% for k in a.khoi %}{% for m in k.muc %}{{ m }}{{ m.x }}{% endfor %}{% endfor %}",
            &["?x"],
        ),
        (
            "{% for k in a.khoi | sort %}{{ k.tenn }}{% endfor %}",
            &["?tenn"],
        ),
        (
            "{% for k in a.khoi[1:] %}{{ k.tenn }}{% endfor %}",
            &["?tenn"],
        ),
        (
            "{% for k in a.khoi | sort(attribute=\"ten\") %}{{ k.tenn }}{% endfor %}",
            &[],
        ),
        ("{{ (a.khoi | first).tenn }}", &[]),
        ("{% set k = a.khoi | first %}{{ k.tenn }}", &["?tenn"]),
        ("{% for k, v in them %}{{ k }}{{ v.x }}{% endfor %}", &[]),
        ("{% for k, v in a %}{{ k }}{{ v.x }}{% endfor %}", &[]),
        ("{% set y = a.khoi %}{{ y[0].tenn }}", &["?tenn"]),
        ("{% set y %}{{ a.c }}{% endset %}{{ y.z }}", &["?c"]),
        ("{% set y = nam | upper %}{{ y.z }}", &[]),
        (
            "{% for k in ds %}{% set y = k %}{% endfor %}{{ y }}",
            &["?y"],
        ),
        (
            "{% for k in ds %}{% set_global y = k %}{% endfor %}{{ y.z }}",
            &[],
        ),
        (
            "{% if nam %}{% set y = a %}{% else %}{% set y = ds %}{% endif %}{{ y.z }}",
            &[],
        ),
        ("{% if nam %}{% set y = a %}{% endif %}{{ y.z }}", &[]),
        ("{{ nam | default(value=namm) }}", &["?namm"]),
        ("{{ [nam, namm] | join(sep=namn) }}", &["?namm", "?namn"]),
        ("{{ {\"a\": namm, ...them} }}", &["?namm"]),
        ("{{ [k.tenn for k in a.khoi if k.so] | join }}", &["?tenn"]),
        ("{{ nam ~ namm ~ \"x\" }}", &["?namm"]),
        ("{{ range(end=namm) }}", &["?namm"]),
        ("{{ \"x\" if namm else nam }}", &["?namm"]),
        ("{% if namm is defined %}{{ namm.x }}{% endif %}", &[]),
        (
            "{% if namm is undefined %}a{% else %}{{ namm }}{% endif %}",
            &[],
        ),
        (
            "{% if a.c is defined and a.c.d %}{{ a.c.d }}{% endif %}",
            &[],
        ),
        ("{% if a.c.d is defined %}b{% endif %}", &["?c"]),
        ("{% raw %}{{ namm }}{% endraw %}{# {{ namm }} #}", &[]),
        ("{%- if namm -%}a{%- endif -%}", &["?namm"]),
        ("{% filter upper %}{{ namm }}{% endfilter %}", &["?namm"]),
        ("{{ __tera_context }}", &[]),
        ("{{ loop.index }}", &["?loop"]),
        ("{% if %}{{ namm }}", &[]),
    ]);
}

#[test]
fn facts_that_may_be_missing_need_a_condition() {
    assert_told(&[
        ("{{ doi }}", &["doi: doi"]),
        ("{{ x.y }}", &["x: x.y"]),
        ("{{ x.z }}", &["x and x.z: x.z"]),
        ("{{ x[\"z\"] }}", &["x and x[\"z\"]: x[\"z\"]"]),
        ("{{ a.b | upper }}", &["a.b: a.b"]),
        ("{{ \"a\" ~ doi }}", &["doi: doi"]),
        ("{{ doi + 1 }}{{ -doi }}", &["doi: doi", "doi: doi"]),
        ("{% if doi %}{{ doi }}{% endif %}{{ doi }}", &["doi: doi"]),
        ("{% if x %}{{ x.y }}{{ x.z }}{% endif %}", &["x.z: x.z"]),
        ("{% if x.z %}{{ x.y }}{{ x.z }}{% endif %}", &[]),
        ("{% if x[\"z\"] %}{{ x.z }}{% endif %}", &[]),
        ("{% if x and x.z %}{{ x.z }}{% endif %}", &[]),
        ("{% if not doi %}a{% else %}{{ doi }}{% endif %}", &[]),
        ("{% if not doi %}{{ doi }}{% endif %}", &["doi: doi"]),
        ("{% if doi or a.b %}{{ doi }}{% endif %}", &["doi: doi"]),
        ("{% if x.z or x.y %}{{ x.y }}{% endif %}", &[]),
        (
            "{% if not doi or not a.b %}c{% else %}{{ doi }}{{ a.b }}{% endif %}",
            &[],
        ),
        (
            "{% if nam %}{% elif doi %}{{ doi }}{% else %}{{ doi }}{% endif %}",
            &["doi: doi"],
        ),
        ("{% if not doi %}{% elif nam %}{{ doi }}{% endif %}", &[]),
        ("{% if doi == \"x\" %}{{ doi }}{% endif %}", &[]),
        ("{% if doi != \"x\" %}{{ doi }}{% endif %}", &["doi: doi"]),
        ("{% if doi != \"x\" %}{% else %}{{ doi }}{% endif %}", &[]),
        ("{% if doi != none %}{{ doi }}{% endif %}", &[]),
        ("{% if doi is not none %}{{ doi }}{% endif %}", &[]),
        ("{% if doi is none %}{{ doi }}{% endif %}", &["doi: doi"]),
        ("{% if doi in [\"a\", \"b\"] %}{{ doi }}{% endif %}", &[]),
        ("{% if \"a\" in doi %}b{% endif %}", &["doi: doi"]),
        ("{% if doi > 3 %}{{ doi }}{% endif %}", &["doi: doi"]),
        (
            "{% if a.l | length > 3 %}{{ a.l }}{% endif %}",
            &["a.l: a.l"],
        ),
        ("{% if doi is string %}{{ doi }}{% endif %}", &[]),
        (
            "{% if doi is starting_with(pat=\"a\") %}b{% endif %}",
            &["doi: doi"],
        ),
        // null is defined
        ("{% if doi is defined %}{{ doi }}{% endif %}", &["doi: doi"]),
        (
            "{% if x.z is defined %}{{ x.y }}{{ x.z }}{% endif %}",
            &["x.z: x.z"],
        ),
        // Tera takes a key of null, but not of what is undefined
        ("{% if x.g %}a{% endif %}", &[]),
        ("{% if x.g.k %}a{% endif %}", &["x and x.g: x.g"]),
        ("{{ x.g.k }}", &["x and x.g and x.g.k: x.g.k"]),
        ("{{ x.g.h }}", &["x and x.g: x.g"]),
        ("{% if x?.g?.k %}{{ x.g.k }}{% endif %}", &[]),
        ("{% if x.g and x.g.k %}{{ x.g.k }}{{ x.y }}{% endif %}", &[]),
        ("{{ x?.y }}", &["x: x?.y"]),
        ("{{ x?.y | default(value=\"\") }}", &[]),
        ("{{ doi | default(value=\"\") }}", &["default doi: doi"]),
        ("{{ doi | default(value=\"\", boolean=true) }}", &[]),
        ("{{ nam | default(value=doi) }}", &["doi: doi"]),
        ("{{ doi or \"…\" }}", &[]),
        ("{{ doi or a.b }}", &["a.b: a.b"]),
        ("{{ doi and a.b }}", &["a.b: a.b"]),
        ("{{ doi and doi }}", &[]),
        (
            "{{ doi if doi else \"\" }}{{ doi if nam else \"\" }}",
            &["doi: doi"],
        ),
        ("{{ (doi or \"\") | upper }}", &[]),
        ("{% for k in a.l %}{{ k }}{% endfor %}", &["a.l: a.l"]),
        ("{% for k in a.l or [] %}{{ k }}{% endfor %}", &[]),
        (
            "{% if a.l %}{% for k in a.l %}{{ k }}{% endfor %}{% endif %}",
            &[],
        ),
        (
            "{% for k in a.khoi %}{{ k.so }}{% if k.so %}{{ k.so }}{% endif %}{% endfor %}",
            &["k.so: k.so"],
        ),
        (
            "{% for k in a.khoi %}{% for j in a.khoi %}{% if k.so %}{{ j.so }}{% endif %}{% endfor %}{% endfor %}",
            &["j.so: j.so"],
        ),
        (
            "{% for k in a.khoi %}{% if not k.so %}{% continue %}{% endif %}{{ k.so }}{% endfor %}",
            &[],
        ),
        (
            "{% if a.khoi[0].so %}{{ a.khoi[0].so }}{{ a.khoi[1].so }}{% endif %}",
            &["a.khoi[1].so: a.khoi[1].so"],
        ),
        ("{{ [k.so for k in a.khoi] | join }}", &["k.so: k.so"]),
        ("{{ [k.so for k in a.khoi if k.so] | join }}", &[]),
        (
            "{% set y = doi %}{{ y }}{% if y %}{{ y }}{{ doi }}{% endif %}",
            &["y: y"],
        ),
        (
            "{% set y = x.g %}{% if y %}{{ y.h }}{% endif %}{{ y.h }}",
            &["x and y: y"],
        ),
        ("{% if doi %}{% set y = doi %}{% endif %}{{ y }}", &[]),
        ("{% set y = doi or \"\" %}{{ y }}", &[]),
        ("{% set y = doi %}{% set doi = nam %}{{ doi }}", &[]),
        ("{% set y %}{{ doi }}{% endset %}", &["doi: doi"]),
        ("{% if not doi %}{{ throw(message=doi) }}{% endif %}", &[]),
    ]);
}

#[test]
fn files_are_read_where_they_are_used() {
    type Files = [(&'static str, &'static str)];
    let cases: [(&Files, &[&str]); 6] = [
        (
            &[
                (
                    "a.md",
                    "{% for k in ds %}{% if doi %}{% include \"b.md\" %}{% endif %}{% endfor %}",
                ),
                ("b.md", "{{ k }}{{ doi }}{{ loop.index }}"),
            ],
            &["?loop"],
        ),
        (
            &[
                (
                    "a.md",
                    "{% if doi %}{% include \"b.md\" %}{% endif %}{% include \"b.md\" %}",
                ),
                ("b.md", "{{ doi }}"),
            ],
            &["doi: doi"],
        ),
        (
            &[
                ("a.md", "{% include \"b.md\" %}{{ y }}"),
                ("b.md", "{% set y = nam %}{{ y }}"),
            ],
            &["?y"],
        ),
        (&[("a.md", "{% include \"a.md\" %}{{ namm }}")], &[]),
        (
            &[
                (
                    "a.md",
                    "{% extends \"b.md\" %}{% block p %}{{ k }}{{ namm }}{{ super() }}{% endblock %}",
                ),
                (
                    "b.md",
                    "{% set k = nam %}{% block p %}{{ doi }}{% endblock %}{{ k.c }}",
                ),
            ],
            &["?namm", "doi: doi", "?c"],
        ),
        (
            &[(
                "a.md",
                "{% component nut(ten, @doi, chu=\"x\") %}{{ ten.gi }}{{ body }}{{ nam }}{% endcomponent %}{{ <nut ten={namm} chu=\"y\" /> }}{% <nut ten={nam}> %}{{ doi }}{% </nut> %}",
            )],
            &["?namm", "doi: doi", "?nam"],
        ),
    ];
    for (files, expected) in cases {
        assert_eq!(problems(files), expected, "{files:?}");
    }
}

#[test]
fn what_is_read_is_told_by_its_path() {
    let paths = |text: &str| of_one(text).read.into_iter().collect::<Vec<_>>().join(" ");
    for (text, expected) in [
        ("{{ nam }}", "nam"),
        ("{{ a.khoi | length }}", "a a.khoi"),
        (
            "{% for k in a.khoi %}{{ k.ten }}{% endfor %}",
            "a a.khoi a.khoi[] a.khoi[].ten",
        ),
        (
            "{% for k in a.khoi %}{{ k.muc | join }}{% endfor %}",
            "a a.khoi a.khoi[] a.khoi[].muc a.khoi[].muc[]",
        ),
        ("{% if a %}b{% endif %}", "a"),
        ("{% set y = a %}{{ y.b or \"\" }}", "a a.b"),
        ("{{ them.gi.do }}", "them them.gi them.gi.do"),
        (
            "{{ [k.ten for k in a.khoi] | join }}",
            "a a.khoi a.khoi[] a.khoi[].ten",
        ),
        (
            "{% component c(@nam) %}{{ nam }}{% endcomponent %}{{ <c /> }}",
            "nam",
        ),
        (
            "{{ ",
            "a a.b a.khoi a.khoi[] a.khoi[].muc a.khoi[].muc[] a.khoi[].so a.khoi[].ten a.l a.l[] cac_hom cac_hom[] doi ds ds[] hom loi nam them x x.g x.g.h x.g.k x.y x.z",
        ),
    ] {
        assert_eq!(paths(text), expected, "{text}");
    }
}

/// A section that is left out without a fact may read it.
#[test]
fn what_a_section_needs_is_there() {
    let files = [("a.md", "{{ x.y }}{{ x.z }}"), ("b.md", "{{ doi }}")];
    let told = |sections: &[(&str, Vec<&str>)]| {
        let found = read_sections(&files, sections, &root())
            .problems
            .into_iter();
        found
            .map(|problem| files[problem.file].1[problem.place].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&[("a.md", vec!["x.z"])]), [""; 0]);
    assert_eq!(
        told(&[("a.md", vec!["x"]), ("b.md", vec![])]),
        ["x.z", "doi"]
    );
}

/// Files that include one another many times over do not hold the program up.
#[test]
fn many_includes_come_to_an_end() {
    let names: Vec<String> = (0..40).map(|number| format!("{number}.md")).collect();
    let texts: Vec<String> = (1..=40)
        .map(|next| format!("{{% include \"{next}.md\" %}}{{% include \"{next}.md\" %}}"))
        .collect();
    let files = names
        .iter()
        .zip(&texts)
        .map(|(n, t)| (n.as_str(), t.as_str()));
    let mut files: Vec<_> = files.collect();
    files.push(("40.md", "{{ nam }}"));
    assert_eq!(read(&files, &root()).problems, []);
}

/// What may be read without a condition is what Tera fills in with every optional fact null, and fully.
#[test]
fn what_is_allowed_can_be_filled_in() {
    let empty = json!({"nam": "2021", "doi": null, "x": null, "ds": ["m"], "them": {}, "a": {"b": null, "l": null, "khoi": [{"ten": "t", "so": null, "muc": []}]}});
    let context = tera::Context::from_serialize(&empty).expect("values");
    let texts = [
        "{% if x.g %}a{% endif %}",
        "{% if x.z == \"a\" %}{% endif %}",
        "{% if x[\"z\"] %}a{% endif %}",
        "{% if x?.g?.k %}a{% endif %}",
        "{{ x?.y | default(value=\"\") }}",
        "{{ doi or \"\" }}",
        "{% for k in a.l or [] %}{% endfor %}",
        "{% if doi in [\"a\"] %}{% endif %}",
        "{% if doi is string or x.y is defined %}{% endif %}",
        "{% for k in a.khoi %}{{ k.so or \"\" }}{% endfor %}",
    ];
    for text in texts {
        assert_eq!(of_one(text).problems, [], "{text}");
        let filled = tera::Tera::new().render_str(text, &context, false);
        assert!(filled.is_ok(), "{text}: {filled:?}");
    }
    for text in [
        "{% if x.g.k %}a{% endif %}",
        "{{ x.y }}",
        "{% for k in a.l %}{% endfor %}",
        "{{ doi | upper }}",
    ] {
        assert_ne!(of_one(text).problems, [], "{text}");
        let filled = tera::Tera::new().render_str(text, &context, false);
        assert!(filled.is_err(), "{text}: {filled:?}");
    }
}

/// What the user reads: file, line, column, the near name and the condition to write.
#[test]
fn problems_are_told_in_vietnamese_at_their_place() {
    let text = "Một\n{{ namm }} {{ x.z }}\n{{ nam.x }}{{ doi | default(value=\"\") }}";
    let mut sources = Sources::default();
    let ids = [sources.add("mau/a.md", text)];
    let mut found = Diagnostics::new();
    for problem in &read(&[("a.md", text)], &root()).problems {
        found.push(super::told(problem, &ids, &crate::dossier::Set::default()));
    }
    let start = Span {
        source: ids[0],
        start: 0,
        end: 3,
    };
    found.push(super::unread("a.b", start));
    let told = render(&found, &sources);
    for words in [
        "[MB040]: Mẫu dùng biến `namm`",
        "mau/a.md:2:4",
        "Có phải là `nam`",
        "[MB041]: Mẫu dùng `x.z`",
        "mau/a.md:2:15",
        "{% if x and x.z %}",
        "mau/a.md:3:8",
        "boolean=true",
        "[MB042]: Không mẫu nào dùng khóa `a.b`",
        "mau/a.md:1:1",
    ] {
        assert!(told.contains(words), "no {words}:\n{told}");
    }
}
