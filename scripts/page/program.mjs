// `quyetdinh xem` run for a test, and what the test finds out about it.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

let broken = 0;

/** Says what holds and what does not. */
export function report(good, text) {
  console.log(`${good ? "ok    " : "FAIL  "} ${text}`);
  if (!good) broken += 1;
}

/** Whether anything did not hold. */
export const failed = () => broken > 0;

/** Runs one part of the test; what it throws is told, and the next part runs. */
export async function part(name, run) {
  try {
    await run();
  } catch (error) {
    report(false, `${name}: ${error.stack}`);
  }
}

/** Starts the page of a dossier; gives its address and how to end it. */
export async function open(program, dossier, ...options) {
  const child = spawn(program, ["xem", dossier, "--khong-mo", "--cong", "0", ...options]);
  let said = "";
  const address = await new Promise((found, gaveUp) => {
    const read = (data) => {
      said += data;
      const address = /http:\/\/127\.0\.0\.1\S+/.exec(said);
      if (address) found(address[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", () => gaveUp(new Error(`the page did not open: ${said}`)));
  });
  return { address, end: () => child.kill() };
}

/** Runs the program to its end; throws if it fails. */
export function run(program, ...options) {
  const done = spawnSync(program, options, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${options.join(" ")}: ${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** Waits until something is so, at most ten seconds; gives whether it came, and after how many milliseconds. */
export async function until(is) {
  const start = performance.now();
  while (performance.now() - start < 10_000) {
    if (await is()) return { came: true, after: performance.now() - start };
    await new Promise((next) => setTimeout(next, 5));
  }
  return { came: false, after: Infinity };
}

export const text = (path) => readFileSync(path, "utf8");

/** Writes a file anew with one place changed; throws if that is not there. */
export function edit(path, from, to) {
  const now = text(path);
  const next = now.replace(from, to);
  if (next === now) throw new Error(`${path} does not hold ${from}`);
  writeFileSync(path, next);
}
