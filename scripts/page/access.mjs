// By keyboard alone, and what axe-core finds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { report, text } from "./program.mjs";
import { fill, focused, tab, tools, typeForm } from "./tab.mjs";

const axe = readFileSync(tools.resolve("axe-core/axe.min.js"), "utf8");

/** Presses Tab until the focus is there, at most once around; each stop on the way must show that it is one. */
async function tabTo(page, id, unseen) {
  for (let step = 0; step < 300; step += 1) {
    const at = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return { id: document.activeElement.id, name: document.activeElement.tagName, seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
    });
    if (at.name !== "BODY" && !at.seen) unseen.add(at.id || at.name);
    if (at.id === id) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`#${id} is not reached by Tab`);
}

/** Presses Tab until every control that is seen was reached; gives those that were not. Of the tabs, arrows reach the others. */
async function unreached(page) {
  const count = await page.evaluate(() => {
    const controls = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
    const counts = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.getAttribute("role") !== "tab";
    window.waiting = new Set([...controls].filter(counts));
    return window.waiting.size;
  });
  for (let step = 0; step < 2 * count; step += 1) {
    await page.keyboard.press("Tab");
    await page.evaluate(() => window.waiting.delete(document.activeElement));
  }
  return { count, names: await page.evaluate(() => [...window.waiting].map((one) => one.id || one.textContent.trim().slice(0, 30))) };
}

/** A correction, its undoing, files, figures, changes: no hand on the mouse. */
export async function keyboard(address, dossier, work) {
  const page = await tab(address);
  const before = text(dossier);
  const unseen = new Set();
  await page.keyboard.press("Tab");
  report((await page.evaluate(() => document.activeElement.className)) === "skip", "the first stop leads past the pages");
  for (const id of ["build", "sheet", "zoom", "pages", "tab-problems", "problems"]) await tabTo(page, id, unseen);
  report(true, "buttons, size, pages and panel are reached by Tab");
  await tabTo(page, "zoom", unseen);
  await page.keyboard.press("ArrowDown");
  report((await page.inputValue("#zoom")) === "0.75", "the size is changed by arrows");
  await tabTo(page, "pages", unseen);
  await page.keyboard.press("+");
  report((await page.inputValue("#zoom")) === "1", "and by + among the pages");
  await page.keyboard.press("PageDown");
  await page.waitForFunction(() => document.getElementById("pages").scrollTop > 0);
  report(true, "the pages are scrolled by keys");
  await tabTo(page, "tab-problems", unseen);
  const went = [];
  for (const key of ["ArrowRight", "End", "ArrowRight", "ArrowLeft"]) {
    await page.keyboard.press(key);
    went.push(await focused(page));
  }
  report(went.join() === "tab-figures,tab-corrections,tab-problems,tab-corrections", "tabs are changed by arrows, Home and End");
  await tabTo(page, "tab-corrections", unseen);
  await page.keyboard.press("ArrowRight");
  for (const panel of ["problems", "figures", "changes", "corrections"]) {
    const { count, names } = await unreached(page);
    report(names.length === 0, `${panel}: each of ${count} controls is reached by Tab${names.length > 0 ? `; not ${names.join(", ")}` : ""}`);
    await tabTo(page, `tab-${panel}`, unseen);
    if (panel !== "corrections") await page.keyboard.press("ArrowRight");
  }
  await tabTo(page, "agency", unseen);
  await typeForm(page, "vân hồ", "70,9");
  await page.waitForFunction(() => !document.getElementById("correct").disabled);
  await tabTo(page, "correct", unseen);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#said [data-done='yes']");
  await page.waitForFunction(() => document.activeElement.id === "agency");
  report(text(dossier).includes("thanh: 70,9"), "a correction is written by keyboard, the focus stands at the next");
  await tabTo(page, "undo", unseen);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("said").textContent.includes("Đã bỏ"));
  await page.waitForFunction(() => document.activeElement.id === "agency");
  report(text(dossier) === before, "and taken back");
  await tabTo(page, "tab-corrections", unseen);
  for (let step = 0; step < 2; step += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const figure = await focused(page);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#origin:not([hidden])");
  report((await focused(page)) === "origin-title", "the origin of a figure is opened by keyboard and read out");
  await page.keyboard.press("Escape");
  report(figure !== "" && (await focused(page)) === figure, "closed, the focus is back on the figure");
  await tabTo(page, "tab-figures", unseen);
  await page.keyboard.press("ArrowRight");
  await tabTo(page, "since", unseen);
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.querySelectorAll("#pages .c").length > 0);
  report(true, "what to compare with is chosen by keyboard");
  await tabTo(page, "build", unseen);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#result [data-done='yes']");
  report((await focused(page)) === "build", "files are made by keyboard, the focus stays");
  report(unseen.size === 0, `every stop shows that it is one${unseen.size > 0 ? `; not ${[...unseen].join(", ")}` : ""}`);
  await page.screenshot({ path: join(work, "ban-phim.png") });
  await page.context().close();
}

/** Each panel in these colours at this size, with all of it open. */
export async function accessible(address, colorScheme, viewport, work) {
  // axe is put into the page by the test, which the page's own policy rightly forbids
  const page = await tab(address, { colorScheme, viewport, bypassCSP: true });
  await page.addScriptTag({ content: axe });
  const isNarrow = viewport.width < 900;
  const look = async (name) => {
    await page.waitForTimeout(200);
    const found = await page.evaluate(() => window.axe.run());
    const told = found.violations.map((one) => `${one.id} (${one.nodes[0].target})`);
    report(told.length === 0, `axe-core, ${name}, ${colorScheme}, ${viewport.width}: ${told.length === 0 ? "nothing found" : told.join("; ")}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    report(wide <= 0, `${name}, ${colorScheme}, ${viewport.width}: nothing beyond the window's edge`);
    await page.screenshot({ path: join(work, `${name}-${colorScheme}-${viewport.width}.png`) });
  };
  for (const name of ["problems", "figures", "changes", "corrections", "origin"]) {
    if (name === "origin") await page.click("#tab-figures");
    else await page.click(`#tab-${name}`);
    if (name === "changes") await page.selectOption("#since", "truoc-1");
    if (name === "corrections") await fill(page, "van ho", "72,5");
    if (name === "problems") await page.evaluate(() => document.querySelectorAll("#problems details").forEach((one) => (one.open = true)));
    if (name === "origin") await page.locator("#figures button[data-explain]").first().click();
    await look(name);
  }
  await page.click("#build");
  await page.waitForSelector("#result [data-done]");
  await look("result");
  await page.click("#result-close");
  if (isNarrow) {
    await page.click("#show-pages");
    await look("pages");
  }
  const paper = await page.evaluate(() => getComputedStyle(document.querySelector(".paper")).backgroundColor);
  report(paper === "rgb(255, 255, 255)", `${colorScheme}, ${viewport.width}: the paper is white`);
  await page.context().close();
}
