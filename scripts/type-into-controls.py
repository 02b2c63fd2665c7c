#!/usr/bin/python3
"""Can a clerk type into every content control in LibreOffice, and empty it, and is that what is saved?

usage: type-into-controls.py FILE.docx [FILE.docx ...]

Each control of each file is typed over, emptied, and typed into at its start; the file is saved as DOCX
and must hold that text in that control, still bound to its fact, and the same paragraphs but for it.
Exits with 1 if a control does not, with 2 if a tool is missing or fails.

What LibreOffice 7.4 shows, and why the program reads files of theirs as it does:
- a bound control is an input field there. It knows no placeholder: what is typed at its start stands before
  the blanks, and an emptied one stays empty. It keeps the binding but drops the tag, the lock and
  `showingPlcHdr`.
- the other controls of the same fact do not follow, and the saved custom XML part holds what the last
  of them shows. So typing the number on the first page only is undone when Word opens the file: store
  and controls disagree, and `quyetdinh dien` fills both.

Needs soffice (libreoffice-writer) and python3-uno, so Debian's own python3.
"""

import re
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

try:
    from office import Office, named
except ImportError as error:
    print(f"type-into-controls: not installed: {error}", file=sys.stderr)
    sys.exit(2)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TYPED = "3203 & <Đ>"
"""What is typed."""


def fields(text) -> list:
    """The controls in a text and in its tables, as places and what edits them."""
    found = []
    paragraphs = text.createEnumeration()
    while paragraphs.hasMoreElements():
        paragraph = paragraphs.nextElement()
        if paragraph.supportsService("com.sun.star.text.TextTable"):
            for name in paragraph.CellNames:
                found += fields(paragraph.getCellByName(name))
            continue
        portions = paragraph.createEnumeration()
        while portions.hasMoreElements():
            portion = portions.nextElement()
            if portion.TextPortionType == "ContentControl":
                found.append((portion, portion.ContentControl))
            elif portion.TextPortionType == "TextField":
                field = portion.TextField
                if field.supportsService("com.sun.star.text.TextField.Input"):
                    found.append((portion, field))
    return found


def replace(editor, text: str) -> None:
    if hasattr(editor, "Content"):
        editor.Content = text
    else:
        editor.createTextCursor().gotoEnd(True)
        editor.setString(text)


def saved(file: Path) -> tuple[list[str], list[str]]:
    """Of each control the fact it is bound to and its text; the paragraphs with `{}` for controls."""
    with zipfile.ZipFile(file) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    controls = []
    for control in body.iter(f"{W}sdt"):
        binding = control.find(f"{W}sdtPr/{W}dataBinding")
        path = "" if binding is None else binding.get(f"{W}xpath", "")
        fact = re.findall(r"(\w+)\[1\]", path)
        text = "".join(t.text or "" for t in control.iter(f"{W}t"))
        controls.append(f"{fact[-1] if fact else 'unbound'}: {text}")
    for control in body.iter(f"{W}sdtContent"):
        for text in control.iter(f"{W}t"):
            text.text = "{}"
    # LibreOffice writes an empty control without a text
    paragraphs = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]
    return controls, [text.replace("{}", "") for text in paragraphs]


def edited(office: Office, file: Path, index: int, way: str, out: Path) -> int:
    """Edits one control of the file and saves it; gives how many controls there are."""
    document = office.open(file)
    place, editor = (found := fields(document.Text))[index]
    if way == "typed over":
        replace(editor, TYPED)
    elif way == "emptied":
        replace(editor, "")
    else:
        cursor = document.CurrentController.ViewCursor
        cursor.gotoRange(place.getStart(), False)
        cursor.goRight(1, False)
        office.dispatch(document, "InsertText", named("Text", TYPED))
    document.storeToURL(out.as_uri(), (named("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    return len(found)


def problems(office: Office, file: Path, folder: Path) -> list[str]:
    own, out = folder / "own.docx", folder / "saved.docx"
    shutil.copy(file, own)
    before, paragraphs = saved(own)
    found, index = [], 0
    while index < len(before):
        fact, _, old = before[index].partition(": ")
        # typed at the start into the first control only: it takes a window's cursor
        ways = {"typed over": TYPED, "emptied": "", "typed into": f"{TYPED}{old}"}
        for way, text in ways.items():
            if way == "typed into" and index:
                continue
            count = edited(office, own, index, way, out)
            if count != len(before):
                return [f"{count} controls of {len(before)} can be edited"]
            after, rest = saved(out)
            expected = [*before[:index], f"{fact}: {text}", *before[index + 1 :]]
            if after != expected:
                found.append(f"control {index + 1} {way}: {after}")
            if rest != paragraphs:
                found.append(f"control {index + 1} {way}: other text changed")
        index += 1
    return found if before else ["no control"]


def main(files: list[Path]) -> int:
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = Office(folder)
        try:
            for file in files:
                found = problems(office, file, folder)
                failed = failed or bool(found)
                print(f"{file}: {'differs' if found else 'every control can be typed into and emptied'}")
                for line in found:
                    print(f"  {line}")
        finally:
            office.close()
    return int(failed)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        sys.exit(main([Path(name) for name in sys.argv[1:]]))
    except Exception as error:  # 1 says that a control differs, and nothing else
        print(f"type-into-controls: {error}", file=sys.stderr)
        sys.exit(2)
