#!/usr/bin/env node
// The page of `xem` in a real browser: what a clerk does with it by mouse and by keyboard, what others beside it can do,
// and what axe-core finds.
//
// usage: page.mjs PROGRAM FOLDER
// FOLDER is made anew; copies of the shipped dossiers and pictures of the page are put there.
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { accessible, keyboard } from "./page/access.mjs";
import { build, changes, conflict, corrections, figures, withoutFolder } from "./page/desk.mjs";
import { many, several, strangers } from "./page/others.mjs";
import { live, mistake, origins, samePlaces, words } from "./page/paper.mjs";
import { failed, open, part, report, until } from "./page/program.mjs";
import { browser, root, strange, tab } from "./page/tab.mjs";

const [program, work] = process.argv.slice(2).map((path) => resolve(path));
if (!work) throw new Error("usage: page.mjs PROGRAM FOLDER");
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const copy = (name, as) => {
  const folder = join(work, as);
  mkdirSync(folder);
  copyFileSync(join(root, "data", `${name}.yaml`), join(folder, "ho-so.yaml"));
  return join(folder, "ho-so.yaml");
};

for (const name of ["son-la-2021", "son-la-2021-dieu-chinh", "mau-chi-tiet"]) {
  await part(`places of ${name}`, () => {
    const folder = join(work, `cho-${name}`);
    mkdirSync(folder);
    const dossier = join(folder, `${name}.yaml`);
    copyFileSync(join(root, "data", `${name}.yaml`), dossier);
    return samePlaces(program, dossier, folder, name);
  });
}

const dossier = copy("son-la-2021-dieu-chinh", "ho-so");
const out = join(work, "ra");
const served = await open(program, dossier, "--out", out);
const page = await tab(served.address);
await page.screenshot({ path: join(work, "mo.png") });
await part("words", () => words(page));
await part("origins", () => origins(page, work));
await part("figures", () => figures(page, dossier, work));
await part("changes", () => changes(page, work));
await part("corrections", () => corrections(program, page, dossier, work));
await part("build", () => build(program, page, dossier, out, work));
await part("live", () => live(page, dossier));
await part("mistake", () => mistake(page, dossier, work));
await part("conflict", () => conflict(page, dossier));
await part("several", () => several(program, page, served.address, dossier, out));
await part("many tabs", () => many(page, dossier));
await part("strangers", () => strangers(served.address, dossier));
await part("keyboard", () => keyboard(served.address, dossier, work));
for (const colours of ["light", "dark"]) {
  for (const [width, height] of [[1366, 768], [400, 800]]) {
    await part(`axe-core, ${colours}, ${width}`, () => accessible(served.address, colours, { width, height }, work));
  }
}
await part("without a folder", () => withoutFolder(program, copy("son-la-2021-dieu-chinh", "khong-ra")));
const told = [...new Set(strange)].slice(0, 5).join("; ");
report(strange.length === 0, `nothing asked of other machines, no complaint of the browser, nothing its policy forbade${told === "" ? "" : `: ${told}`}`);
served.end();
await until(() => page.isVisible("#lost"));
report(await page.isVisible("#lost"), "a program that ended is noticed");
await browser.close();
process.exit(failed() ? 1 : 0);
