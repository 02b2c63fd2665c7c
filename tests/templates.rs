//! Broken templates: each mistake is told in Vietnamese, at its place, with the near word.

mod common;

use std::fmt::Write;

use quyet_dinh::inner::diagnostics::{Diagnostics, Severity, Sources, Version, render};
use quyet_dinh::inner::drafting::{DraftOptions, Templates};
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::pipeline::{self, Workshop};

/// What Tera would say, and what only the program itself must see.
const ENGLISH: [&str; 22] = [
    "expected",
    "found",
    "unexpected",
    "undefined",
    "variable",
    "field",
    "invalid",
    "unknown",
    "cannot",
    "error",
    "must",
    "only",
    "type",
    "value",
    "missing",
    "identifier",
    "integer",
    "circular",
    "template",
    "available",
    "closing",
    "tera",
];

/// The problems of an annex's template with this text, as the user reads them.
fn problems(files: &[(&str, &str)]) -> (Diagnostics, String) {
    let (found, text) = anything(files);
    assert!(found.has_errors(), "drafted: {files:?}");
    (found, text)
}

/// A dossier of the decision alone.
fn plain() -> String {
    let (before, rest) = common::DETAILED
        .split_once("to_trinh:\n")
        .expect("a Tờ trình");
    let (_, after) = rest.split_once("\n\n").expect("more");
    format!("{before}\n{after}")
}

/// The same, problems or not.
fn anything(files: &[(&str, &str)]) -> (Diagnostics, String) {
    let mut sources = Sources::default();
    let scored = common::scored(&plain(), &mut sources);
    let mut found = Diagnostics::new();
    let decision = ("quyet-dinh.md", "Điều 1.");
    let texts = std::iter::once(decision).chain(files.iter().copied());
    match Templates::from_texts("mau", texts, &mut sources) {
        Ok(templates) => {
            let fonts = Fonts::built_in().expect("fonts are compiled in");
            let workshop = Workshop {
                templates: templates.into(),
                fonts: fonts.into(),
            };
            let options = DraftOptions::default();
            let drafted = pipeline::draft(&workshop, &scored, &options, &mut sources, &mut found);
            assert_eq!(drafted.is_none(), found.has_errors(), "{files:?}");
        }
        Err(problems) => found.extend(problems),
    }
    let text = render(&found, &sources);
    (found, text)
}

/// `code line:column words`, the words up to the first that must be there.
fn assert_told(template: &str, code: &str, place: &str, words: &[&str]) {
    let (found, text) = problems(&[("phu-luc.md", template)]);
    let first = found.iter().next().expect("a problem");
    assert_eq!(first.code, code, "{template}\n{text}");
    assert!(
        text.contains(&format!("--> mau/phu-luc.md:{place}\n")),
        "{template}\n{text}"
    );
    for word in words {
        assert!(text.contains(word), "no {word}: {template}\n{text}");
    }
    assert_vietnamese(&text, template);
}

/// No English, no inner mark, no replaced letter. Lines of the template itself and names in back quotes do not
/// count.
fn assert_vietnamese(text: &str, template: &str) {
    let own = |line: &&str| {
        let (number, _) = line.split_once('|').unwrap_or(("x", ""));
        !line.contains("-->") && (number.trim().parse::<usize>().is_err())
    };
    let mut said = String::new();
    for line in text.lines().filter(own) {
        let outside = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        // lists of names the template may use
        let words = outside
            .split_once("ở đây: ")
            .map_or(outside.as_str(), |(words, _)| words);
        writeln!(said, "{}", words.to_lowercase()).expect("memory");
    }
    for word in said.split(|c: char| !c.is_alphabetic()) {
        assert!(!ENGLISH.contains(&word), "{word}: {template}\n{text}");
    }
    let inner = |c: char| matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fffd}');
    assert!(!text.contains(inner), "{template}\n{text}");
}

/// What opens and is not closed is shown where it opens.
#[test]
fn unclosed_tags_are_told_where_they_open() {
    for (template, place, words) in [
        (
            "Một\n{% for k in khoi %}\n{{ k.ten }}\n\nHai",
            "2:1",
            &["{% endfor %}"][..],
        ),
        ("{% if nam %}\nMột\n", "1:1", &["{% endif %}"]),
        (
            "{% for k in khoi %}{% if k.ten %}a{% endfor %}",
            "1:20",
            &["{% endif %}", "{% endfor %}` này"],
        ),
        ("{% block a %}\nMột\n", "1:1", &["{% endblock %}"]),
        ("{% filter upper %}a", "1:1", &["{% endfilter %}"]),
        ("{% set a %}b", "1:1", &["{% endset %}"]),
        ("a\n{% raw %}b", "2:1", &["{% endraw %}"]),
        ("Một {{ nam \n\nHai {{ nam }}", "1:5", &["chưa có `}}`"]),
        ("Một {% if nam }a{% endif %}", "1:5", &["chưa có `%}`"]),
        ("Một {{{ nam }}", "1:5", &["Thừa một dấu `{`"]),
        ("Một {# ghi chú", "1:5", &["chưa có `#}`"]),
        ("{% component a() %}b", "1:1", &["{% endcomponent %}"]),
    ] {
        assert_told(template, "MB001", place, words);
    }
}

/// What closes without an opening tag, and words that are no tag.
#[test]
fn stray_and_unknown_tags_are_told_at_their_place() {
    for (template, place, words) in [
        ("Một\n  {% endfor %}", "2:3", &["{% for"][..]),
        ("{% if nam %}a{% endif %}\n{% endif %}", "2:1", &["{% if"]),
        ("{% for k in khoi %}\na\n{% enfor %}", "3:1", &["`endfor`"]),
        ("{% iff nam %}a{% endif %}", "1:1", &["Có phải là `if`"]),
        ("{% macro a() %}b{% endmacro %}", "1:1", &["`macro`"]),
        (
            "{% block a %}{% endblock %}\n{% block a %}{% endblock %}",
            "2:10",
            &["`a` đã có"],
        ),
        ("{{ nam +* 2 }}", "1:9", &["gặp `*`"]),
        ("{{ nam | }}", "1:10", &["một tên"]),
        ("{{ }}", "1:4", &["gặp `}}`"]),
        ("{% for k khoi %}a{% endfor %}", "1:10", &["`in`"]),
        ("{{ nam & 2 }}", "1:8", &["ký tự không dùng được"]),
        ("{{ \"nam }}", "1:4", &["nháy"]),
        (
            "{% for k in khoi %}{{ loop.lastt }}{% endfor %}",
            "1:28",
            &["`last`"],
        ),
        ("{% break %}", "1:4", &["`for`"]),
        ("{% include nam %}", "1:12", &["chữ"]),
        (
            "a\n{% extends \"quyet-dinh.md\" %}",
            "2:12",
            &["lệnh đầu tiên"],
        ),
    ] {
        assert_told(template, "MB001", place, words);
    }
}

/// Names that are not there: the near word, at the name itself.
#[test]
fn missing_names_come_with_the_near_word() {
    for (template, place, words) in [
        ("{{ namm }}", "1:4", &["Có phải là `nam`"][..]),
        (
            "Một {{ co_quan_ban_hanh.tenn }}",
            "1:25",
            &["`ten`", "`co_quan_ban_hanh`", "ten_viet_tat"],
        ),
        (
            "{% for k in khoi %}\n{{ k.tieu_dee }}\n{% endfor %}",
            "2:6",
            &["`tieu_de`", "`k`"],
        ),
        (
            "{{ co_quan_ban_hanh[\"tenn\"] }}",
            "1:22",
            &["`ten`", "`co_quan_ban_hanh`"],
        ),
        (
            "{{ khoi[0].tieu_dee }}",
            "1:12",
            &["`tieu_de`", "`khoi[0]`"],
        ),
        ("{{ khoi[99].ten }}", "1:4", &["`khoi[99]`", "phần tử"]),
        (
            "{{ chung.trung_bin | diem }}",
            "1:10",
            &["`trung_binh`", "`chung`"],
        ),
        ("{% for k in khoii %}a{% endfor %}", "1:13", &["`khoi`"]),
        (
            "{% for m in chi_so.danh_sac %}a{% endfor %}",
            "1:20",
            &["`danh_sach`"],
        ),
        ("{{ qua_trinh.huong_dann.so }}", "1:14", &["`huong_dan`"]),
        (
            "{{ khoi[0][\"tieu đề\"] }}",
            "1:13",
            &["`tieu_de`", "`khoi[0]`"],
        ),
        ("{{ not nam.x.y }}", "1:12", &["`x`", "`nam`"]),
        ("{{ nam.so }}", "1:8", &["`so`", "`nam`"]),
        ("{% if chung.diemm > 3 %}a{% endif %}", "1:13", &["`diemm`"]),
        ("{% set a = 2 + chung.diemm %}", "1:22", &["`diemm`"]),
        (
            "{% for k in khoi %}{% for m in k.mucc %}a{% endfor %}{% endfor %}",
            "1:34",
            &["`muc`"],
        ),
    ] {
        assert_told(template, "MB002", place, words);
    }
}

/// Unknown filters, functions, tests, components and files.
#[test]
fn unknown_words_come_with_the_near_word() {
    for (template, place, words) in [
        (
            "{{ nam }}\n{{ nam | chu_hoaa }}",
            "2:10",
            &["Có phải là `chu_hoa`"][..],
        ),
        ("{{ nam | uper }}", "1:10", &["Có phải là `upper`"]),
        (
            "{% if nam is strin %}a{% endif %}",
            "1:14",
            &["Có phải là `string`"],
        ),
        ("{{ rang(end=3) }}", "1:4", &["Có phải là `range`"]),
        ("{{ __dem(n=1, l=1, f=1) }}", "1:4", &["`__dem`"]),
        (
            "{% include \"quyet-din.md\" %}",
            "1:13",
            &["Có phải là `quyet-dinh.md`"],
        ),
        (
            "{% extends \"quyet-din.md\" %}",
            "1:1",
            &["Có phải là `quyet-dinh.md`"],
        ),
        ("{{ <nut /> }}", "1:5", &["thành phần"]),
    ] {
        assert_told(template, "MB014", place, words);
    }
}

/// Values of the wrong kind: which was wanted and which came.
#[test]
fn wrong_kinds_of_values_are_named() {
    for (template, place, words) in [
        (
            "{{ chi_so.danh_sach | join(sep=3) }}",
            "1:4",
            &["`join` hoặc tham số của nó cần chữ, ở đây là số nguyên"][..],
        ),
        (
            "{{ khoi | diem }}",
            "1:4",
            &["`diem` cần chữ, ở đây là danh sách"][..],
        ),
        (
            "{{ nam | hai_chu_so }}",
            "1:4",
            &["`hai_chu_so` cần số nguyên, ở đây là chữ"],
        ),
        (
            "{{ nam | liet_ke }}",
            "1:4",
            &["cần danh sách, ở đây là chữ"],
        ),
        ("{% if nam is odd %}a{% endif %}", "1:7", &["`odd` cần số"]),
        (
            "{% for k in nam %}{% for j in 3 %}a{% endfor %}{% endfor %}",
            "1:31",
            &["số nguyên"],
        ),
        ("{{ nam + 1 }}", "1:4", &["nối chữ dùng `~`"]),
        ("{{ nam * 2 }}", "1:4", &["phép tính", "ở đây là chữ"]),
        ("{{ 1 / 0 }}", "1:8", &["chia cho 0"]),
        ("{{ 1 // 0 }}", "1:9", &["chia cho 0"]),
        (
            "{% if nam > 3 %}a{% endif %}",
            "1:7",
            &["không so sánh được chữ với số nguyên"],
        ),
        (
            "{% if 1 in 3 %}a{% endif %}",
            "1:12",
            &["`in`", "số nguyên"],
        ),
        (
            "{{ nam | replace(from=\"a\") }}",
            "1:10",
            &["thiếu tham số `to`"],
        ),
        ("{{ -nam }}", "1:5", &["dấu trừ"]),
        ("{{ khoi[\"a\"] }}", "1:9", &["số thứ tự"]),
        ("{{ nam | abs }}", "1:10", &["chỉ nhận số"]),
    ] {
        assert_told(template, "MB013", place, words);
    }
}

/// What lets chance into the text, or lets a value grow each time round.
#[test]
fn what_no_template_may_do_is_refused_at_its_place() {
    for (template, place, words) in [
        ("a {{ throw(message=\"b\") }}", "1:6", &["`throw`"][..]),
        (
            "{% if not nam %}{{ throw(message=nam) }}{% endif %}",
            "1:20",
            &["bắt buộc"],
        ),
        (
            "{% for k in khoi | group_by(attribute=\"ma\") %}{% endfor %}",
            "1:20",
            &["`for`"],
        ),
        ("\n{{ __tera_context }}", "2:4", &["mỗi lần một khác"]),
        (
            "{% for k in khoi %}{% set_global x = x ~ k.ten %}{% endfor %}",
            "1:23",
            &["`x` dài thêm", "join"],
        ),
        (
            "{% for k in khoi %}{% if k.ten %}{% set_global x = [...x, k] %}{% endif %}{% endfor %}",
            "1:37",
            &["`x`"],
        ),
        (
            "{% for k in khoi %}{% set_global x %}{{ x }}a{% endset %}{% endfor %}",
            "1:23",
            &["`x`"],
        ),
    ] {
        assert_told(template, "MB043", place, words);
    }
    let joined = format!("a\n{{{{ nam{} }}}}", " ~ nam".repeat(33));
    assert_told(&joined, "MB043", "2:4", &["`~`"]);
    for template in [
        "{% set_global n = 0 %}{% for k in khoi %}{% set_global n = n + 1 %}{% endfor %}{{ n }}",
        "{% set x = \"a\" %}{% for k in khoi %}{% set_global x = k.ten ~ \"b\" %}{% endfor %}{{ x }}",
        "{% set x = \"a\" %}{% set x = x ~ \"b\" %}{{ x }}",
        "{% for k in khoi %}{% set x = k.ten %}{% set x = x ~ \"b\" %}{{ x }}{% endfor %}",
    ] {
        let (found, text) = anything(&[("phu-luc.md", template)]);
        assert!(found.is_empty(), "{template}\n{text}");
    }
}

/// What would go on for ever or fill the memory stops soon, at the line where it was.
#[test]
fn too_much_is_stopped_at_its_line() {
    let five = |inside: &str| {
        let open: String = (0..5)
            .map(|n| format!("{{% for x{n} in range(end=1000) %}}\n"))
            .collect();
        format!("{open}{inside}{}", "{% endfor %}".repeat(5))
    };
    let grown = |times: usize, line: &str| format!("{{% set x = nam %}}\n{}", line.repeat(times));
    let long = format!("{}\n", "Một dòng chữ của văn bản này. ".repeat(20));
    let cases = [
        (five(&long), 5, "quá 16 MB"),
        (five(""), 5, "lặp quá nhiều"),
        (five("{{ khoi }}"), 0, "quá 16 MB"),
        (
            format!("{{% set t %}}{}{{% endset %}}", five(&long)),
            5,
            "lặp quá nhiều",
        ),
        (
            format!(
                "{{% filter upper %}}{}{{% endfilter %}}",
                five("{{ khoi }}")
            ),
            0,
            "lặp quá nhiều",
        ),
        (grown(40, "{% set x = x ~ x %}\n"), 18, "quá 512 KB"),
        (grown(40, "{% set x = [x, x] %}\n"), 0, "quá 512 KB"),
        (grown(500, "{% set x = [x] %}\n"), 66, "quá 512 KB"),
        (
            grown(40, "{% set x %}{{ x }}{{ x }}{% endset %}\n"),
            0,
            "quá 512 KB",
        ),
        (
            grown(40, "{% set y = x ~ x %}{% set x = y %}\n"),
            0,
            "quá 512 KB",
        ),
        (
            "\n{% set x = [[b for b in range(end=100000)] for c in range(end=100000)] %}"
                .to_owned(),
            2,
            "lặp quá nhiều",
        ),
        (
            format!(
                "{{% component c(n) %}}{{% if n < 15 %}}{}{{% endif %}}{{% endcomponent %}}\n{{{{ <c n={{0}}/> }}}}",
                "{{ <c n={n + 1}/> }}".repeat(9)
            ),
            1,
            "lặp quá nhiều",
        ),
    ];
    for (template, line, words) in cases {
        let (found, text) = problems(&[("phu-luc.md", &template)]);
        let first = found.iter().next().expect("a problem");
        assert_eq!(first.code, "MB044", "{template}\n{text}");
        assert!(text.contains(words), "{template}\n{text}");
        assert!(
            line == 0 || text.contains(&format!("mau/phu-luc.md:{line}:1\n")),
            "{template}\n{text}"
        );
        assert_vietnamese(&text, &template);
    }
    for template in [
        "{% set x = nam | replace(from=\"\", to=range(end=9999) | join) | replace(from=\"\", to=range(end=9999) | join) %}",
        "{% set x = range(end=9999) | join(sep=range(end=9999) | join) %}",
        "{% set x = range(end=1000000000) %}",
        "{% set x = range(end=9999) | join(sep=\"\n\") | indent(width=1000) %}",
        "{% set x = range(end=99999) | unique %}",
    ] {
        let (found, text) = problems(&[("phu-luc.md", template)]);
        assert_eq!(
            found.iter().next().expect("a problem").code,
            "MB013",
            "{text}"
        );
        assert_vietnamese(&text, template);
    }
}

/// Files that include one another many times over: nothing is printed, but much is done. And what lies too deep.
#[test]
fn many_includes_are_stopped() {
    let chain = |depth: usize, times: usize| -> Vec<(String, String)> {
        let file = |number: usize| {
            let next = format!("\n{{% include \"{}.md\" %}}", number + 1);
            let text = if number < depth {
                next.repeat(times)
            } else {
                String::new()
            };
            let name = if number == 0 {
                "phu-luc".to_owned()
            } else {
                number.to_string()
            };
            (format!("{name}.md"), text)
        };
        (0..=depth).map(file).collect()
    };
    let told = |files: Vec<(String, String)>| {
        let files: Vec<_> = files
            .iter()
            .map(|(n, t)| (n.as_str(), t.as_str()))
            .collect();
        problems(&files).1
    };
    let wide = told(chain(8, 40));
    assert!(wide.contains("[MB044]"), "{wide}");
    let deep = told(chain(9, 1));
    assert!(
        deep.contains("[MB043]") && deep.contains("mau/phu-luc.md:2:1"),
        "{deep}"
    );
    let endless = told(chain(20_000, 1));
    assert!(endless.contains("quá 100 tệp"), "{endless}");
}

/// Templates that use one another in a circle are refused before anything is filled in.
#[test]
fn circles_are_refused_where_they_close() {
    let told = |files: &[(&str, &str)], place: &str| {
        let (found, text) = problems(files);
        let first = found.iter().next().expect("a problem");
        assert_eq!(first.code, "MB001", "{text}");
        assert!(text.contains(&format!("--> mau/{place}\n")), "{text}");
        assert_vietnamese(&text, "");
    };
    told(
        &[("phu-luc.md", "a\n{% include \"phu-luc.md\" %}")],
        "phu-luc.md:2:1",
    );
    told(
        &[("phu-luc.md", "{% extends \"phu-luc.md\" %}")],
        "phu-luc.md:1:1",
    );
    let circle = [
        ("phu-luc.md", "{% include \"a.md\" %}"),
        ("a.md", "a\n\n{% include \"phu-luc.md\" %}"),
    ];
    let (_, text) = problems(&circle);
    assert!(
        text.contains("a.md:3:1") || text.contains("phu-luc.md:1:1"),
        "{text}"
    );
}

/// A broken file does not make another one look broken that includes it.
#[test]
fn every_broken_template_is_told_and_no_other() {
    let (found, text) = problems(&[
        ("phu-luc.md", "{% include \"a.md\" %}"),
        ("a.md", "{% if nam %}"),
        ("b.md", "{{ nam"),
    ]);
    assert_eq!(found.counts(), (2, 0), "{text}");
    assert!(
        text.contains("mau/a.md:1:1") && text.contains("mau/b.md:1:1"),
        "{text}"
    );
}

/// The shipped annex with one mark of Tera's taken out or doubled: whatever is wrong is told in Vietnamese.
#[test]
fn no_broken_mark_brings_english_to_the_page() {
    let annex = include_str!("../templates/chinh-quyen-so/phu-luc.md");
    let marks = annex
        .char_indices()
        .filter(|(_, c)| "{}%|\"().".contains(*c));
    for (count, (at, mark)) in marks.enumerate().step_by(3) {
        let (before, after) = annex.split_at(at);
        let changed = match count % 2 {
            0 => format!("{before}{}", &after[mark.len_utf8()..]),
            _ => format!("{before}{mark}{after}"),
        };
        let (_, text) = anything(&[("phu-luc.md", &changed)]);
        assert_vietnamese(&text, &format!("{mark} at {at}"));
    }
}

/// Characters that no dossier may hold are refused in a template, at their place.
#[test]
fn characters_that_cannot_be_printed_are_refused() {
    for (template, place, code) in [
        ("Một\nHai\u{fdd8} ba", "2:4", "U+FDD8"),
        ("Một {# \u{202e} #}", "1:8", "U+202E"),
        ("{{ nam\u{61c} }}", "1:7", "U+061C"),
        ("a\u{7}b", "1:2", "U+0007"),
        ("a\u{9b}b", "1:2", "U+009B"),
        ("```doan\na\u{ffff}\n```", "2:2", "U+FFFF"),
    ] {
        assert_told(template, "MB019", place, &[code]);
    }
}

/// An archived template of 0.1.0 stays readable: the character is dropped and remarked.
#[test]
fn an_old_template_stays_readable() {
    let mut sources = Sources::default();
    sources.archived("mau/phu-luc.md", Version(0, 1, 0));
    let texts = [
        ("quyet-dinh.md", "Một\n"),
        (
            "phu-luc.md",
            "Sơn\u{61c} La\tnăm 2021\u{2011}2025\u{200b}.\n",
        ),
    ];
    let templates = Templates::from_texts("mau", texts, &mut sources);
    let templates = templates.unwrap_or_else(|problems| panic!("{}", render(&problems, &sources)));
    let fonts = Fonts::built_in().expect("fonts are compiled in");
    let workshop = Workshop {
        templates: templates.into(),
        fonts: fonts.into(),
    };
    let scored = common::scored(&plain(), &mut sources);
    let mut found = Diagnostics::new();
    let options = DraftOptions::default();
    let document = pipeline::draft(&workshop, &scored, &options, &mut sources, &mut found);
    let mut text = String::new();
    common::decision(document.expect("readable")).for_each_text(&mut |part, _| text.push_str(part));
    assert_eq!(text, "MộtSơn La năm 2021-2025.");
    let remarks: Vec<(&str, Severity)> = found.iter().map(|d| (d.code, d.severity)).collect();
    assert_eq!(remarks, [("MB019", Severity::Remark)]);
}

/// What 0.3.0 was the first to refuse is remarked only in what was issued before.
#[test]
fn an_old_template_may_do_what_was_allowed() {
    let template = "{% for k in khoi %}{% set_global x = x ~ k.ma %}{% endfor %}{{ x }}";
    let draft = |archived: Option<Version>| {
        let mut sources = Sources::default();
        if let Some(version) = archived {
            sources.archived("mau/phu-luc.md", version);
        }
        let texts = [("quyet-dinh.md", "Một\n"), ("phu-luc.md", template)];
        let templates = Templates::from_texts("mau", texts, &mut sources)?;
        let fonts = Fonts::built_in().expect("fonts are compiled in");
        let workshop = Workshop {
            templates: templates.into(),
            fonts: fonts.into(),
        };
        let scored = common::scored(&plain(), &mut sources);
        let (mut found, options) = (Diagnostics::new(), DraftOptions::default());
        let drafted = pipeline::draft(&workshop, &scored, &options, &mut sources, &mut found);
        assert!(drafted.is_some(), "{}", render(&found, &sources));
        Ok::<_, Diagnostics>(found)
    };
    let codes = |found: Diagnostics| -> Vec<(&str, Severity)> {
        found.iter().map(|d| (d.code, d.severity)).collect()
    };
    let today = draft(None).expect_err("refused");
    assert_eq!(codes(today), [("MB043", Severity::Error)]);
    let old = draft(Some(Version(0, 2, 0))).expect("compiled");
    assert_eq!(codes(old), [("MB043", Severity::Remark)]);
}

/// A template may build on another by `extends`.
#[test]
fn a_template_may_extend_another() {
    let mut sources = Sources::default();
    let texts = [
        (
            "quyet-dinh.md",
            "{% extends \"goc.md\" %}\n{# ghi chú #}\n\n{% block than %}\nHai {{ nam }}\n{% endblock %}\n",
        ),
        ("phu-luc.md", "Ba\n"),
        ("goc.md", "Một\n\n{% block than %}\n{% endblock %}\n"),
    ];
    let (found, text) = anything(&texts[1..2]);
    assert!(found.is_empty(), "{text}");
    let templates = Templates::from_texts("mau", texts, &mut sources);
    assert!(templates.is_ok(), "{:?}", templates.err());
}
