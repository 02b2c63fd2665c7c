// `quyetdinh xem` run for a test, and what the test finds out about it.
import { spawn, spawnSync } from "node:child_process";

/** Says what holds and what does not; `failed()` tells whether anything did not. */
export function reporter() {
  let broken = 0;
  const report = (good, text) => {
    console.log(`${good ? "ok    " : "FAIL  "} ${text}`);
    if (!good) broken += 1;
  };
  report.failed = () => broken > 0;
  return report;
}

/** Starts the page of a dossier; gives its address and how to end it. */
export async function open(program, dossier, ...options) {
  const child = spawn(program, ["xem", dossier, "--khong-mo", "--cong", "0", ...options]);
  let said = "";
  const address = await new Promise((found, failed) => {
    const read = (data) => {
      said += data;
      const address = /http:\S+/.exec(said);
      if (address) found(address[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", () => failed(new Error(`the page did not open: ${said}`)));
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
    await new Promise((next) => setTimeout(next, 10));
  }
  return { came: false, after: Infinity };
}
