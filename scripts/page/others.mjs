// Others beside the page: tabs, programs, and pages of strangers.
import { createServer } from "node:http";
import { edit, open, report, text, until } from "./program.mjs";
import { FOREIGN, browser, fill, shows, tab, waitFor, writeCorrection } from "./tab.mjs";

/** Two tabs of one program, and another program, on one dossier. */
export async function several(program, page, address, dossier, out) {
  const second = await tab(address);
  const other = await open(program, dossier, "--out", out);
  const third = await tab(other.address);
  const before = text(dossier);
  await fill(page, "van ho", "70,2");
  await fill(third, "muong la", "79,5");
  await writeCorrection(page);
  await Promise.all([waitFor(second, "70,2"), waitFor(third, "70,2")]);
  report(true, "another tab and another program show what one wrote");
  await writeCorrection(third);
  await waitFor(page, "79,5");
  const after = text(dossier);
  report(after.startsWith(before.trimEnd()) && after.includes("thanh: 70,2") && after.includes("thanh: 79,5"), "both programs' corrections are there");
  report((await until(() => page.isHidden("#undo"))).came, "what another wrote behind it keeps the first from being taken back");
  await fill(page, "van ho", "70,3");
  await fill(third, "van ho", "70,4");
  await fill(second, "van ho", "70,5");
  for (const one of [page, third, second]) await one.waitForFunction(() => !document.getElementById("correct").disabled);
  const said = await Promise.all([page, third, second].map(writeCorrection));
  const written = ["70,3", "70,4", "70,5"].filter((score) => text(dossier).includes(`thanh: ${score}`));
  report(written.length === 1 && said.filter((one) => one.includes("Đã ghi")).length === 1, `of three that write at once one is first (${written}), the others are told`);
  await second.context().close();
  await third.context().close();
  other.end();
}

/** More tabs than a browser has connections: those in the background let go of theirs, and catch up when they are seen. */
export async function many(page, dossier) {
  const context = page.context();
  const address = page.url();
  const see = (one, seen) =>
    one.evaluate((seen) => {
      Object.defineProperty(document, "hidden", { value: !seen, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, seen);
  const behind = [page];
  for (let count = 0; count < 8; count += 1) {
    await see(behind.at(-1), false);
    const next = await context.newPage();
    await next.goto(address);
    await waitFor(next, "Đặng Ngọc Hậu");
    behind.push(next);
  }
  edit(dossier, "ho_ten: Đặng Ngọc Hậu", "ho_ten: Đặng Ngọc Hậu Em");
  await waitFor(behind.at(-1), "Hậu Em");
  const late = await shows(page, "Hậu Em");
  for (const one of behind.splice(1)) await one.close();
  await see(page, true);
  await waitFor(page, "Hậu Em");
  edit(dossier, "ho_ten: Đặng Ngọc Hậu Em", "ho_ten: Đặng Ngọc Hậu");
  await page.waitForFunction(() => !document.getElementById("pages").textContent.includes("Hậu Em"));
  report(!late, "nine tabs are open at once: those in the background catch up when they are seen");
}

/** A page of another site, opened in the same browser, that even knows the address. */
export async function strangers(address, dossier) {
  const before = text(dossier);
  const own = new URL(address);
  const page = await (await browser.newContext()).newPage();
  const rebound = await page.goto(`http://${FOREIGN}:${own.port}${own.pathname}`);
  report(rebound.status() === 403, "a foreign name for this machine is refused");
  const wrong = await page.goto(`${own.origin}/0123456789abcdef0123456789abcdef/`);
  report(wrong.status() === 403 && (await page.textContent("body")).includes("quyetdinh xem"), "without the token one is told which address to open");
  const server = createServer((_, answer) => answer.setHeader("Content-Type", "text/html").end("<title>x</title>")).listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const got = await page.evaluate(async (address) => {
    const tried = (options, path = "undo") => fetch(address + path, options).then((answer) => answer.type, () => "refused");
    const json = { "Content-Type": "application/json", "X-Quyetdinh": "1" };
    const frame = document.createElement("iframe");
    frame.src = address;
    document.body.append(frame);
    const loaded = await new Promise((done) => {
      frame.onload = () => {
        try {
          done(frame.contentDocument === null ? "kept out" : "open");
        } catch {
          done("kept out");
        }
      };
    });
    return [await tried({}, "state"), await tried({ method: "POST", headers: json, body: "{}" }), await tried({ method: "POST", mode: "no-cors", body: "{}" }), loaded];
  }, address);
  report(got[0] === "refused" && got[1] === "refused", "another site's page reads nothing and sends nothing with the headers that are asked for");
  // no-cors: sent, but neither answered nor obeyed
  report(text(dossier) === before && got[3] === "kept out", "its form does nothing, its frame shows nothing");
  server.close();
  await page.context().close();
}
