#!/usr/bin/env python3
"""Makes files broken on purpose out of a good DOCX.

usage: break-docx.py FILE.docx FOLDER         broken-*.docx and unreadable.docx
       break-docx.py --text FILE.docx FOLDER  other-text.docx, valid but not of the same words
"""

import re
import sys
import zipfile
from pathlib import Path

MAIN = "word/document.xml"


def changed(good: Path, made: Path, change) -> None:
    """Copies the package with its main part changed; the change must change something."""
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == MAIN:
                text = data.decode()
                broken = change(text)
                if broken == text:
                    sys.exit(f"break-docx: nothing to break in {good} for {made.name}")
                data = broken.encode()
            target.writestr(name, data)


def main() -> None:
    arguments = sys.argv[1:]
    if arguments[0] == "--text":
        good, folder = Path(arguments[1]), Path(arguments[2])
        changed(good, folder / "other-text.docx", lambda text: text.replace(" của ", " bởi "))
        return
    good, folder = Path(arguments[0]), Path(arguments[1])
    order = lambda text: re.sub(r"<w:pPr>(<w:pStyle [^>]*/>)", r'<w:pPr><w:jc w:val="left"/>\1', text, count=1)
    unknown = lambda text: text.replace("<w:body>", "<w:body><w:unknown/>", 1)
    changed(good, folder / "broken-order.docx", order)
    changed(good, folder / "broken-element.docx", unknown)
    data = good.read_bytes()
    (folder / "unreadable.docx").write_bytes(data[: len(data) // 2])


main()
