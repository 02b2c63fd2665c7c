#!/usr/bin/env python3
"""Is a draft filed that was signed first and numbered later?

usage: sign-then-issue.py PROGRAM DOSSIER.yaml

The signatory signs what `build` makes, with pyHanko; the registry clerk stamps number and day over their blanks and
signs for the body. `issue --da-ky` must file it, `verify` find it sound; with a stamp over a line of text, or a
draft of another dossier, it must refuse and file nothing.

Needs what sign-and-archive.py needs. Exits with 1 if anything goes otherwise.
"""

import asyncio
import importlib.util
import logging
import subprocess
import sys
import tempfile
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "sign_and_archive", Path(__file__).with_name("sign-and-archive.py")
)
archive = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(archive)

from pyhanko.sign import fields
from pyhanko.stamp import TextStampStyle

NUMBER, DAY = (137, 733, 171, 749), (376, 733, 400, 749)
"""The blanks of the example, in points."""
TEXT = (100, 500, 300, 540)


async def stamped(data: bytes, signer, stamps: dict[str, tuple]) -> bytes:
    for text, box in stamps.items():
        place = fields.SigFieldSpec(text, on_page=0, box=box)
        style = TextStampStyle(stamp_text=text, border_width=0)
        data = await archive.sign(data, text, signer, style=style, spec=place)
    return data


async def main(program: Path, dossier: Path, folder: Path) -> int:
    failed = False

    def run(*arguments) -> subprocess.CompletedProcess:
        command = [program, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def report(well: bool, what: str, done: subprocess.CompletedProcess):
        nonlocal failed
        print(f"{'ok' if well else 'FAIL':6} {what}")
        if not well:
            failed = True
            print(done.stdout, done.stderr)

    def issue(data: bytes) -> subprocess.CompletedProcess:
        signed.write_bytes(data)
        facts = ["--so", "3203", "--ngay", "2021-12-24"]
        return run("issue", dossier, "--da-ky", signed, *facts, "--out", root)

    root, signed = folder / "kho", folder / "ky.pdf"
    assert run("build", dossier, "--out", folder).returncode == 0
    draft = (folder / f"{dossier.stem}.pdf").read_bytes()
    leader, clerk = map(archive.signing.throw_away_signer, ["Lò Văn A", "Ủy ban nhân dân tỉnh"])
    first = await archive.sign(draft, archive.signing.FIELDS[0], leader)

    covered = await stamped(first, clerk, {"3203": TEXT})
    done = issue(covered)
    well = done.returncode == 1 and "LT046" in done.stderr and not list(root.glob("2*"))
    report(well, "refused: a stamp over a line of text", done)
    assert run("build", dossier, "--du-thao", "1", "--out", folder / "other").returncode == 0
    other = (folder / "other" / f"{dossier.stem}.pdf").read_bytes()
    done = issue(await archive.sign(other, archive.signing.FIELDS[0], leader))
    well = done.returncode == 1 and "LT041" in done.stderr and not list(root.glob("2*"))
    report(well, "refused: another draft", done)

    both = await stamped(first, clerk, {"3203": NUMBER, "24": DAY})
    done = issue(await archive.sign(both, archive.signing.FIELDS[1], clerk, style=TextStampStyle()))
    well = done.returncode == 0 and "4 chữ ký" in done.stdout
    report(well, "filed: signed, numbered, sealed", done)
    done = run("verify", root)
    well = done.returncode == 0 and "dựng lại giống hệt, 1 bản ký số" in done.stdout
    report(well, "sound: a draft signed first", done)
    return int(failed)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as work:
        program = Path(sys.argv[1]).resolve()
        sys.exit(asyncio.run(main(program, Path(sys.argv[2]).resolve(), Path(work))))
