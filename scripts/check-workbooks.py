#!/usr/bin/env python3
"""Lets LibreOffice compute the check workbooks of `compute --xlsx` from their scores alone.

usage: check-workbooks.py FILE.xlsx ...

The stored results are taken out, so that whoever opens a file has to compute every formula. Then no row may say that
it does not match, and after one score is changed one must.
"""

import csv
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

MATCH, DIFFER = "Khớp", "KHÔNG KHỚP"
# semicolons, quotes, UTF-8, every sheet in a file of its own
EXPORT = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"


def without_results(source: Path, target: Path, change: bool) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(r'(<c [^>]*?)( t="str")?(>)(<f>.*?</f>)<v>[^<]*</v>', r"\1\3\4", data.decode())
                if change and name.endswith("/sheet2.xml"):
                    score = re.search(r'<c r="[C-Z]+8"[^>]*><v>([0-9.]+)</v>', text)
                    text = text[: score.start(1)] + str(float(score[1]) - 7) + text[score.end(1) :]
                data = text.encode()
            new.writestr(name, data)


def words(folder: Path, stem: str) -> list[str]:
    cells = []
    for file in sorted(folder.glob(f"{stem}-*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            cells += [cell for row in csv.reader(rows, delimiter=";") for cell in row]
    return cells


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]]
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        for number, file in enumerate(files):
            without_results(file, folder / f"{number}a.xlsx", False)
            without_results(file, folder / f"{number}b.xlsx", True)
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        made = sorted(str(path) for path in folder.glob("*.xlsx"))
        subprocess.run(
            [*office, "--convert-to", EXPORT, "--outdir", work, *made],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for number, file in enumerate(files):
            same, other = words(folder, f"{number}a"), words(folder, f"{number}b")
            count = same.count(MATCH)
            wrong = [cell for cell in same if cell == DIFFER or cell.startswith(("#", "Err:"))]
            sound = count > 2 and not wrong and DIFFER in other
            print(f"{'ok' if sound else 'FAIL':6} LibreOffice computes {file.name}: {count} rows match")
            failed += not sound
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
