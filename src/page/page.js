// The page of `xem`. The program draws and computes; this script asks for what changed, puts it into its place and
// sends forms. No library.
"use strict";

const byId = (id) => document.getElementById(id);
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

/** What is shown now: the program's state, what it is compared with, the fragments' hashes. */
const shown = { state: null, since: "", hashes: {}, request: 0 };

async function ask(address, options) {
  const answer = await fetch(address, options).catch(() => {
    // what the browser says of it is in its own language
    throw new Error("Không nối được với chương trình: lệnh xem đã dừng?");
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text || "Chương trình không trả lời");
  return text;
}

/** Sends a form; the program takes nothing without this header. */
const send = (address, form) =>
  ask(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Quyetdinh": "1" },
    body: JSON.stringify(form),
  });

// ---------------------------------------------------------------- the state

/** Fetches the state and renews what changed. An older answer that comes late is dropped. */
async function renew() {
  const request = ++shown.request;
  const state = JSON.parse(await ask("state"));
  if (request !== shown.request) return;
  shown.state = state;
  showHead(state);
  showChoices(state);
  const since = shown.since === "" ? "" : `?since=${encodeURIComponent(shown.since)}`;
  const fragments = [
    ["problems", "problems", "fragment/problems", state.fragments.problems],
    ["figures", "figures", "fragment/figures", state.fragments.figures],
    ["corrections", "corrections-text", "fragment/corrections", state.fragments.corrections],
    ["changes", "changes-text", `fragment/changes${since}`, since === "" ? state.fragments.changes : `${shown.since} ${state.revision}`],
  ];
  await Promise.all([
    ...fragments.map((fragment) => renewFragment(request, ...fragment)),
    renewPages(request, state, since),
    renewOrigin(),
  ]);
}

function showHead(state) {
  document.title = state.stale ? `Có lỗi – ${state.file}` : state.file;
  byId("file").textContent = state.file;
  const note = byId("state");
  const parts = [];
  if (state.blanks > 0) parts.push(`còn phải điền ${state.blanks} chỗ`);
  if (state.errors > 0) parts.push(`${state.errors} lỗi`);
  if (state.warnings > 0) parts.push(`${state.warnings} cảnh báo`);
  const found = parts.length > 0 ? parts.join(", ") : "không có lỗi, không có cảnh báo";
  const pages = state.documents.length > 0 ? "; trang bên dưới là bản trước, đã cũ" : "";
  const text = state.stale ? `Hồ sơ đang có lỗi (${found})${pages}` : `Đã cập nhật: ${found}`;
  if (note.textContent !== text) note.textContent = text;
  note.classList.toggle("stale", state.stale);
  byId("paper").classList.toggle("old", state.stale);
  const count = state.errors + state.warnings;
  byId("problem-count").textContent = count > 0 ? `(${count})` : "";
  const all = state.documents.reduce((sum, one) => sum + one.pages.length, 0);
  byId("count").textContent = all > 0 ? `${all} trang` : "chưa lập được trang nào";
}

/** The list of what can be compared with; what was chosen stays, if it is still there. */
function showChoices(state) {
  const list = byId("since");
  const choices = [{ value: "", label: "không so với gì" }, ...state.since];
  if (!choices.some((choice) => choice.value === shown.since)) shown.since = "";
  const same = list.options.length === choices.length && choices.every((choice, at) => list.options[at].value === choice.value && list.options[at].text === choice.label);
  if (!same) list.replaceChildren(...choices.map((choice) => new Option(choice.label, choice.value)));
  list.value = shown.since;
  byId("legend").hidden = shown.since === "";
  byId("sheet").disabled = state.since.length === 0;
}

/** What a summary says, without the line, which moves with every line put in before it. */
const title = (summary) => [...summary.childNodes].map((one) => (one.className === "where" ? "" : one.textContent)).join("");

/** Puts a fragment into its place, if it is another than before; focus, open parts and scroll place are kept. */
async function renewFragment(request, name, place, address, hash) {
  if (shown.hashes[name] === hash) return;
  const text = await ask(address);
  if (request !== shown.request) return;
  shown.hashes[name] = hash;
  const element = byId(place);
  const here = element.contains(document.activeElement) ? document.activeElement : null;
  const summary = here?.matches("summary") ? title(here) : "";
  const open = new Set([...element.querySelectorAll("details[open] > summary")].map(title));
  const sorted = [...element.querySelectorAll("th[aria-sort]")].map((head) => [head.firstElementChild.id, head.getAttribute("aria-sort")]);
  const sought = [...element.querySelectorAll("input[data-filter]")].map((input) => [input.id, input.value]);
  element.innerHTML = text;
  const summaries = [...element.querySelectorAll("details > summary")];
  for (const one of summaries) if (open.has(title(one))) one.parentElement.open = true;
  for (const [id, order] of sorted) sort(byId(id), order);
  for (const [id, value] of sought) filter(byId(id), value);
  if (here) {
    const same = summaries.find((one) => title(one) === summary) ?? (here.id && byId(here.id)) ?? null;
    (same || element.closest("[role='tabpanel']")).focus({ preventScroll: true });
  }
  if (name === "corrections") showForm();
}

// ---------------------------------------------------------------- the pages

/** One section a page; a page that did not change keeps its element. */
async function renewPages(request, state, since) {
  const pages = state.documents.flatMap((one) => one.pages);
  const list = byId("pages");
  const place = topmost();
  const wanted = new Set(pages.map((page) => `page-${page.id}`));
  for (const sheet of [...list.children]) if (!wanted.has(sheet.id)) sheet.remove();
  pages.forEach((page, at) => {
    const sheet = byId(`page-${page.id}`) ?? newSheet(page);
    sheet.dataset.width = page.width;
    sheet.dataset.height = page.height;
    sheet.firstElementChild.textContent = page.label;
    if (list.children[at] !== sheet) list.insertBefore(sheet, list.children[at] ?? null);
  });
  resize();
  back(place);
  // what is compared with may change with each revision
  const version = (page) => (since === "" ? page.hash : `${state.revision} ${since}`);
  const stale = pages.filter((page) => byId(`page-${page.id}`).dataset.shown !== version(page));
  stale.sort((one, other) => distance(one) - distance(other));
  for (const page of stale) {
    const text = await ask(`page/${page.id}${since}`);
    if (request !== shown.request) return;
    put(byId(`page-${page.id}`), text);
    byId(`page-${page.id}`).dataset.shown = version(page);
  }
}

function newSheet(page) {
  const sheet = document.createElement("section");
  sheet.className = "sheet";
  sheet.id = `page-${page.id}`;
  const label = document.createElement("h2");
  label.id = `label-${page.id}`;
  const paper = document.createElement("div");
  paper.className = "paper";
  sheet.append(label, paper);
  sheet.setAttribute("aria-labelledby", label.id);
  return sheet;
}

/** Swaps a page's drawing at one stroke; the same drawing stays. */
function put(sheet, text) {
  if (sheet.drawing === text) return;
  sheet.drawing = text;
  const drawing = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  sheet.lastElementChild.replaceChildren(document.importNode(drawing, true));
  underlay(sheet.querySelectorAll(".c"), "under");
  if (shown.spot?.sheet !== sheet.id) return;
  const chosen = textAt(sheet, shown.spot.spot);
  choose(chosen, chosen?.querySelectorAll(".n")[shown.spot.at]);
}

/** Lays grounds under the changed words of pages that were drawn while they were not seen. */
function underlayUnseen() {
  for (const sheet of byId("pages").children) {
    if (!sheet.querySelector(".under")) underlay(sheet.querySelectorAll(".c"), "under");
  }
}

/** Lays a coloured ground under words. */
function underlay(words, name) {
  for (const word of words) {
    const drawing = word.ownerSVGElement;
    // each line of a paragraph is a tspan; the box of a tspan is measured letter by letter
    const boxes = boxesOf(word);
    for (const box of boxes) {
      const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      ground.setAttribute("class", name);
      for (const key of ["x", "y", "width", "height"]) ground.setAttribute(key, box[key]);
      drawing.prepend(ground);
    }
  }
}

/** The boxes of a text or tspan, one a line, in the drawing's units. */
function boxesOf(word) {
  const lines = [];
  const count = word.getNumberOfChars?.() ?? 0;
  const whole = word.closest("text");
  const offset = word === whole ? 0 : before(whole, word);
  for (let at = offset; at < offset + count; at += 1) {
    const box = whole.getExtentOfChar(at);
    const line = lines.at(-1);
    if (line && Math.abs(line.y - box.y) < 0.5) line.width = Math.max(line.width, box.x + box.width - line.x);
    else lines.push({ x: box.x, y: box.y, width: box.width, height: box.height });
  }
  return lines;
}

/** How many letters of a text stand before one of its parts. */
function before(whole, part) {
  const range = document.createRange();
  range.setStart(whole, 0);
  range.setEndBefore(part);
  return range.toString().length;
}

/** The page at the upper edge, and how far it is scrolled. */
function topmost() {
  const list = byId("pages");
  const top = list.getBoundingClientRect().top;
  const sheet = [...list.children].find((one) => one.getBoundingClientRect().bottom > top);
  return sheet && { id: sheet.id, offset: sheet.getBoundingClientRect().top - top };
}

function back(place) {
  const sheet = place && byId(place.id);
  if (!sheet) return;
  const list = byId("pages");
  list.scrollTop += sheet.getBoundingClientRect().top - list.getBoundingClientRect().top - place.offset;
}

/** How far a page is from what is seen. */
function distance(page) {
  const box = byId(`page-${page.id}`).getBoundingClientRect();
  const list = byId("pages").getBoundingClientRect();
  if (box.bottom < list.top) return list.top - box.bottom;
  return Math.max(0, box.top - list.bottom);
}

/** Sets the pages to the size asked for: as wide as the room, or so many times 96 dots an inch. */
function resize() {
  const list = byId("pages");
  const asked = byId("zoom").value;
  const room = list.clientWidth - 32;
  for (const sheet of list.children) {
    const { width, height } = sheet.dataset;
    const scale = asked === "fit" ? Math.max(0.2, room / width) : Number(asked);
    const paper = sheet.lastElementChild;
    paper.style.setProperty("width", `${width * scale}px`);
    paper.style.setProperty("height", `${height * scale}px`);
    sheet.style.setProperty("contain-intrinsic-size", `${width * scale}px ${height * scale + 26}px`);
  }
}

/** The next size up or down from what is seen, also from the whole width. */
function zoom(step) {
  const list = byId("zoom");
  const sheet = byId("pages").firstElementChild;
  if (!sheet) return;
  const now = list.value === "fit" ? sheet.lastElementChild.offsetWidth / sheet.dataset.width : Number(list.value);
  const sizes = [...list.options].map((one) => Number(one.value)).filter((size) => size > 0);
  // a width is measured in whole pixels
  const next = step > 0 ? sizes.find((size) => size > now + 0.005) : sizes.findLast((size) => size < now - 0.005);
  if (next === undefined) return;
  list.value = String(next);
  keepingPlace(resize);
}

/** `+` and `-` where the pages are; with Ctrl they are the browser's. */
function keyOnPaper(event) {
  const step = { "+": 1, "=": 1, "-": -1 }[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  zoom(step);
  event.preventDefault();
}

/** Keeps the place while something changes the pages' size. */
function keepingPlace(change) {
  const place = topmost();
  change();
  back(place);
}

/** Goes to a text on a page and shows it. */
function goTo(page, spot) {
  show("pages");
  const sheet = byId(`page-${page}`);
  const text = sheet && textAt(sheet, spot);
  (text ?? sheet)?.scrollIntoView({ block: "center" });
  byId("pages").focus({ preventScroll: true });
  if (text) choose(text);
}

const textAt = (sheet, spot) => sheet.querySelector(`text[data-spot="${spot}"]`);

/** Shows a text as the one that is spoken of, or a figure in it. */
function choose(text, figure) {
  if (!text) return;
  const at = [...text.querySelectorAll(".n")].indexOf(figure);
  shown.spot = { sheet: text.closest(".sheet").id, spot: text.dataset.spot, at };
  document.querySelectorAll(".page .chosen").forEach((one) => one.classList.remove("chosen"));
  document.querySelectorAll(".page .here").forEach((one) => one.remove());
  const chosen = figure ?? text;
  chosen.classList.add("chosen");
  underlay([chosen], "under here");
}

// ---------------------------------------------------------------- where something comes from

/** Shows the answer below the tabs; the focus goes there, and on closing back to where it was asked from. */
async function explain(address, from) {
  const place = byId("origin");
  place.dataset.address = address;
  place.dataset.from = from;
  await fetchOrigin();
  // asked for something else meanwhile
  if (place.dataset.address !== address) return;
  place.hidden = false;
  show("panel");
  byId("origin-text").scrollTop = 0;
  byId("origin-title").focus();
}

async function fetchOrigin() {
  const place = byId("origin");
  const address = place.dataset.address;
  const text = await ask(address).catch((error) => error);
  if (place.dataset.address !== address) return;
  if (text instanceof Error) byId("origin-text").textContent = text.message;
  else if (place.text !== text) byId("origin-text").innerHTML = text;
  place.text = text;
}

/** What is shown may have changed with the dossier. */
async function renewOrigin() {
  // which element a text belongs to may have changed with it, so only what has a name is asked for again
  if (!byId("origin").hidden && byId("origin").dataset.address.startsWith("explain/")) await fetchOrigin();
}

function closeOrigin() {
  const from = byId("origin").dataset.from;
  byId("origin").hidden = true;
  if (from === "pages") show("pages");
  (byId(from) ?? byId("pages")).focus({ preventScroll: from === "pages" });
}

/** Whether a figure may be a result: no part of a date or of a document's number (`13/6/2011`, `43/2011/NĐ-CP`). */
function mayBeResult(figure, text) {
  const at = before(text, figure);
  const ahead = text.textContent.slice(0, at);
  const word = /\S*$/.exec(ahead)[0] + /^\S*/.exec(text.textContent.slice(at))[0];
  return !/\p{L}|\/.*\//u.test(word) && !/(ngày|tháng|năm|điều|khoản|bảng)\s+$/i.test(ahead.normalize());
}

function clickedOnPage(event) {
  const text = event.target.closest?.("text[data-spot]");
  // who selects words does not ask for their origin
  if (!text || String(getSelection()) !== "") return;
  const figure = event.target.closest(".n");
  const word = figure && mayBeResult(figure, text) ? figure.textContent : "";
  const [, document_] = text.closest(".sheet").id.split("-");
  choose(text, figure ?? undefined);
  explain(`origin/${document_}/${text.dataset.spot}?word=${encodeURIComponent(word)}`, "pages");
}

// ---------------------------------------------------------------- tables

/** Sorts a table by the column of that button. */
function sort(button, order) {
  const head = button?.closest("th");
  if (!head) return;
  const table = head.closest("table");
  const column = [...head.parentElement.children].indexOf(head);
  const isNumber = head.dataset.kind === "number";
  const value = (row) => row.children[column].dataset.sort ?? row.children[column].textContent.trim();
  const number = (text) => (text === "" || text === "–" ? NaN : Number(text.replace(",", ".")));
  const compare = (one, other) => {
    if (!isNumber) return value(one).localeCompare(value(other), "vi");
    const [a, b] = [number(value(one)), number(value(other))];
    // who has none stands last
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b);
    return a - b;
  };
  const sign = order === "descending" ? -1 : 1;
  const rows = [...table.tBodies[0].rows].sort((one, other) => sign * compare(one, other));
  table.tBodies[0].append(...rows);
  head.parentElement.querySelectorAll("th").forEach((one) => one.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", order);
}

/** Leaves the rows that hold these letters. */
function filter(input, sought) {
  if (!input) return;
  input.value = sought;
  const rows = [...byId(input.dataset.filter).tBodies[0].rows];
  const wanted = fold(sought.trim());
  for (const row of rows) row.hidden = !fold(row.textContent).includes(wanted);
  const left = rows.filter((row) => !row.hidden).length;
  input.parentElement.querySelector(".shown").textContent = wanted === "" ? "" : `${left} trong ${rows.length} cơ quan`;
}

// ---------------------------------------------------------------- the form

const FIELDS = ["to", "date", "requested_by", "document", "reason"];
const form = { agencies: [], chosen: null, digest: "", timer: 0, preview: 0 };

/** Takes what can be corrected from the fragment; what was typed stays. */
function showForm() {
  const data = byId("form-data");
  form.digest = data?.dataset.digest ?? "";
  form.agencies = [...(data?.querySelectorAll(".agency") ?? [])].map((one) => ({
    block: one.dataset.block,
    blockName: one.dataset.in,
    name: one.value,
    parts: [...one.children].map((part) => ({ key: part.value, name: part.dataset.name, value: part.textContent })),
  }));
  const last = data?.dataset.undo ?? "";
  byId("undo").hidden = last === "";
  byId("undo-what").textContent = last === "" ? "" : `bỏ: ${last}`;
  if (form.chosen) {
    const same = (one) => one.name === form.chosen.name && one.block === form.chosen.block;
    chooseAgency(form.agencies.find(same) ?? null, byId("part").value);
  }
}

function chooseAgency(agency, part) {
  form.chosen = agency;
  const parts = agency?.parts ?? [];
  byId("part").replaceChildren(...parts.map((one) => new Option(one.name, one.key)));
  if (parts.some((one) => one.key === part)) byId("part").value = part;
  byId("part-field").hidden = parts.length < 2;
  showPresent();
}

const chosenPart = () => form.chosen?.parts.find((one) => one.key === byId("part").value);

function showPresent() {
  byId("from").textContent = chosenPart()?.value ?? "–";
  previewSoon();
}

function filled() {
  const part = chosenPart();
  if (!part || FIELDS.some((id) => byId(id).value.trim() === "")) return null;
  const typed = Object.fromEntries(FIELDS.map((id) => [id, byId(id).value]));
  return { block: form.chosen.block, agency: form.chosen.name, part: part.key, from: part.value, ...typed, digest: form.digest };
}

function previewSoon() {
  byId("correct").disabled = true;
  clearTimeout(form.timer);
  form.preview += 1;
  form.timer = setTimeout(preview, 300);
}

async function preview() {
  const wanted = filled();
  const number = form.preview;
  if (!wanted) {
    byId("preview").replaceChildren();
    return;
  }
  const text = await send("preview", wanted).catch((error) => error);
  if (number !== form.preview) return;
  if (text instanceof Error) byId("preview").textContent = text.message;
  else byId("preview").innerHTML = text;
  byId("correct").disabled = byId("preview").querySelector("[data-valid='yes']") === null;
}

async function correct(event) {
  event.preventDefault();
  const wanted = filled();
  if (!wanted || byId("correct").disabled) return;
  byId("correct").disabled = true;
  const done = await act("correct", wanted);
  if (!done) return previewSoon();
  byId("to").value = "";
  byId("preview").replaceChildren();
  byId("agency").focus();
}

/** Sends something to be done; gives whether it was, and says so below the form. */
async function act(address, what) {
  const said = byId("said");
  said.replaceChildren();
  try {
    said.innerHTML = await send(address, what);
    await renew();
  } catch (error) {
    said.textContent = error.message;
  }
  return said.querySelector("[data-done='yes']") !== null;
}

// the search for an agency (WAI-ARIA: combobox with a list)

function listAgencies() {
  const input = byId("agency");
  const words = fold(input.value).split(/\s+/).filter((word) => word !== "");
  const found = form.agencies.filter((one) => words.every((word) => fold(one.name).includes(word)));
  const sought = words.join(" ");
  // whose name holds what was typed as whole words, then as it was typed, come first; else it is the dossier's order
  const nearness = ({ name }) => ` ${fold(name)} `.includes(` ${sought} `) + fold(name).includes(sought);
  found.sort((one, other) => nearness(other) - nearness(one));
  const list = byId("agency-list");
  const several = new Set(form.agencies.map((one) => one.block)).size > 1;
  list.replaceChildren(
    ...found.slice(0, 60).map((agency, at) => {
      const option = document.createElement("li");
      option.id = `agency-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = agency.name;
      if (several) {
        const block = document.createElement("span");
        block.className = "where";
        block.textContent = ` – ${agency.blockName}`;
        option.append(block);
      }
      option.agency = agency;
      return option;
    }),
  );
  openList(found.length > 0);
  byId("agency-found").textContent = found.length === 0 ? "không có cơ quan nào" : `${found.length} cơ quan`;
}

function openList(open) {
  byId("agency-list").hidden = !open;
  byId("agency").setAttribute("aria-expanded", String(open));
  byId("agency").removeAttribute("aria-activedescendant");
}

function moveInList(step) {
  const list = byId("agency-list");
  if (list.hidden) listAgencies();
  const options = [...list.children];
  if (options.length === 0) return;
  const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const next = options[(now + step + options.length + (now < 0 && step < 0 ? 1 : 0)) % options.length];
  options.forEach((one) => one.setAttribute("aria-selected", String(one === next)));
  byId("agency").setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

function takeAgency(option) {
  byId("agency").value = option.agency.name;
  openList(false);
  chooseAgency(option.agency, "");
}

/** Whose name was typed whole, or is the only one that fits, is taken. */
function leaveAgency() {
  const options = [...byId("agency-list").children];
  const typed = fold(byId("agency").value.trim());
  const same = options.filter((one) => fold(one.agency.name) === typed);
  openList(false);
  if (form.chosen || typed === "") return;
  if (same.length === 1) takeAgency(same[0]);
  else if (options.length === 1) takeAgency(options[0]);
}

function keyInAgency(event) {
  const list = byId("agency-list");
  const chosen = list.querySelector("[aria-selected='true']");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") moveInList(event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "Enter" && !list.hidden) takeAgency(chosen ?? list.firstElementChild);
  else if (event.key === "Escape") openList(false);
  else return;
  event.preventDefault();
}

// ---------------------------------------------------------------- buttons, tabs, start

async function make(button, address, what) {
  if (button.getAttribute("aria-disabled") === "true") return;
  // not disabled, which would take the focus away
  button.setAttribute("aria-disabled", "true");
  byId("result").hidden = false;
  byId("result-text").textContent = "Đang lập…";
  try {
    byId("result-text").innerHTML = await send(address, what);
  } catch (error) {
    byId("result-text").textContent = error.message;
  }
  button.removeAttribute("aria-disabled");
}

/** Which side is seen where there is room for one only. */
function show(side) {
  byId("desk").dataset.shown = side;
  byId("show-pages").setAttribute("aria-pressed", String(side === "pages"));
  byId("show-panel").setAttribute("aria-pressed", String(side === "panel"));
  if (side !== "pages") return;
  resize();
  underlayUnseen();
}

function chooseTab(tab) {
  for (const one of byId("tabs").children) {
    const isChosen = one === tab;
    one.setAttribute("aria-selected", String(isChosen));
    one.tabIndex = isChosen ? 0 : -1;
    byId(one.getAttribute("aria-controls")).hidden = !isChosen;
  }
}

function keyInTabs(event) {
  const tabs = [...byId("tabs").children];
  const at = tabs.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  const tab = tabs.at(to % tabs.length);
  chooseTab(tab);
  tab.focus();
  event.preventDefault();
}

/** The latest state that there is a choice for, if none is chosen. */
const sinceForSheet = () => shown.since || (shown.state?.since[0]?.value ?? "");

function clickedInPanel(event) {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.explain) explain(`explain/${button.dataset.explain}`, button.id);
  else if (button.dataset.goto) goTo(button.dataset.page, button.dataset.goto);
  else if (button.closest("thead")) {
    const now = button.closest("th").getAttribute("aria-sort");
    sort(button, now === "ascending" ? "descending" : "ascending");
  }
}

let events = null;

/** Listens while the page is seen: browsers open six connections to a program, for all of its tabs together. */
function listen() {
  events?.close();
  events = null;
  if (document.hidden) return;
  const mine = new EventSource("events");
  events = mine;
  mine.addEventListener("state", renewOrTell);
  mine.addEventListener("error", () => {
    byId("lost").hidden = false;
    // the browser tries again by itself, except after an answer that is none
    if (mine.readyState === EventSource.CLOSED) setTimeout(() => mine === events && listen(), 3000);
  });
}

async function renewOrTell() {
  const request = shown.request + 1;
  try {
    await renew();
    byId("lost").hidden = true;
  } catch {
    // what an older state has and a newer one has not is no loss
    if (request !== shown.request) return;
    byId("lost").hidden = false;
    setTimeout(() => request === shown.request && renewOrTell(), 2000);
  }
}

function start() {
  byId("pages").addEventListener("click", clickedOnPage);
  byId("panel").addEventListener("click", clickedInPanel);
  byId("panel").addEventListener("input", (event) => {
    if (event.target.dataset.filter) filter(event.target, event.target.value);
  });
  byId("origin-close").addEventListener("click", closeOrigin);
  byId("origin").addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeOrigin();
  });
  byId("zoom").addEventListener("change", () => keepingPlace(resize));
  byId("paper").addEventListener("keydown", keyOnPaper);
  addEventListener("resize", () => keepingPlace(resize));
  byId("since").addEventListener("change", (event) => {
    shown.since = event.target.value;
    renewOrTell();
  });
  for (const tab of byId("tabs").children) tab.addEventListener("click", () => chooseTab(tab));
  byId("tabs").addEventListener("keydown", keyInTabs);
  byId("show-pages").addEventListener("click", () => show("pages"));
  byId("show-panel").addEventListener("click", () => show("panel"));
  document.querySelector(".skip").addEventListener("click", () => show("panel"));
  byId("build").addEventListener("click", (event) => make(event.currentTarget, "build", {}));
  byId("sheet").addEventListener("click", (event) => make(event.currentTarget, "change-sheet", { since: sinceForSheet() }));
  byId("result-close").addEventListener("click", () => {
    byId("result").hidden = true;
    byId("build").focus();
  });
  byId("form").addEventListener("submit", correct);
  byId("undo").addEventListener("click", () => act("undo", {}).then(() => byId("agency").focus()));
  byId("part").addEventListener("change", showPresent);
  // what was said is of what was sent before
  byId("form").addEventListener("input", () => byId("said").replaceChildren());
  for (const id of FIELDS) byId(id).addEventListener("input", previewSoon);
  const agency = byId("agency");
  agency.addEventListener("input", () => {
    chooseAgency(null, "");
    listAgencies();
  });
  agency.addEventListener("keydown", keyInAgency);
  // the next one is typed over it
  agency.addEventListener("focus", () => agency.select());
  agency.addEventListener("click", listAgencies);
  agency.addEventListener("blur", leaveAgency);
  byId("agency-list").addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role='option']");
    if (option) takeAgency(option);
    event.preventDefault();
  });
  document.addEventListener("visibilitychange", listen);
  listen();
}

start();
