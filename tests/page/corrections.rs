//! Corrections by form: tried, written, taken back, refused.

use serde_json::json;

use super::support::{Page, codes, example, read};

#[test]
fn a_correction_is_shown_written_and_taken_back() {
    let (_folder, dossier) = example();
    let page = Page::open(&dossier, &[]);
    let before = read(&dossier);
    let form = page.form("UBND huyện Vân Hồ", "67,4", "70,1");
    let preview = page.post("preview", &form).text();
    assert!(preview.contains("data-valid=\"yes\""), "{preview}");
    for words in ["67,4", "70,1", "Điểm trung bình", "thanh: 70,1"] {
        assert!(preview.contains(words), "{words} in {preview}");
    }
    assert_eq!(read(&dossier), before, "nothing is written yet");
    let done = page.post("correct", &form).text();
    assert!(
        done.contains("data-done=\"yes\"") && done.contains("từ 67,4 thành 70,1"),
        "{done}"
    );
    let after = read(&dossier);
    assert!(
        after.starts_with(before.trim_end()),
        "all else is as it was"
    );
    let added = "- ngay: 05/01/2022\n    nguoi_de_nghi: UBND huyện Vân Hồ\n";
    assert!(
        after.contains(added) && after.ends_with("tu: 67,4\n    thanh: 70,1\n"),
        "{after}"
    );
    assert_eq!(page.state()["revision"], 2, "the page knows it at once");
    assert!(
        page.text("fragment/corrections")
            .contains("data-undo=\"UBND huyện Vân Hồ")
    );
    let undone = page.post("undo", &json!({})).text();
    assert!(undone.contains("data-done=\"yes\""), "{undone}");
    assert_eq!(read(&dossier), before);
    assert_eq!(codes(&page.post("undo", &json!({})).text()), ["TP105"]);
}

#[test]
fn what_is_wrong_with_a_correction_is_told_and_nothing_written() {
    let (_folder, dossier) = example();
    let page = Page::open(&dossier, &[]);
    let before = read(&dossier);
    let mut form = page.form("UBND huyện Vân Hồ", "67,4", "170,1");
    let cases = [
        ("to", "170,1"),
        ("to", "sáu mươi"),
        ("to", "67,4"),
        ("from", "60,0"),
        ("date", "31/02/2022"),
        ("reason", ""),
        ("agency", "UBND huyện Không Có"),
        ("part", "ha_tang"),
        ("block", "khong_co"),
        ("document", "số 1\u{7}\u{0}: - # \" ' {"),
    ];
    for (key, value) in cases {
        form["to"] = json!("70,1");
        let mut wrong = form.clone();
        wrong[key] = json!(value);
        for path in ["preview", "correct"] {
            let told = page.post(path, &wrong).text();
            let refused = told.contains("data-valid=\"no\"") || told.contains("data-done=\"no\"");
            assert!(refused && !codes(&told).is_empty(), "{key}={value}: {told}");
        }
    }
    assert_eq!(read(&dossier), before);
    for body in [json!({}), json!([]), json!({"block": "huyen"})] {
        assert_eq!(page.post("correct", &body).status, 404, "{body}");
    }
}

#[test]
fn what_is_typed_stays_one_text() {
    let (_folder, dossier) = example();
    let page = Page::open(&dossier, &[]);
    let mut form = page.form("UBND huyện Vân Hồ", "67,4", "70,1");
    form["reason"] = json!("bổ sung: minh chứng #2 \"mới\"\n- thêm: dòng");
    let done = page.post("correct", &form).text();
    assert!(done.contains("data-done=\"yes\""), "{done}");
    let shown = page.text("fragment/corrections");
    assert!(
        shown.contains("minh chứng #2 &quot;mới&quot; - thêm: dòng"),
        "{shown}"
    );
}

#[test]
fn a_dossier_that_changed_meanwhile_is_not_written_over() {
    let (_folder, dossier) = example();
    let page = Page::open(&dossier, &[]);
    let form = page.form("UBND huyện Vân Hồ", "67,4", "70,1");
    let changed = read(&dossier).replace("# Năm đánh giá", "# Sửa ở nơi khác; năm đánh giá");
    std::fs::write(&dossier, &changed).expect("written");
    assert_eq!(codes(&page.post("correct", &form).text()), ["TP101"]);
    assert_eq!(read(&dossier), changed);
    // taken back only while nothing else was written
    page.wait(|state| state["revision"] != 1);
    let form = page.form("UBND huyện Vân Hồ", "67,4", "70,1");
    assert!(
        page.post("correct", &form)
            .text()
            .contains("data-done=\"yes\"")
    );
    let written = read(&dossier);
    let longer = format!("{written}# thêm\n");
    std::fs::write(&dossier, &longer).expect("written");
    assert_eq!(codes(&page.post("undo", &json!({})).text()), ["TP101"]);
    assert_eq!(read(&dossier), longer);
}

#[test]
fn a_dossier_with_errors_takes_no_correction() {
    let (_folder, dossier) = example();
    let good = read(&dossier);
    let page = Page::open(&dossier, &[]);
    let form = page.form("UBND huyện Vân Hồ", "67,4", "70,1");
    std::fs::write(&dossier, good.replace("nam: 2021", "nam: x")).expect("written");
    page.wait(|state| state["stale"] == true);
    assert_eq!(codes(&page.post("correct", &form).text()), ["TP102"]);
}

#[test]
fn two_programs_do_not_lose_each_others_corrections() {
    let (_folder, dossier) = example();
    let pages = [Page::open(&dossier, &[]), Page::open(&dossier, &[])];
    let agencies = [
        ("UBND huyện Vân Hồ", "67,4"),
        ("UBND huyện Mường La", "78,1"),
    ];
    std::thread::scope(|scope| {
        for (page, (agency, from)) in pages.iter().zip(agencies) {
            scope.spawn(move || {
                let mut score = from.to_owned();
                for count in 0..5 {
                    let next = format!("{},{count}", 60 + count);
                    // again and again until nobody was faster
                    loop {
                        let form = page.form(agency, &score, &next);
                        let told = page.post("correct", &form).text();
                        if told.contains("data-done=\"yes\"") {
                            break;
                        }
                        let known = ["TP101", "TP102", "TP104"];
                        assert!(
                            codes(&told).iter().all(|code| known.contains(&&**code)),
                            "{told}"
                        );
                        std::thread::sleep(std::time::Duration::from_millis(40));
                    }
                    score = next;
                }
            });
        }
    });
    let text = read(&dossier);
    assert_eq!(text.matches("\n    thanh: 6").count(), 10, "{text}");
    pages[0].wait(|state| state["stale"] == false && state["errors"] == 0);
}
