// The words of a PDF and of the page's drawings, each with its place in CSS pixels.
import { spawnSync } from "node:child_process";

const PIXELS = 96 / 72;
/** How far Liberation Serif reaches below the base line, as a part of its whole height. */
const BELOW = 0.216 / (0.891 + 0.216);

/** The words of each page of a PDF (poppler). */
export function wordsOfPdf(file) {
  const done = spawnSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`pdftotext: ${done.stderr}`);
  const pages = done.stdout.split("<page ").slice(1);
  const word = /<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">([^<]*)</g;
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
  return pages.map((page) =>
    [...page.matchAll(word)].map(([, left, top, right, bottom, text]) => ({
      text: plain(text),
      left: left * PIXELS,
      right: right * PIXELS,
      base: (bottom - (bottom - top) * BELOW) * PIXELS,
    })),
  );
}

/** The words of each drawn page, as the browser sets them; runs in the browser. */
export function wordsOfPage() {
  const words = (sheet) => {
    const paper = sheet.querySelector(".paper").getBoundingClientRect();
    const found = [];
    for (const text of sheet.querySelectorAll("svg text")) {
      const onScreen = text.getScreenCTM();
      const at = (point) => point.matrixTransform(onScreen);
      const letters = text.textContent;
      let word = null;
      for (let index = 0; index < letters.length; index += 1) {
        if (/\s/.test(letters[index])) {
          word = null;
          continue;
        }
        const [start, end] = [at(text.getStartPositionOfChar(index)), at(text.getEndPositionOfChar(index))];
        const base = start.y - paper.top;
        if (word === null || Math.abs(word.base - base) > 4) {
          word = { text: "", left: start.x - paper.left, base };
          found.push(word);
        }
        word.text += letters[index];
        word.right = end.x - paper.left;
      }
    }
    return found;
  };
  return [...document.querySelectorAll(".sheet")].map(words);
}

/** Words of the PDF that the page does not have at the same place, to a pixel. */
export function misplaced(pdf, page) {
  const near = (one, other) =>
    one.text === other.text && Math.abs(one.left - other.left) <= 1 && Math.abs(one.right - other.right) <= 1 && Math.abs(one.base - other.base) <= 1;
  return pdf.filter((word) => !page.some((other) => near(word, other)));
}
