#!/usr/bin/python3
"""Does a word processor get the old text by rejecting all tracked changes, the new one by accepting all?

usage: resolve-changes.py OLD.docx REVISED.docx NEW.docx [OLD.docx REVISED.docx NEW.docx ...]

LibreOffice opens each revised file, rejects or accepts all changes, and its text, tables included, is
compared line by line with that of the file written by itself. Exits with 1 if a text differs, with 2
if a tool is missing or fails.

Needs soffice (libreoffice-writer) and python3-uno, so Debian's own python3.
"""

import difflib
import sys
import tempfile
from pathlib import Path

try:
    from office import Office, named
except ImportError as error:
    print(f"resolve-changes: not installed: {error}", file=sys.stderr)
    sys.exit(2)

SHOWN = 12
"""Differing lines shown per file."""


def text(office: Office, file: Path, command: str | None, folder: Path) -> list[str]:
    """The lines of a file's text after a command; empty ones left out."""
    document = office.open(file)
    if command:
        office.dispatch(document, command)
    out = folder / "text.txt"
    document.storeToURL(
        out.as_uri(), (named("FilterName", "Text (encoded)"), named("FilterOptions", "UTF8"))
    )
    document.close(True)
    # zero-width spaces are LibreOffice's own, beside each drawn line that was tracked
    lines = out.read_text(encoding="utf-8-sig").replace("\u200b", "").splitlines()
    return [line.strip() for line in lines if line.strip()]


def differences(office: Office, triple: tuple[Path, Path, Path], folder: Path) -> list[str]:
    old, revised, new = triple
    if old.read_bytes() == new.read_bytes():
        return ["old and new are the same file: nothing is shown"]
    found = []
    for command, expected in (("RejectAllTrackedChanges", old), ("AcceptAllTrackedChanges", new)):
        left = text(office, revised, command, folder)
        right = text(office, expected, None, folder)
        if not right:
            found.append(f"{expected} has no text")
        changed = difflib.unified_diff(right, left, str(expected), command, lineterm="", n=0)
        found += list(changed)[:SHOWN]
    return found


def main(files: list[Path]) -> int:
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = Office(folder)
        try:
            for triple in zip(files[::3], files[1::3], files[2::3]):
                found = differences(office, triple, folder)
                failed = failed or bool(found)
                print(f"{triple[1]}: {'differs' if found else 'rejected the old text, accepted the new'}")
                for line in found:
                    print(f"  {line}")
        finally:
            office.close()
    return int(failed)


if __name__ == "__main__":
    arguments = [Path(name) for name in sys.argv[1:]]
    if not arguments or len(arguments) % 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        sys.exit(main(arguments))
    except Exception as error:  # 1 says that texts differ, and nothing else
        print(f"resolve-changes: {error}", file=sys.stderr)
        sys.exit(2)
