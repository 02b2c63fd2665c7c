#!/usr/bin/env node
// The page of `xem` in a real browser: what a clerk does with it by mouse and by keyboard, and what axe-core finds.
//
// usage: page.mjs PROGRAM FOLDER
// FOLDER is made anew; copies of the shipped dossiers and pictures of the page are put there.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { open, reporter, run, until } from "./page/program.mjs";
import { misplaced, wordsOfPage, wordsOfPdf } from "./page/places.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const tools = createRequire(join(root, "target/tools/browser/package.json"));
const { chromium } = tools("playwright-core");
const axe = readFileSync(tools.resolve("axe-core/axe.min.js"), "utf8");
const [program, work] = process.argv.slice(2).map((path) => resolve(path));
if (!work) throw new Error("usage: page.mjs PROGRAM FOLDER");
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

const report = reporter();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const strange = [];

/** A tab of its own; what it asks of other machines, and what it complains of, is noted. */
async function tab(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, bypassCSP: options.bypassCSP ?? false, ...options });
  const page = await context.newPage();
  page.on("request", (request) => {
    const own = new URL(address).origin;
    if (!request.url().startsWith(own) && !request.url().startsWith("data:")) strange.push(`asked of ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") strange.push(message.text());
  });
  page.on("pageerror", (error) => strange.push(error.message));
  await page.goto(address);
  await drawn(page);
  return page;
}

/** All pages of the document are drawn. */
const drawn = (page) =>
  page.waitForFunction(() => {
    const sheets = [...document.querySelectorAll(".sheet")];
    return sheets.length > 0 && sheets.every((sheet) => sheet.querySelector("svg"));
  });

const copy = (name, as = name) => {
  const path = join(work, `${as}.yaml`);
  copyFileSync(join(root, "data", `${name}.yaml`), path);
  return path;
};
const text = (path) => readFileSync(path, "utf8");
const edit = (path, from, to) => writeFileSync(path, text(path).replace(from, to));
const state = (page) => page.textContent("#state");

async function samePlaces(name) {
  const dossier = copy(name, `cho-${name}`);
  run(program, "build", dossier, "--out", work, "--format", "pdf");
  const served = await open(program, dossier);
  const page = await tab(served.address);
  await page.selectOption("#zoom", "1");
  await page.evaluate(() => document.fonts.ready);
  const pdf = wordsOfPdf(join(work, `cho-${name}.pdf`));
  const drawings = await page.evaluate(wordsOfPage);
  // what goes with the decision has a file of its own
  const wrong = pdf.flatMap((words, at) => misplaced(words, drawings[at] ?? []).map((word) => `page ${at + 1}: ${word.text}`));
  const count = pdf.flat().length;
  report(wrong.length === 0 && count > 500, `${name}: ${count} words at the PDF's places, to a pixel${wrong.length > 0 ? `; not ${wrong.slice(0, 5).join(", ")}` : ""}`);
  served.end();
  await page.context().close();
}

async function words(page) {
  const found = await page.evaluate(() => window.find("Độc lập - Tự do - Hạnh phúc"));
  report(found, "a text of the pages is found by searching");
  await page.evaluate(() => getSelection().removeAllRanges());
  const line = page.locator("#page-0-0 text[data-spot]", { hasText: "Luật Tổ chức chính quyền" }).first();
  const box = await line.boundingBox();
  await page.mouse.move(box.x + 40, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 320, box.y + 8, { steps: 5 });
  await page.mouse.up();
  const selected = await page.evaluate(() => String(getSelection()));
  report(selected.length > 10 && (await page.isHidden("#origin")), `words are selected with the mouse (“${selected.slice(0, 30)}”), and no origin asked for`);
  await page.evaluate(() => getSelection().removeAllRanges());
}

async function live(page, dossier) {
  await page.selectOption("#zoom", "1");
  await page.evaluate(() => {
    document.getElementById("pages").scrollTop = 1500;
    window.kept = document.querySelector("#page-0-0 svg");
  });
  const place = () => page.evaluate(() => document.getElementById("pages").scrollTop);
  const before = await place();
  edit(dossier, "ten: UBND huyện Yên Châu", "ten: UBND huyện Yên Châu Mới");
  const seen = await until(() => page.evaluate(() => document.getElementById("pages").textContent.includes("Yên Châu Mới")));
  report(seen.came && seen.after < 1000, `an edit of the file is on the page after ${Math.round(seen.after)} ms`);
  report(Math.abs((await place()) - before) < 2, "the page keeps its place");
  report(await page.evaluate(() => window.kept === document.querySelector("#page-0-0 svg")), "a page that did not change is not drawn again");
  const good = text(dossier);
  writeFileSync(dossier, good.replace("nam: 2021", "nam: hai nghìn"));
  const wrong = await until(async () => (await state(page)).includes("có lỗi"));
  const problem = page.locator("#problems details.error").first();
  await page.click("#tab-problems");
  await problem.locator("summary").click();
  const shown = await problem.textContent();
  report(wrong.came && shown.includes("hai nghìn") && shown.includes("10"), "an error is told with its line, the last good pages stay");
  report(await page.evaluate(() => document.getElementById("pages").textContent.includes("Yên Châu Mới")), "pages of before are there, said to be old");
  await page.screenshot({ path: join(work, "loi.png") });
  writeFileSync(dossier, good);
  report((await until(async () => (await state(page)).includes("Đã cập nhật"))).came, "mended, the page is up to date again");
}

async function origins(page) {
  await page.selectOption("#zoom", "fit");
  const figure = page.locator("#pages text[data-spot] .n", { hasText: /^80,7$/ }).first();
  await figure.scrollIntoViewIfNeeded();
  await figure.click();
  await page.waitForSelector("#origin:not([hidden])");
  const mean = await page.textContent("#origin-text");
  report(/tổng 968 \/ 12 = 80,667/.test(mean), "a click on a mean shows how it comes about");
  await page.screenshot({ path: join(work, "nguon-goc.png") });
  await page.keyboard.press("Escape");
  const row = page.locator("#pages text[data-spot]", { hasText: "UBND huyện Vân Hồ" }).first();
  await row.click();
  await page.waitForFunction(() => document.getElementById("origin-text").textContent.includes("Vân Hồ"));
  const agency = await page.textContent("#origin-text");
  report(/diem: 67,4/.test(agency) && /hạng 12/.test(agency), "a click on an agency shows its lines, score and rank");
  await page.click("#origin-close");
}

async function figures(page) {
  await page.click("#tab-figures");
  const first = () => page.textContent("#t-huyen tbody tr:not([hidden]) th");
  await page.click("#t-huyen thead th:nth-child(2) button");
  const sorted = await first();
  await page.click("#t-huyen thead th:nth-child(2) button");
  report((await first()) !== sorted && (await page.getAttribute("#t-huyen thead th:nth-child(2)", "aria-sort")) === "descending", "the standings are sorted by a column, both ways");
  await page.fill("#q-huyen", "moc chau");
  report((await page.locator("#t-huyen tbody tr:visible").count()) === 1, "and searched without marks");
  await page.screenshot({ path: join(work, "so-lieu.png") });
  await page.fill("#q-huyen", "");
}

async function changes(page) {
  await page.click("#tab-changes");
  await page.selectOption("#since", "truoc-1");
  await page.waitForFunction(() => [...document.querySelectorAll("#pages .c")].some((one) => one.textContent.includes("80,7")));
  const marked = await page.evaluate(() => [...document.querySelectorAll("#pages .c")].map((one) => one.textContent.trim()));
  const told = await page.textContent("#changes-text");
  report(marked.some((word) => word.includes("80,7")) && told.includes("80,6") && told.includes("Câu chữ"), `changes are told, ${marked.length} words marked on the pages`);
  await page.locator("#pages .c", { hasText: "80,7" }).first().scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(work, "thay-doi.png") });
}

/** Fills the form by keyboard alone. */
async function fill(page, agency, to) {
  await page.click("#tab-corrections");
  await page.focus("#agency");
  await page.keyboard.type(agency);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  for (const value of [to, "05/01/2022", "UBND huyện Vân Hồ", "Công văn số 12/UBND-VHTT ngày 04/01/2022", "bổ sung tài liệu kiểm chứng"]) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.id === "part")) await page.keyboard.press("Tab");
    await page.keyboard.press("Control+A");
    await page.keyboard.type(value);
  }
  await page.waitForSelector("#preview [data-valid]");
}

async function corrections(page, dossier) {
  const before = text(dossier);
  await fill(page, "huyen van ho", "70,1");
  report((await page.textContent("#from")) === "67,4", "the present score is shown");
  const told = await page.textContent("#preview");
  report(text(dossier) === before && told.includes("70,1") && told.includes("Điểm trung bình"), "what would change is shown before it is written");
  await page.screenshot({ path: join(work, "dieu-chinh.png") });
  await page.focus("#reason");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#said [data-done='yes']");
  const after = text(dossier);
  report(after.startsWith(before.trimEnd()) && after.includes("thanh: 70,1"), "the correction stands behind the others, all else as it was");
  await page.waitForFunction(() => document.getElementById("pages").textContent.includes("70,1"));
  report(true, "and on the page");
  const typed = join(work, "go-tay.yaml");
  const lines = ["ngay: 05/01/2022", "nguoi_de_nghi: UBND huyện Vân Hồ", "van_ban: Công văn số 12/UBND-VHTT ngày 04/01/2022", "ly_do: bổ sung tài liệu kiểm chứng", "khoi: huyen", "co_quan: UBND huyện Vân Hồ", "tu: 67,4", "thanh: 70,1"];
  const indent = /\n( *)- ngay/.exec(before.slice(before.indexOf("\ndieu_chinh:")))[1];
  const item = lines.map((line, at) => `${indent}${at === 0 ? "- " : "  "}${line}\n`).join("");
  writeFileSync(typed, `${before}${before.endsWith("\n") ? "" : "\n"}${item}`);
  const [a, b] = [join(work, "mot"), join(work, "hai")];
  mkdirSync(a);
  mkdirSync(b);
  copyFileSync(dossier, join(a, "ho-so.yaml"));
  copyFileSync(typed, join(b, "ho-so.yaml"));
  const same = ["docx", "pdf"].map((ending) => {
    for (const folder of [a, b]) run(program, "build", join(folder, "ho-so.yaml"), "--out", folder);
    return readFileSync(join(a, `ho-so.${ending}`)).equals(readFileSync(join(b, `ho-so.${ending}`)));
  });
  report(same.every(Boolean), "a correction of the form and one that is typed give the same bytes");
  await page.click("#undo");
  await page.waitForFunction(() => document.getElementById("said").textContent.includes("Đã bỏ"));
  report(text(dossier) === before, "undone, the file is as before, byte for byte");
}

async function conflict(page, dossier) {
  await fill(page, "huyen van ho", "71");
  await page.waitForFunction(() => !document.getElementById("correct").disabled);
  // the page has not seen it yet
  const changed = text(dossier).replace("# Năm đánh giá", "# Năm đánh giá (sửa ở nơi khác)");
  writeFileSync(dossier, changed);
  await page.click("#correct");
  await page.waitForFunction(() => document.getElementById("said").textContent.trim() !== "");
  const said = await page.textContent("#said");
  report(text(dossier) === changed && said.includes("đã đổi trên đĩa"), "a file that changed meanwhile is not written over");
  report((await page.inputValue("#to")) === "71", "what was typed stays");
}

async function build(page, dossier, out) {
  await page.click("#build");
  await page.waitForSelector("#result [data-done]");
  report((await page.textContent("#result")).includes("Đã ghi"), "the button writes both files");
  const other = join(work, "doi-chieu");
  run(program, "build", dossier, "--out", other);
  const same = ["docx", "pdf"].map((ending) => readFileSync(join(out, `ho-so.${ending}`)).equals(readFileSync(join(other, `ho-so.${ending}`))));
  report(same.every(Boolean), "the same bytes as `build` writes");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#result a >> nth=0")]);
  const name = download.suggestedFilename();
  report(readFileSync(await download.path()).equals(readFileSync(join(out, name))), `and ${name} can be fetched`);
  await page.click("#sheet");
  await page.waitForFunction(() => document.getElementById("result-text").textContent.includes("thay-doi"));
  report(readFileSync(join(out, "ho-so-thay-doi.pdf")).length > 1000, "the change sheet is written");
  await page.screenshot({ path: join(work, "lap.png") });
  await page.click("#result-close");
}

async function several(page, served, dossier, out) {
  const second = await tab(served.address);
  const other = await open(program, dossier, "--out", out);
  const third = await tab(other.address);
  const before = text(dossier);
  await fill(page, "huyen van ho", "70,2");
  await fill(third, "muong la", "79,5");
  await page.waitForFunction(() => !document.getElementById("correct").disabled);
  await page.click("#correct");
  await page.waitForSelector("#said [data-done='yes']");
  const has = (one, word) => one.waitForFunction((word) => document.getElementById("pages").textContent.includes(word), word);
  await Promise.all([has(second, "70,2"), has(third, "70,2")]);
  report(true, "another tab and another program show what one wrote");
  await third.waitForFunction(() => !document.getElementById("correct").disabled);
  await third.click("#correct");
  await third.waitForFunction(() => document.getElementById("said").textContent.trim() !== "");
  const after = text(dossier);
  report(after.startsWith(before.trimEnd()) && after.includes("70,2") && after.includes("79,5"), "both programs' corrections are there");
  await page.waitForFunction(() => document.getElementById("pages").textContent.includes("79,5"));
  report((await until(() => page.isHidden("#undo"))).came, "what another wrote behind it keeps the first from being taken back");
  await second.context().close();
  await third.context().close();
  other.end();
}

async function keyboard(address) {
  const page = await tab(address);
  const reached = new Set();
  let visible = true;
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const here = document.activeElement;
      const style = getComputedStyle(here);
      return { id: here.id || here.tagName, seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
    });
    if (at.id === "BODY") break;
    reached.add(at.id);
    visible &&= at.seen;
  }
  const wanted = ["build", "sheet", "zoom", "pages", "tab-problems", "problems"];
  report(wanted.every((id) => reached.has(id)), `every control is reached by Tab (${reached.size})`);
  report(visible, "and shows that it is");
  await page.focus("#tab-problems");
  await page.keyboard.press("ArrowRight");
  const second = await page.evaluate(() => document.activeElement.id);
  await page.keyboard.press("End");
  report(second === "tab-figures" && (await page.isVisible("#form")), "tabs are changed by arrows, Home and End");
  await page.focus("#tab-figures");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  const button = page.locator("#figures button[data-explain]").first();
  await button.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("#origin:not([hidden])");
  await page.keyboard.press("Escape");
  const back = await page.evaluate(() => document.activeElement.dataset.explain !== undefined);
  report(back, "the origin of a figure is opened and closed by keyboard, and the focus comes back");
  await page.context().close();
}

async function accessible(address, colorScheme, viewport) {
  // axe is put into the page by the test, which the page's own policy rightly forbids
  const page = await tab(address, { colorScheme, viewport, bypassCSP: true });
  await page.addScriptTag({ content: axe });
  for (const name of ["problems", "figures", "changes", "corrections"]) {
    if (viewport.width < 900) await page.click("#show-panel");
    await page.click(`#tab-${name}`);
    if (name === "changes") await page.selectOption("#since", "truoc-1");
    if (name === "corrections") await fill(page, "huyen van ho", "72,5");
    if (name === "problems") await page.evaluate(() => document.querySelectorAll("#problems details").forEach((one) => (one.open = true)));
    await page.waitForTimeout(200);
    const found = await page.evaluate(() => window.axe.run());
    const told = found.violations.map((one) => `${one.id} (${one.nodes[0].target})`);
    report(told.length === 0, `axe-core, ${name}, ${colorScheme}, ${viewport.width}: ${told.length === 0 ? "nothing found" : told.join("; ")}`);
    await page.screenshot({ path: join(work, `${name}-${colorScheme}-${viewport.width}.png`) });
  }
  if (viewport.width < 900) {
    await page.click("#show-pages");
    await page.screenshot({ path: join(work, `pages-${colorScheme}-${viewport.width}.png`) });
  }
  await page.context().close();
}

await samePlaces("son-la-2021");
await samePlaces("mau-chi-tiet");
const dossier = copy("son-la-2021-dieu-chinh", "ho-so");
const out = join(work, "ra");
const served = await open(program, dossier, "--out", out);
const page = await tab(served.address);
await words(page);
await origins(page);
await figures(page);
await changes(page);
await corrections(page, dossier);
await build(page, dossier, out);
await live(page, dossier);
await conflict(page, dossier);
await several(page, served, dossier, out);
await keyboard(served.address);
for (const colours of ["light", "dark"]) {
  await accessible(served.address, colours, { width: 1366, height: 768 });
  await accessible(served.address, colours, { width: 400, height: 800 });
}
report(strange.length === 0, `nothing asked of other machines, no complaint of the browser${strange.length > 0 ? `: ${[...new Set(strange)].slice(0, 5).join("; ")}` : ""}`);
served.end();
await until(() => page.isVisible("#lost"));
report(await page.isVisible("#lost"), "a program that ended is noticed");
await browser.close();
process.exit(report.failed() ? 1 : 0);
