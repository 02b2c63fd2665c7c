// What is done beside the pages: figures, changes, corrections, files.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { edit, open, report, run, text } from "./program.mjs";
import { GROUNDS, fill, focused, tab, waitFor, writeCorrection } from "./tab.mjs";

export async function figures(page, dossier, work) {
  await page.click("#tab-figures");
  const first = () => page.textContent("#t-huyen tbody tr:not([hidden]) th");
  const head = "#t-huyen thead th:nth-child(2)";
  await page.click(`${head} button`);
  const sorted = await first();
  await page.click(`${head} button`);
  report((await first()) !== sorted && (await page.getAttribute(head, "aria-sort")) === "descending", "the standings are sorted by a column, both ways");
  await page.fill("#q-huyen", "moc chau");
  report((await page.locator("#t-huyen tbody tr:visible").count()) === 1, "and searched without marks");
  // a renewal keeps what the user set, and where the user is
  const good = text(dossier);
  edit(dossier, "ten: UBND huyện Vân Hồ\n        diem: 67,4", "ten: UBND huyện Vân Hồ\n        diem: 67,9");
  await page.waitForFunction(() => document.getElementById("t-huyen").textContent.includes("67,9"));
  const kept = (await page.locator("#t-huyen tbody tr:visible").count()) === 1 && (await page.getAttribute(head, "aria-sort")) === "descending";
  report(kept && (await focused(page)) === "q-huyen", "order, search and focus stay when the figures are renewed");
  writeFileSync(dossier, good);
  await page.waitForFunction(() => document.getElementById("t-huyen").textContent.includes("67,4"));
  report((await page.locator("#figures svg.chart").count()) === 2, "each block has its picture");
  await page.screenshot({ path: join(work, "so-lieu.png") });
  await page.fill("#q-huyen", "");
}

export async function changes(page, work) {
  await page.click("#tab-changes");
  await page.selectOption("#since", "truoc-1");
  await page.waitForFunction(() => [...document.querySelectorAll("#pages .c")].some((one) => one.textContent.includes("80,7")));
  await page.waitForFunction(() => document.getElementById("changes-text").textContent.includes("80,6"));
  const marked = await page.evaluate(() => [...document.querySelectorAll("#pages .c")].map((one) => one.textContent.trim()));
  const told = await page.textContent("#changes-text");
  report(marked.some((word) => word.includes("80,7")) && told.includes("80,6") && told.includes("Câu chữ"), `changes are told, ${marked.length} words marked on the pages`);
  await page.locator("#pages .c", { hasText: "80,7" }).first().scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(work, "thay-doi.png") });
  await page.selectOption("#since", "");
  await page.waitForFunction(() => document.querySelectorAll("#pages .c").length === 0);
  report(true, "without a choice no word is marked");
}

/** From the form to the file to the page, the same as typed, and back. */
export async function corrections(program, page, dossier, work) {
  const before = text(dossier);
  await fill(page, "van ho", "70,1");
  report((await page.textContent("#from")) === "67,4", "the present score is shown");
  const told = await page.textContent("#preview");
  report(text(dossier) === before && ["70,1", "Điểm trung bình", "Câu chữ"].every((word) => told.includes(word)), "what would change is shown before it is written");
  await page.screenshot({ path: join(work, "dieu-chinh.png") });
  await writeCorrection(page);
  const after = text(dossier);
  report(after.startsWith(before.trimEnd()) && after.includes("thanh: 70,1"), "the correction stands behind the others, all else as it was");
  await waitFor(page, "70,1");
  report(true, "and is on the page");
  const [day, who, paper, why] = GROUNDS;
  const typed = `  - ngay: ${day}\n    nguoi_de_nghi: ${who}\n    van_ban: ${paper}\n    ly_do: ${why}\n    khoi: huyen\n    co_quan: UBND huyện Vân Hồ\n    tu: 67,4\n    thanh: 70,1\n`;
  const same = ["mot", "hai"].map((name) => join(work, name));
  same.forEach((folder) => mkdirSync(folder));
  copyFileSync(dossier, join(same[0], "ho-so.yaml"));
  writeFileSync(join(same[1], "ho-so.yaml"), `${before.trimEnd()}\n${typed}`);
  same.forEach((folder) => run(program, "build", join(folder, "ho-so.yaml"), "--out", folder));
  const equal = ["docx", "pdf"].map((ending) => {
    const [one, other] = same.map((folder) => readFileSync(join(folder, `ho-so.${ending}`)));
    return one.equals(other);
  });
  report(equal.every(Boolean), "a correction by form and the same one typed give the same bytes of DOCX and PDF");
  await page.click("#undo");
  await page.waitForFunction(() => document.getElementById("said").textContent.includes("Đã bỏ"));
  report(text(dossier) === before, "taken back, the file is as before, byte for byte");
  await fill(page, "van ho", "700");
  report((await page.getAttribute("#preview [data-valid]", "data-valid")) === "no" && (await page.isDisabled("#correct")) && text(dossier) === before, "a score that cannot be is told, and cannot be written");
}

/** A file that was written to meanwhile is not written over. */
export async function conflict(page, dossier) {
  await fill(page, "van ho", "71");
  await page.waitForFunction(() => !document.getElementById("correct").disabled);
  const changed = text(dossier).replace("# Năm đánh giá", "# Năm đánh giá (sửa ở nơi khác)");
  // sent at the moment of the edit: the page has not seen it yet
  writeFileSync(dossier, changed);
  await page.evaluate(() => document.getElementById("correct").click());
  await page.waitForFunction(() => document.getElementById("said").textContent.trim() !== "");
  const said = await page.textContent("#said");
  report(text(dossier) === changed && said.includes("đã đổi trên đĩa"), "a file that changed meanwhile is not written over, and it is said");
  report((await page.inputValue("#to")) === "71", "what was typed stays");
  await page.waitForFunction(() => !document.getElementById("correct").disabled);
  report(true, "and can be written to the new state");
}

export async function build(program, page, dossier, out, work) {
  await page.click("#build");
  await page.waitForSelector("#result [data-done]");
  report((await page.textContent("#result")).includes("Đã ghi"), "the button writes both files");
  const other = join(work, "doi-chieu");
  run(program, "build", dossier, "--out", other);
  const same = ["docx", "pdf"].map((ending) => readFileSync(join(out, `ho-so.${ending}`)).equals(readFileSync(join(other, `ho-so.${ending}`))));
  report(same.every(Boolean), "with the bytes that `build` writes");
  await fetchFirst(page, readFileSync(join(out, "ho-so.docx")));
  await page.click("#sheet");
  await page.waitForFunction(() => document.getElementById("result-text").textContent.includes("thay-doi"));
  report(["docx", "pdf"].every((ending) => readFileSync(join(out, `ho-so-thay-doi.${ending}`)).length > 1000), "the change sheet is written");
  await page.screenshot({ path: join(work, "lap.png") });
  await page.click("#result-close");
  report((await focused(page)) === "build", "the result is closed, the focus comes back");
}

async function fetchFirst(page, bytes) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#result a >> nth=0")]);
  report(readFileSync(await download.path()).equals(bytes), `and ${download.suggestedFilename()} can be fetched`);
}

/** Without a folder to write to, files are fetched only; what is typed into a dossier is text, whatever it looks like. */
export async function withoutFolder(program, dossier) {
  edit(dossier, "ten: UBND huyện Yên Châu\n", "ten: UBND huyện <img src=x onerror=document.title=1> & \"Yên\"\n");
  const beside = () => readdirSync(join(dossier, "..")).join();
  const before = beside();
  const served = await open(program, dossier);
  const page = await tab(served.address);
  await page.click("#build");
  await page.waitForSelector("#result [data-done='yes']");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#result a >> nth=0")]);
  report(existsSync(await download.path()) && beside() === before, `without a folder ${download.suggestedFilename()} is fetched, and nothing written`);
  const text = '<img src=x onerror=document.title=1> & "Yên"';
  const told = await page.evaluate((text) => ["pages", "figures"].every((id) => document.getElementById(id).textContent.includes(text)), text);
  report(told && (await page.locator("img").count()) === 0, "what looks like HTML in a name is shown as it was typed");
  await page.context().close();
  served.end();
}
