// The pages: the PDF's words at the PDF's places, found, selected, traced, renewed.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { edit, open, report, run, text, until } from "./program.mjs";
import { misplaced, wordsOfPage, wordsOfPdf } from "./places.mjs";
import { shows, state, tab } from "./tab.mjs";

/** The words of every page of the PDFs stand at the same places on the page, and no others, within a pixel at 96 dots an inch. */
export async function samePlaces(program, dossier, work, name) {
  run(program, "build", dossier, "--out", work, "--format", "pdf");
  const served = await open(program, dossier);
  const page = await tab(served.address);
  await page.selectOption("#zoom", "1");
  await page.evaluate(() => document.fonts.ready);
  // what goes with the decision has a file of its own, and its pages behind
  const others = readdirSync(work).filter((file) => file.endsWith(".pdf") && file !== `${name}.pdf`);
  const pdf = [`${name}.pdf`, ...others].flatMap((file) => wordsOfPdf(join(work, file)));
  const drawings = await page.evaluate(wordsOfPage);
  const differ = (words, at) => [...misplaced(words, drawings[at] ?? []), ...misplaced(drawings[at] ?? [], words)];
  const wrong = pdf.flatMap((words, at) => differ(words, at).map((word) => `page ${at + 1}: ${word.text}`));
  const count = pdf.flat().length;
  report(
    wrong.length === 0 && pdf.length === drawings.length && count > 500,
    `${name}: ${count} words on ${pdf.length} pages at the PDF's places, to a pixel${wrong.length > 0 ? `; ${wrong.length} not: ${wrong.slice(0, 5).join(", ")}` : ""}`,
  );
  // a check that passes anything is no check
  const moved = pdf.map((words) => words.map((word) => ({ ...word, left: word.left + 1.5, right: word.right + 1.5 })));
  report(moved.every((words, at) => misplaced(words, drawings[at]).length > words.length / 2), `${name}: words moved by 1.5 pixels would be noticed`);
  await page.context().close();
  served.end();
}

export async function words(page) {
  report(await page.evaluate(() => window.find("Độc lập - Tự do - Hạnh phúc")), "a text of the pages is found by searching");
  await page.evaluate(() => getSelection().removeAllRanges());
  const line = page.locator("#page-0-0 text[data-spot]", { hasText: "Luật Tổ chức chính quyền" }).first();
  await line.scrollIntoViewIfNeeded();
  // playwright's own box of a tspan leaves out those inside it
  const box = (part) => part.evaluate((part) => part.getBoundingClientRect().toJSON());
  const [from, to] = [await box(line.locator("tspan[y]").first()), await box(line.locator("tspan[y]").last())];
  await page.mouse.move(from.x + 1, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width - 1, to.y + to.height / 2, { steps: 10 });
  await page.mouse.up();
  const [selected, whole] = [await page.evaluate(() => String(getSelection())), await line.textContent()].map((text) => text.replace(/\s+/g, " ").trim());
  report(to.y > from.y && selected === whole && (await page.isHidden("#origin")), `a paragraph of several lines is selected with the mouse (“${selected.slice(0, 30)}”), and no origin asked for`);
  await page.evaluate(() => getSelection().removeAllRanges());
}

export async function origins(page, work) {
  const figure = page.locator("#pages text[data-spot] .n", { hasText: /^80,7$/ }).first();
  await figure.scrollIntoViewIfNeeded();
  await figure.click();
  await page.waitForSelector("#origin:not([hidden])");
  report(/tổng 968(,0)? \/ 12 = 80,667/.test(await page.textContent("#origin-text")), "a click on a mean shows how it comes about");
  await page.screenshot({ path: join(work, "nguon-goc.png") });
  await page.keyboard.press("Escape");
  report(await page.isHidden("#origin"), "Escape closes it");
  await page.locator("#pages text[data-spot]", { hasText: "UBND huyện Vân Hồ" }).first().click();
  await page.waitForFunction(() => document.getElementById("origin-text").textContent.includes("Vân Hồ"));
  const agency = await page.textContent("#origin-text");
  report(/diem: 67,4/.test(agency) && /hạng 12/.test(agency), "a click on an agency shows its lines, score and rank");
  await page.click("#origin-close");
}

/** Edits of the file: renewed quickly, in place, without flicker. */
export async function live(page, dossier) {
  await page.selectOption("#zoom", "1");
  await page.evaluate(() => {
    const pages = document.getElementById("pages");
    pages.scrollTop = 1500;
    window.kept = document.querySelector("#page-0-0 svg");
    window.empty = 0;
    new MutationObserver(() => {
      if ([...pages.querySelectorAll(".paper")].some((paper) => !paper.firstElementChild)) window.empty += 1;
    }).observe(pages, { childList: true, subtree: true });
  });
  const place = () => page.evaluate(() => document.getElementById("pages").scrollTop);
  const before = await place();
  const times = [];
  let name = "UBND huyện Yên Châu";
  for (const letter of ["A", "B", "C", "D", "E"]) {
    const next = `UBND huyện Yên Châu ${letter}`;
    edit(dossier, `ten: ${name}\n`, `ten: ${next}\n`);
    const seen = await until(() => shows(page, next));
    times.push(seen.after);
    name = next;
  }
  const told = times.map(Math.round).sort((one, other) => one - other);
  report(told[2] < 1000, `an edit of the file is on the page after ${told[2]} ms (of five: ${told.join(", ")})`);
  report(Math.abs((await place()) - before) < 2, "the page keeps its place");
  report(await page.evaluate(() => window.kept === document.querySelector("#page-0-0 svg")), "a page that did not change is the same element");
  report((await page.evaluate(() => window.empty)) === 0, "no page is empty meanwhile");
}

/** An error in the YAML, and its mend. */
export async function mistake(page, dossier, work) {
  const good = text(dossier);
  await page.click("#tab-problems");
  for (const [what, from, to, line] of [
    ["a wrong value", "nam: 2021", "nam: hai nghìn", "10"],
    ["broken YAML", "van_ban:\n", "van_ban: [\n", "29"],
  ]) {
    edit(dossier, from, to);
    const wrong = await until(async () => (await state(page)).includes("có lỗi"));
    const problem = page.locator("#problems details.error").first();
    if (!(await problem.evaluate((one) => one.open))) await problem.locator("summary").click();
    const shown = await problem.textContent();
    report(wrong.came && shown.includes("dòng ") && (await problem.locator("mark").count()) > 0 && shown.includes("Cách sửa"), `${what} is told with line, place and remedy: ${(await problem.locator("summary").textContent()).replace(/\s+/g, " ").trim()}`);
    report(what !== "a wrong value" || shown.includes(`dòng ${line}`), "the line is the right one");
    report((await shows(page, "Yên Châu E")) && (await page.locator("#paper.old").count()) === 1, "the last good pages stay, marked as old");
    await page.screenshot({ path: join(work, `loi-${line}.png`) });
    writeFileSync(dossier, good);
    report((await until(async () => (await state(page)).includes("Đã cập nhật"))).came && (await page.locator("#paper.old").count()) === 0, "mended, the page is up to date again");
  }
  // the focus stays with what is read, also when the list is made anew
  const first = page.locator("#problems summary").first();
  await first.focus();
  if (!(await first.evaluate((one) => one.parentElement.open))) await page.keyboard.press("Enter");
  const told = await first.textContent();
  edit(dossier, "# Năm đánh giá;", "# Dòng thêm\n\n# Năm đánh giá;");
  await page.waitForFunction((told) => document.querySelector("#problems summary")?.textContent !== told, told);
  const stays = await page.evaluate(() => document.activeElement === document.querySelector("#problems summary") && document.activeElement.parentElement.open);
  report(stays, "a problem that is read stays open and keeps the focus when a line put in before it moves it");
  edit(dossier, "ten: Sở Xây dựng", "ten: Sở xây dựng");
  const problem = page.locator("#problems details:has(button[data-goto])").first();
  if (!(await problem.evaluate((one) => one.open))) await problem.locator("summary").click();
  await problem.locator("button[data-goto]").click();
  const chosen = await page.evaluate(() => {
    const [one, room] = [document.querySelector(".page .chosen"), document.getElementById("pages")];
    const [a, b] = [one, room].map((box) => box?.getBoundingClientRect());
    return one?.textContent.includes("Sở xây dựng") && a.top >= b.top && a.bottom <= b.bottom;
  });
  report(chosen, "a problem's place on the page is gone to and shown");
  writeFileSync(dossier, good);
  await page.waitForTimeout(500);
}
