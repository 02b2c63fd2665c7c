//! `quyetdinh xem` without a browser: what its page is given, and what it does to the dossier.
#![allow(
    unreachable_pub,
    clippy::panic,
    reason = "support is shared by the files of this test, which fail by panicking"
)]

mod corrections;
mod drawn;
mod support;

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};

use serde_json::json;
use support::{Page, example, read};
use tempfile::TempDir;

#[test]
fn the_page_of_the_example_has_its_pages_problems_and_figures() {
    let (_folder, dossier) = example();
    let page = Page::open(&dossier, &[]);
    let state = page.state();
    let pages = state["documents"][0]["pages"].as_array().expect("pages");
    assert_eq!(pages.len(), 7);
    assert_eq!(pages[6]["label"], "Phụ lục, trang 6");
    assert_eq!(
        (&state["errors"], &state["warnings"]),
        (&json!(0), &json!(5))
    );
    assert!(page.text("fragment/problems").contains("KQ022"));
    let figures = page.text("fragment/figures");
    assert!(figures.contains("UBND huyện Vân Hồ") && figures.contains("<svg"));
    let mean = page.text("explain/m-1-0");
    assert!(
        mean.contains("tổng 968 / 12 = 80,667, in ra 80,7"),
        "{mean}"
    );
    let agency = page.text("explain/a-1-2");
    assert!(
        agency.contains("hạng 03") && agency.contains("<mark>"),
        "{agency}"
    );
    for path in ["", "page.css", "page.js", "face-0.ttf", "page/0-0"] {
        assert_eq!(page.get(path).status, 200, "{path}");
    }
    for path in [
        "page/0-7",
        "page/1-0",
        "explain/a-9-9",
        "face-4.ttf",
        "x",
        "file/ho-so.yaml",
    ] {
        assert_eq!(page.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_click_is_traced_to_the_agency_the_figure_or_the_line() {
    let (_folder, dossier) = example();
    let page = Page::open(&dossier, &[]);
    let spot = |of: usize, words: &str| -> String {
        let drawn = page.text(&format!("page/0-{of}"));
        let texts = drawn.split("<text ").find(|text| {
            let letters: String = text
                .split('<')
                .filter_map(|part| part.split('>').nth(1))
                .collect();
            letters.contains(words)
        });
        let (_, rest) = texts
            .expect("the words")
            .split_once("data-spot=\"")
            .expect("a spot");
        rest.split('"').next().expect("its end").to_owned()
    };
    let of = |page_: usize, words: &str, word: &str| {
        page.text(&format!("origin/0/{}?word={word}", spot(page_, words)))
    };
    assert!(of(4, "UBND huyện Vân Hồ", "").contains("diem: <mark>67,4</mark>"));
    assert!(of(5, "80,7/100", "80%2C7").contains("tổng 968 / 12"));
    assert!(of(0, "Luật Công nghệ thông tin", "").contains("Lời của hồ sơ"));
    assert!(of(0, "Công bố kèm theo", "").contains("lời văn của bộ mẫu"));
}

#[test]
fn what_changes_on_disk_changes_on_the_page() {
    let (folder, dossier) = example();
    let templates = folder.path().join("mau");
    let made = Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
        .args(["init", "--chi-mau"])
        .arg(&templates)
        .args(["--bo-mau", "chinh-quyen-so"])
        .output();
    assert!(made.expect("run").status.success());
    let page = Page::open(&dossier, &["--mau", &templates.to_string_lossy()]);
    let first = page.state();
    let good = read(&dossier);
    std::fs::write(
        &dossier,
        good.replace("huyện Yên Châu", "huyện Yên Châu Mới"),
    )
    .expect("written");
    let state = page.wait(|state| state["revision"] != first["revision"]);
    let hash =
        |state: &serde_json::Value, at: usize| state["documents"][0]["pages"][at]["hash"].clone();
    assert_eq!(
        hash(&state, 0),
        hash(&first, 0),
        "the first page is the same"
    );
    assert!(page.text("fragment/figures").contains("Yên Châu Mới"));
    // an error leaves the pages
    std::fs::write(&dossier, good.replace("nam: 2021", "nam: hai nghìn")).expect("written");
    let stale = page.wait(|state| state["stale"] == true);
    assert_eq!(stale["documents"], state["documents"]);
    let problems = page.text("fragment/problems");
    assert!(
        problems.contains("lần cuối") && problems.contains("<mark>hai nghìn</mark>"),
        "{problems}"
    );
    std::fs::write(&dossier, &good).expect("written");
    let mended = page.wait(|state| state["stale"] == false);
    // an included file of the set, and the table of law beside the dossier, which was not there before
    let template = templates.join("quyet-dinh.md");
    let words = read(&template).replace("Công bố kèm theo", "Nay công bố kèm theo");
    std::fs::write(&template, words).expect("written");
    page.wait(|state| hash(state, 0) != hash(&mended, 0));
    assert!(page.text("page/0-0").contains("Nay công bố"));
    std::fs::write(folder.path().join("phap-luat.yaml"), "khong_phai: bang\n").expect("written");
    page.wait(|state| state["errors"] != 0);
}

#[test]
fn blanks_are_listed_instead_of_errors() {
    let folder = TempDir::new().expect("a folder");
    let dossier = folder.path().join("ho-so.yaml");
    std::fs::write(&dossier, "bo_mau: xep-hang\nnam: 2026\n").expect("written");
    let page = Page::open(&dossier, &[]);
    let state = page.state();
    assert!(
        state["blanks"].as_u64() > Some(5) && state["stale"] == true,
        "{state}"
    );
    assert_eq!(state["documents"], json!([]));
    assert!(page.text("fragment/problems").contains("Còn phải điền"));
    assert!(
        page.post("change-sheet", &json!({"since": ""}))
            .text()
            .contains("TP106")
    );
}

#[test]
fn the_state_before_a_correction_an_old_dossier_and_the_last_package_are_compared() {
    let (folder, dossier) = example();
    let archive = folder.path().join("kho");
    let issued = Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
        .arg("issue")
        .arg(&dossier)
        .args(["--so", "3203", "--ngay", "24/12/2021", "--out"])
        .arg(&archive)
        .output();
    assert!(issued.expect("run").status.success());
    let old = folder.path().join("cu.yaml");
    std::fs::write(&old, read(&dossier).replace("diem: 67,4", "diem: 67,9")).expect("written");
    let options = [
        "--kho",
        &*archive.to_string_lossy(),
        "--so-voi",
        &*old.to_string_lossy(),
    ];
    let page = Page::open(&dossier, &options);
    let since = page.state()["since"].clone();
    let values = since
        .as_array()
        .expect("choices")
        .iter()
        .map(|choice| &choice["value"]);
    assert_eq!(values.collect::<Vec<_>>(), ["so-voi", "truoc-1", "goi"]);
    let changes = page.text("fragment/changes?since=truoc-1");
    for words in ["84,6", "85,0", "80,6", "80,7", "Câu chữ"] {
        assert!(changes.contains(words), "{words} in {changes}");
    }
    assert!(page.text("page/0-5?since=truoc-1").contains("class=\"c\""));
    assert!(page.text("fragment/changes?since=so-voi").contains("67,9"));
    assert!(
        page.text("fragment/changes?since=goi")
            .contains("Không có thay đổi")
    );
    std::fs::write(&old, "nam: [").expect("written");
    page.wait(|state| state["revision"] != 1);
    assert!(
        page.text("fragment/changes?since=so-voi")
            .contains("Không so được")
    );
}

#[test]
fn files_are_made_where_they_are_asked_for_or_only_to_be_fetched() {
    let (folder, dossier) = example();
    let out = folder.path().join("ra");
    let page = Page::open(&dossier, &["--out", &out.to_string_lossy()]);
    let made = page.post("build", &json!({})).text();
    assert!(
        made.contains("data-done=\"yes\"") && made.contains("file/ho-so.docx"),
        "{made}"
    );
    let pdf = std::fs::read(out.join("ho-so.pdf")).expect("written");
    assert_eq!(page.get("file/ho-so.pdf").body, pdf);
    let sheet = page
        .post("change-sheet", &json!({"since": "truoc-1"}))
        .text();
    assert!(sheet.contains("ho-so-thay-doi.docx"), "{sheet}");
    assert!(out.join("ho-so-thay-doi.pdf").exists());
    assert!(
        page.post("change-sheet", &json!({"since": "truoc-9"}))
            .text()
            .contains("TP107")
    );
    // what was changed by hand is not written over
    std::fs::write(out.join("ho-so.docx"), "sửa tay").expect("written");
    assert!(page.post("build", &json!({})).text().contains("TP092"));

    let only = Page::open(&dossier, &[]);
    let before = std::fs::read_dir(folder.path()).expect("a folder").count();
    let made = only.post("build", &json!({})).text();
    assert!(made.contains("data-done=\"yes\""), "{made}");
    assert_eq!(only.get("file/ho-so.pdf").body, pdf);
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        before
    );
    for name in [
        "ho-so.yaml",
        "..%2Fho-so.yaml",
        "%2Fetc%2Fpasswd",
        "ra%2Fho-so.pdf",
    ] {
        assert_ne!(only.get(&format!("file/{name}")).status, 200, "{name}");
    }
}

#[test]
fn a_dossier_alone_opens_its_page() {
    let (_folder, dossier) = example();
    // without programs to be found no browser opens
    let mut child = Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
        .arg(&dossier)
        .env("PATH", "")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let output = BufReader::new(child.stdout.take().expect("output"));
    let mut lines = output.lines().map_while(Result::ok);
    let found = lines.any(|line| line.contains("http://127.0.0.1:"));
    child.kill().expect("ended");
    child.wait().expect("ended");
    assert!(found);
}

#[test]
fn without_a_free_port_it_says_so() {
    let (_folder, dossier) = example();
    // twenty-one ports in a row, all taken
    let row = (20_000..60_000_u16).step_by(32).find_map(|first| {
        let all = (first..=first + 20).map(|port| TcpListener::bind(("127.0.0.1", port)));
        let all: Result<Vec<TcpListener>, _> = all.collect();
        all.ok().map(|all| (first, all))
    });
    let (first, taken) = row.expect("free ports");
    let output = Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
        .arg("xem")
        .arg(&dossier)
        .args(["--khong-mo", "--cong", &first.to_string()])
        .output()
        .expect("run");
    drop(taken);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("[TP100]"));
}
