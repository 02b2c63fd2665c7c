// Tabs of a real browser, and what is done in them again and again.
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const tools = createRequire(join(root, "target/tools/browser/package.json"));
const { chromium } = tools("playwright-core");

/** A foreign name for this machine, as DNS rebinding makes one. */
export const FOREIGN = "trang-la.example";

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", `--host-resolver-rules=MAP ${FOREIGN} 127.0.0.1`],
});

/** What a page asked of other machines, what it complained of, what its policy forbade. */
export const strange = [];

/** A tab of its own on the page at that address, with all pages drawn. */
export async function tab(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options });
  const page = await context.newPage();
  const own = new URL(address).origin;
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== own && !request.url().startsWith("data:")) strange.push(`asked of ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") strange.push(message.text());
  });
  page.on("pageerror", (error) => strange.push(error.message));
  await page.goto(address);
  await page.waitForFunction(() => {
    const sheets = [...document.querySelectorAll(".sheet")];
    return sheets.length > 0 && sheets.every((sheet) => sheet.querySelector("svg"));
  });
  return page;
}

export const state = (page) => page.textContent("#state");
export const shows = (page, word) => page.evaluate((word) => document.getElementById("pages").textContent.includes(word), word);
export const waitFor = (page, word) => page.waitForFunction((word) => document.getElementById("pages").textContent.includes(word), word);
export const focused = (page) => page.evaluate(() => document.activeElement.id);

/** What a correction asks for beside agency and score. */
export const GROUNDS = ["05/01/2022", "UBND huyện Vân Hồ", "Công văn số 12/UBND-VHTT ngày 04/01/2022", "bổ sung tài liệu kiểm chứng"];

/** Fills the form, from the agency on by keyboard, and waits for the preview. */
export async function fill(page, agency, to) {
  await page.click("#tab-corrections");
  await page.focus("#agency");
  await typeForm(page, agency, to);
}

/** The same where the focus is on the agency already. */
export async function typeForm(page, agency, to) {
  await page.keyboard.press("Control+A");
  await page.keyboard.type(agency);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  for (const value of [to, ...GROUNDS]) {
    await page.keyboard.press("Tab");
    if ((await focused(page)) === "part") await page.keyboard.press("Tab");
    await page.keyboard.press("Control+A");
    await page.keyboard.type(value);
  }
  await page.waitForFunction((to) => document.querySelector("#preview [data-valid]")?.textContent.includes(to), to);
}

/** Presses the button that writes, once it can be pressed, and waits for what is said. */
export async function writeCorrection(page) {
  await page.evaluate(() => document.getElementById("said").replaceChildren());
  await page.waitForFunction(() => !document.getElementById("correct").disabled);
  await page.click("#correct");
  await page.waitForFunction(() => document.getElementById("said").textContent.trim() !== "");
  return page.textContent("#said");
}
