#!/usr/bin/env node
// Judges the schema that `quyetdinh schema` prints by what an editor makes of it (yaml-language-server).
//
// usage: check-schema.mjs PROGRAM [DOSSIER ...]
// Without dossiers: those shipped must be clean, keys and values must be proposed with their meaning, mistakes
// must be marked, and the editor must mark a value exactly if the program refuses it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { start } from "./yaml-language-server.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const server = join(root, "target/tools/npm/node_modules/yaml-language-server/bin/yaml-language-server");
const [program, ...given] = process.argv.slice(2).map((path) => resolve(path));
if (!program) throw new Error("usage: check-schema.mjs PROGRAM [DOSSIER ...]");
const work = mkdtempSync(join(tmpdir(), "schema-"));
let failed = false;
const report = (good, text) => {
  console.log(`${good ? "ok    " : "FAIL  "} ${text}`);
  failed ||= !good;
};
const run = (...options) => spawnSync(program, options, { encoding: "utf8" });

// a dossier's text, beside its set's schema and naming it
let count = 0;
for (const set of ["chinh-quyen-so", "xep-hang"]) {
  writeFileSync(join(work, `${set}.schema.json`), run("schema", "--bo-mau", set).stdout);
}
function placed(text, set) {
  const path = join(work, `${set}-${++count}.yaml`);
  const named = `# yaml-language-server: $schema=${set}.schema.json\n${text}`;
  writeFileSync(path, named);
  return [path, named];
}
const setOf = (path, text) =>
  /templates\/([^/]+)\//.exec(path)?.[1] ?? /^bo_mau: *(\S+)/m.exec(text)?.[1] ?? "chinh-quyen-so";
const said = (marked) => marked.map(({ line, message }) => `${line - 1}: ${message}`).join("; ");

const editor = await start(server);
async function clean(path) {
  const text = readFileSync(path, "utf8");
  const marked = await editor.open(...placed(text, setOf(path, text)));
  report(marked.length === 0, `nothing marked in ${path.replace(`${root}/`, "")} ${said(marked)}`);
}
const read = (name) => readFileSync(join(root, "templates/chinh-quyen-so", name), "utf8");
const edited = (old, now) => {
  if (!read("ho-so.yaml").includes(old)) throw new Error(`nothing to edit: ${old}`);
  return read("ho-so.yaml").replace(old, now);
};
async function marks(what, old, now, message) {
  const marked = await editor.open(...placed(edited(old, now), "chinh-quyen-so"));
  const found = marked.some((problem) => problem.message.includes(message));
  report(found, `${what} is marked: ${said(marked)}`);
}
// `|` in the text is where something is typed next
async function proposes(what, text, wanted) {
  const before = text.slice(0, text.indexOf("|")).split("\n");
  const [path, named] = placed(text.replace("|", ""), "chinh-quyen-so");
  await editor.open(path, named);
  const found = await editor.proposed(path, before.length + 1, before.at(-1).length + 1);
  const labels = found.map(({ label }) => label);
  for (const [label, meaning] of Object.entries(wanted)) {
    const item = found.find((item) => item.label === label);
    report(item?.documentation.includes(meaning), `${what}: ${label}, ${item?.documentation ?? labels}`);
  }
  const noise = labels.filter((label) => ["null", "true", "false"].includes(label));
  report(noise.length === 0, `${what}: no ${noise.join(" ") || "noise"}`);
}
// the editor and the program must agree on a value; `refused` is what both must say
async function agree(key, values, refused) {
  const tried = values.map((value) => placed(edited(...key(value)), "chinh-quyen-so"));
  const marked = await Promise.all(tried.map((placed) => editor.open(...placed)));
  values.forEach((value, at) => {
    const said = run("check", tried[at][0]);
    // a value that is only missing is listed by `check`, not told as a mistake
    const refusal = /lỗi\[(HS0(1\d|2[0-4]|27)|DC001)\]|còn phải điền/;
    const stopped = refusal.test(said.stderr + said.stdout);
    const agreed = marked[at].length > 0 === refused && stopped === refused;
    report(agreed, `${refused ? "refused" : "taken"} by both: ${key(value)[1].split("\n")[0].trim()}`);
  });
}

const day = (value) => ["  ngay: 12/2026", `  ngay: ${value}`];
const score = (value) => ["diem: 88,5", `diem: ${value}`];
const number = (value) => ["  # so: 123", `  so: ${value}`];
const line = (value) => ["luu: VT, KGVX", `luu: ${value}`];
const urgency = (value) => ["  # do_khan: KHẨN", `  do_khan: ${value} #`];
const decimals = (value) => ["  so_le: 1 ", `  so_le: ${value} `];
const tolerance = (value) => ["  sai_so: 0 ", `  sai_so: ${value} `];
const opening = (value) => ["  mo_dau: tieu_de", `  mo_dau: ${value}`];
const change = (value) => ["# dieu_chinh:\n", `dieu_chinh: [{ngay: 04/12/2026, nguoi_de_nghi: Sở Y tế, van_ban: Công văn, ly_do: thiếu, ${value}}]\n#\n`];
try {
  if (given.length) {
    for (const path of given) await clean(path);
  } else {
    const dossiers = readdirSync(join(root, "data")).filter((name) => name !== "phap-luat.yaml");
    const data = dossiers.map((name) => join(root, "data", name));
    const starters = ["chinh-quyen-so", "xep-hang"].map((set) => join(root, "templates", set, "ho-so.yaml"));
    for (const path of [...data, ...starters]) await clean(path);
    await proposes("an empty file", "|\n", { nam: "năm đánh giá", khoi: "mỗi khối xếp hạng riêng", qua_trinh: "(bắt buộc)" });
    await proposes("a group", "van_ban:\n  ky_hieu: QĐ\n  |\n", { dia_danh: "Ví dụ: Mẫu", do_khan: "độ khẩn" });
    await proposes("a list", "khoi:\n  - ma: x\n    co_quan:\n      - ten: Sở Y tế\n        |\n", { diem: "tổng điểm" });
    await proposes("a correction", "dieu_chinh:\n  - ngay: 2026\n    |\n", { doi_ten: "tên mới", thanh: "điểm mới" });
    await proposes("a choice", "phu_luc:\n  mo_dau: |\n", { mau_1_3: "Mẫu 1.3", tieu_de: "tiêu đề" });
    await proposes("a text", "nam: 2026\nlinh_vuc: |\n", {});
    await marks("a wrong key", "linh_vuc:", "linh_vucc:", "linh_vucc");
    await marks("a missing key", "linh_vuc: Chính quyền số\n", "", "linh_vuc");
    await marks("a list for a text", "luu: VT, KGVX", "luu: [VT]", "giá trị đơn");
    await marks("a text for a number", "diem: 88,5", "diem: cao", "chữ số");
    await marks("a text for a group", "nhan_xet:\n", "nhan_xet: x\nkhac:\n", "nhóm khóa");
    await agree(day, ["24/12/2026", "2026-12-24", "2026", "'2026'", "Tháng 12 năm 2026", "NGÀY 4 tháng 1 năm 2026", "24 / 12 / 2026"], false);
    await agree(day, ["24/12/26", "2026-12", "13/2026", "24.12.2026", "hôm nay", "", "''", "[2026]", "12.5", "999", "true"], true);
    await agree(score, ["88", "88.5", "'88,50'", "-0"], false);
    await agree(score, ["88,", "1.000,5", ".5x", "[88]", "{a: 1}", "true"], true);
    await agree(number, ["5", "3203", "12a", "015Đ", "", "~", "''"], false);
    await agree(number, ["0", "12ab", "3203/QĐ", "1234567", "-1", "[1]"], true);
    await agree(line, ["VT", "2026", "8.5", "true", "2026-12-24", "\"VT; KGVX\""], false);
    await agree(line, ["", "~", "' '", "'.....'", "[VT]", "{VT: 1}"], true);
    await agree(urgency, ["KHẨN", "Hỏa tốc", "", "''"], false);
    await agree(urgency, ["gấp", "1", "[KHẨN]"], true);
    await agree(decimals, ["0", "6", "'2'", ""], false);
    await agree(decimals, ["7", "-1", "1.5", "nhiều"], true);
    await agree(tolerance, ["0", "0,05", "1.5", "-0"], false);
    await agree(tolerance, ["-0,1", "-1", "ít"], true);
    await agree(opening, ["phu_luc", "'mau_1_3'", "", "''"], false);
    await agree(opening, ["phu_lucc", "1", "true"], true);
    await agree(change, ["co_quan: Sở Y tế, tu: 74.4, thanh: 75.2", "co_quan: Sở Y tế, rut: true", "co_quan: Sở Y tế, rut: 'true'", "khoi: tinh, them: {ten: Sở Mới, diem: 80}"], false);
    await agree(change, ["co_quan: Sở Y tế, tu: 74.4", "co_quan: Sở Y tế, rut: false", "co_quan: Sở Y tế, rut: true, la: 1", "co_quan: Sở Y tế, khoi: tinh, them: {ten: Sở Mới, diem: 80}"], true);
  }
} finally {
  editor.stop();
  rmSync(work, { recursive: true });
}
process.exit(failed ? 1 : 0);
