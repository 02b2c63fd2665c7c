#!/usr/bin/env python3
"""Do the DOCX and the PDF of a document show the same pages?

usage: compare-pages.py FILE.docx FILE.pdf [FILE.docx FILE.pdf ...]

Each DOCX is converted by LibreOffice; then, for each pair, the number of pages, the first word of
every page and the lines of every page are compared. A line is a run of words on one base line
without a wide gap, so that each table cell counts by itself. Prints the share of equal lines;
exits with 1 if a pair differs in pages or first words or if less than 99.5 % of its lines agree,
with 2 if a tool is missing or fails.

Needs soffice (libreoffice-writer) and pdftotext (poppler-utils).
"""

import difflib
import html
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LEAST = 99.5
"""Per cent of lines that must agree."""
SAME_LINE = 3.0
"""Points by which base lines of one line may differ."""
WIDE_GAP = 18.0
"""Points between two words that belong to different cells."""
TALLEST = 20.0
"""Height in points above which a word is the draft mark, not text."""
MARGIN = 50.0
"""Points from the paper's upper edge above which only the page number stands."""
SHOWN = 12
"""Differing lines shown per pair."""

WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


def run(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    except FileNotFoundError:
        print(f"compare-pages: {command[0]} is not installed", file=sys.stderr)
        sys.exit(2)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        print(f"compare-pages: {' '.join(command)}: {error}", file=sys.stderr)
        sys.exit(2)
    return done.stdout


def convert(files: list[Path], folder: Path) -> list[Path]:
    """PDFs that LibreOffice makes of these DOCX files, in their order."""
    made = []
    for number, file in enumerate(files):
        out = folder / str(number)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), str(file))
        made.append(out / file.with_suffix(".pdf").name)
        if not made[-1].exists():
            print(f"compare-pages: LibreOffice did not convert {file}", file=sys.stderr)
            sys.exit(2)
    return made


def pages(pdf: Path) -> list[list[tuple[float, float, float, str]]]:
    """For each page its words as (left, base line, right, text)."""
    found = []
    for page in run("pdftotext", "-bbox", str(pdf), "-").split("<page ")[1:]:
        words = []
        for left, top, right, bottom, text in WORD.findall(page):
            if float(bottom) - float(top) > TALLEST:
                continue
            words.append((float(left), float(bottom), float(right), html.unescape(text)))
        found.append(words)
    return found


def lines(words: list[tuple[float, float, float, str]]) -> list[tuple[float, float, str]]:
    """The lines of a page, top to bottom and left to right, as (base line, left, text)."""
    rows: list[list[tuple[float, float, float, str]]] = []
    for word in sorted(words, key=lambda word: (word[1], word[0])):
        if rows and word[1] - rows[-1][0][1] <= SAME_LINE:
            rows[-1].append(word)
        else:
            rows.append([word])
    found = []
    for row in rows:
        row.sort()
        part = [row[0]]
        for word in row[1:]:
            if word[0] - part[-1][2] > WIDE_GAP:
                found.append(part)
                part = []
            part.append(word)
        found.append(part)
    return [(part[0][1], part[0][0], " ".join(word[3] for word in part)) for part in found]


def first_word(found: list[tuple[float, float, str]]) -> str:
    """The word that a page's text starts with."""
    return next((text.split()[0] for down, _, text in found if down > MARGIN), "")


def same_row(a: list[tuple[float, float, str]], b: list[tuple[float, float, str]]) -> bool:
    """Whether both are the same words on one base line: a gap between cells may be wide on one side only."""
    level = all(abs(line[0] - side[0][0]) <= SAME_LINE for side in (a, b) if side for line in side)
    return level and " ".join(line[2] for line in a) == " ".join(line[2] for line in b)


def compare(name: str, word_pdf: Path, pdf: Path) -> bool:
    left, right = pages(word_pdf), pages(pdf)
    good = len(left) == len(right)
    if not good:
        print(f"{name}: {len(left)} pages in the DOCX, {len(right)} in the PDF")
    equal = total = 0
    shift_x = shift_y = 0.0
    shown = 0
    for number in range(max(len(left), len(right))):
        a = lines(left[number]) if number < len(left) else []
        b = lines(right[number]) if number < len(right) else []
        first = [first_word(side) for side in (a, b)]
        if first[0] != first[1]:
            good = False
            print(f"{name}: page {number + 1} starts with “{first[0]}” in the DOCX, “{first[1]}” in the PDF")
        match = difflib.SequenceMatcher(None, [x[2] for x in a], [x[2] for x in b], autojunk=False)
        for kind, a1, a2, b1, b2 in match.get_opcodes():
            total += max(a2 - a1, b2 - b1)
            if kind == "equal" or same_row(a[a1:a2], b[b1:b2]):
                equal += max(a2 - a1, b2 - b1)
                for one, other in zip(a[a1:a2], b[b1:b2]):
                    shift_y = max(shift_y, abs(one[0] - other[0]))
                    shift_x = max(shift_x, abs(one[1] - other[1]))
                continue
            for mark, some in (("DOCX", a[a1:a2]), ("PDF ", b[b1:b2])):
                for line in some:
                    shown += 1
                    if shown <= SHOWN:
                        print(f"{name}: page {number + 1}, {mark} {line[0]:6.1f} pt: {line[2]}")
    share = 100.0 * equal / total if total else 0.0
    print(
        f"{name}: {len(left)} pages, {equal} of {total} lines agree ({share:.2f} %), "
        f"moved by at most {shift_x:.1f} pt across and {shift_y:.1f} pt down"
    )
    return good and share >= LEAST


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]]
    if not files or len(files) % 2:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        converted = convert(files[::2], Path(folder))
        results = [
            compare(str(docx.with_suffix("")), made, pdf)
            for docx, made, pdf in zip(files[::2], converted, files[1::2])
        ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
