#!/usr/bin/env python3
"""Do other programs draw what the archive takes as what was issued?

usage: witness-forgeries.py FOLDER [ISSUED.pdf]

FOLDER holds signed files that the program takes and, unless it is given, the issued one (issued.pdf), as
`tests/archive/forgeries.rs` writes them. Each page of each is drawn by poppler and, where it is installed,
by MuPDF; outside of the widgets of signature fields nothing may differ. And none may be a file that pyHanko
refuses.
First a file with a covered page must be seen to differ: a check that passes anything is no check.
Needs pdftoppm and pyHanko. Exits with 1 if a page differs, with 2 if a program is missing.
"""

import concurrent.futures
import importlib.util
import io
import logging
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "sign_and_archive", Path(__file__).with_name("sign-and-archive.py")
)
signing = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(signing)

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

DPI = 40
"""Coarse: a hidden line of text is still seen, and a page is drawn in a few hundredths of a second."""
MARGIN = 2
"""Pixels around a widget that may differ, since its edges are smoothed."""
PROGRAMS = {
    "poppler": ["pdftoppm", "-gray", "-r", str(DPI), "{file}", "{out}/p"],
    "MuPDF": ["mutool", "draw", "-q", "-c", "gray", "-r", str(DPI), "-o", "{out}/p-%03d.pgm", "{file}"],
}


def pages(program: str, file: Path) -> list[tuple[int, int, bytes]]:
    """Width, height and grey pixels of each page."""
    drawn = []
    with tempfile.TemporaryDirectory() as out:
        command = [part.format(file=file, out=out) for part in PROGRAMS[program]]
        subprocess.run(command, check=True, capture_output=True)
        for image in sorted(Path(out).iterdir()):
            data = image.read_bytes()
            fields, at = [], 0
            while len(fields) < 4:
                end = min(i for i in (data.find(b" ", at), data.find(b"\n", at)) if i >= 0)
                fields.append(data[at:end])
                at = end + 1
            drawn.append((int(fields[1]), int(fields[2]), data[at:]))
    return drawn


def widgets(file: Path) -> list[list[tuple[float, ...]]]:
    """The places of the signature fields' widgets on each page, in points."""
    reader = PdfFileReader(io.BytesIO(file.read_bytes()))
    found = []
    for index in range(int(reader.root["/Pages"]["/Count"])):
        page = reader.find_page_for_modification(index)[0].get_object()
        places = []
        for annotation in page.get("/Annots", []):
            annotation = annotation.get_object()
            if annotation.get("/Subtype") == "/Widget":
                places.append(tuple(float(corner) for corner in annotation["/Rect"]))
        found.append(places)
    return found


def masked(page: tuple[int, int, bytes], places) -> bytes:
    width, height, pixels = page
    pixels, scale = bytearray(pixels), DPI / 72
    for x, y, across, up in places:
        left = max(0, int(min(x, across) * scale) - MARGIN)
        right = min(width, int(max(x, across) * scale) + MARGIN + 1)
        top = max(0, height - int(max(y, up) * scale) - MARGIN - 1)
        bottom = min(height, height - int(min(y, up) * scale) + MARGIN)
        for row in range(top, bottom):
            if left < right:
                pixels[row * width + left : row * width + right] = bytes(right - left)
    return bytes(pixels)


def differences(program: str, issued: Path, drawn_issued, file: Path) -> list[str]:
    places, drawn = widgets(file), pages(program, file)
    if len(drawn) != len(drawn_issued):
        return [f"{file}: {program} draws {len(drawn)} pages instead of {len(drawn_issued)}"]
    found = []
    for number, (old, new) in enumerate(zip(drawn_issued, drawn), 1):
        own = places[number - 1]
        if old[:2] != new[:2] or masked(old, own) != masked(new, own):
            found.append(f"{file}: {program} draws page {number} otherwise")
    return found


def covered(issued: bytes) -> bytes:
    """The issued file with a line of text struck out."""
    update = IncrementalPdfFileWriter(io.BytesIO(issued))
    line = generic.StreamObject(stream_data=b"q 0 0 1 rg 90 400 200 6 re f Q")
    update.add_stream_to_page(0, update.add_object(line))
    out = io.BytesIO()
    update.write(out)
    return out.getvalue()


def main(folder: Path, issued: Path) -> int:
    if not shutil.which("pdftoppm"):
        print("witness-forgeries: pdftoppm is missing", file=sys.stderr)
        return 2
    files = [file for file in sorted(folder.glob("*.pdf")) if file != issued]
    failed = not files
    for program, command in PROGRAMS.items():
        if not shutil.which(command[0]):
            print(f"{program} is not installed")
            continue
        drawn = pages(program, issued)
        with tempfile.TemporaryDirectory() as work:
            forged = Path(work) / "covered.pdf"
            forged.write_bytes(covered(issued.read_bytes()))
            if not differences(program, issued, drawn, forged):
                print(f"witness-forgeries: {program} does not see a line struck out", file=sys.stderr)
                failed = True
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            found = pool.map(lambda file: differences(program, issued, drawn, file), files)
            problems = [problem for problems in found for problem in problems]
        for problem in problems:
            print(f"witness-forgeries: {problem}", file=sys.stderr)
        failed = failed or bool(problems)
        print(f"{program}: {len(files)} files drawn as issued" if not problems else f"{program}: differences")
    refused = [(file, signing.verdict(file.read_bytes())) for file in files]
    refused = [(file, why) for file, why in refused if why]
    for file, why in refused:
        print(f"witness-forgeries: pyHanko refuses {file}: {why}", file=sys.stderr)
    print(f"pyHanko: refuses {len(refused)} of {len(files)}")
    return int(failed or bool(refused))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    logging.disable(logging.CRITICAL)
    where = Path(sys.argv[1])
    sys.exit(main(where, Path(sys.argv[2]) if len(sys.argv) == 3 else where / "issued.pdf"))
