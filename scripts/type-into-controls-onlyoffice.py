#!/usr/bin/env python3
"""Can a clerk type into every content control in ONLYOFFICE, and empty it, and is that what is saved?

usage: type-into-controls-onlyoffice.py FILE.docx [FILE.docx ...]

Each control of each file is typed into and emptied; the file is saved as DOCX, and must hold just what was
typed, or the placeholder, the same as before. Exits with 1 if a control does not, with 2 if a tool is missing
or fails.

What ONLYOFFICE 10.0 shows, and why the program reads files of its as it does:
- typing replaces a placeholder whole, an emptied control shows its own placeholder from the glossary: our
  blanks. Tag, lock, binding and glossary are kept.
- edited through the builder, the other controls of the fact and the custom XML part stay as they were; and
  it writes that part's identity without braces, the styles under other names.

Not called by validate.sh, for it takes 250 MB: `pip install document-builder`. Files it writes are for trial
(no licence).
"""

import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

TYPED = "3203"
"""What is typed."""
CONTROL = re.compile(r"<w:sdt>.*?</w:sdt>", re.DOTALL)
"""A control in a main part that ONLYOFFICE or the program wrote."""
EDIT = """
var document = Api.GetDocument();
var control = document.GetAllContentControls()[{index}];
if ("{way}" === "typed into") {{ control.Select(); document.EnterText("{typed}"); }}
else {{ control.RemoveAllElements(); }}
"""


def edit(file: Path, index: int, way: str, out: Path) -> None:
    """Edits one control; in a process of its own, for the builder opens one file in a life."""
    script = EDIT.format(index=index, way=way, typed=TYPED)
    program = (
        "import sys, docbuilder\n"
        "builder = docbuilder.CDocBuilder()\n"
        "failed = builder.OpenFile(sys.argv[1], '')\n"
        "done = builder.ExecuteCommand(sys.argv[3])\n"
        "failed = builder.SaveFile('docx', sys.argv[2]) or failed or not done\n"
        "builder.CloseFile()\n"
        "sys.exit(bool(failed))\n"
    )
    command = [sys.executable, "-c", program, str(file), str(out), script]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def controls(file: Path) -> list[tuple[str, bool, str]]:
    """Tag, whether the placeholder is shown, and text of each control."""
    with zipfile.ZipFile(file) as package:
        body = package.read("word/document.xml").decode()
    found = []
    for control in CONTROL.findall(body):
        tag = re.search(r'<w:tag w:val="(\w+)"', control)
        text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", control))
        found.append((tag.group(1) if tag else "", "w:showingPlcHdr" in control, text))
    return found


def problems(file: Path, folder: Path) -> list[str]:
    before = controls(file)
    out = folder / "saved.docx"
    found = []
    for index, (tag, _, _) in enumerate(before):
        for way in ("typed into", "emptied"):
            edit(file, index, way, out)
            after = controls(out)
            others = before[:index] + before[index + 1 :]
            if after[:index] + after[index + 1 :] != others:
                found.append(f"control {index + 1} {way}: others changed: {after}")
            _, shows, text = after[index]
            is_right = shows and not text.strip("\u2007") and text if way == "emptied" else text.endswith(TYPED)
            if not is_right or "\u2007" in text and not shows:
                found.append(f"control {index + 1} ({tag}) {way}: {text!r}, placeholder: {shows}")
    return found if before else ["no control"]


def main(files: list[Path]) -> int:
    import docbuilder  # noqa: F401  (is it there?)

    failed = False
    with tempfile.TemporaryDirectory() as name:
        for file in files:
            found = problems(file, Path(name))
            failed = failed or bool(found)
            print(f"{file}: {'differs' if found else 'every control can be typed into and emptied'}")
            for line in found:
                print(f"  {line}")
    return int(failed)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        sys.exit(main([Path(name) for name in sys.argv[1:]]))
    except Exception as error:  # 1 says that a control differs, and nothing else
        print(f"type-into-controls-onlyoffice: {error}", file=sys.stderr)
        sys.exit(2)
