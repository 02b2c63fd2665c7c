#!/usr/bin/env python3
"""The decisions of many communes in one call: how many a second, and whether each is what it is alone.

    scripts/many.py PROGRAM [COUNT]

Makes up COUNT dossiers (3321, one for each commune of the country) of 12 agencies each, builds them, builds some of them
alone, too, and compares the bytes. Ends with 1 where a file is missing or differs.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RANKING = (ROOT / "templates/xep-hang/ho-so.yaml").read_text()
DIGITAL = (ROOT / "data/son-la-2021.yaml").read_text()
AGENCIES = 12
# one in so many is also built alone
SAMPLED = 97


def dossier(number):
    """Every tenth is of the other set, with the results of Sơn La 2021 under another name."""
    if number % 10 == 9:
        return f"# xã {number}\n{DIGITAL}"
    head, _ = RANKING.split("\nkhoi:\n", 1)
    lines = [f"{head}\nkhoi:\n  - ma: thon\n    ten: thôn, tổ dân phố\n    co_quan:\n"]
    for agency in range(AGENCIES):
        tenths = 500 + (number * 7919 + agency * 31) % 500
        lines.append(f"      - ten: Thôn {number + 1}-{agency + 1}\n        diem: {tenths // 10},{tenths % 10}\n")
    return "".join(lines)


def build(program, paths, out, cores):
    """Seconds, and what standard output was told."""
    os.sched_setaffinity(0, cores)
    started = time.monotonic()
    run = subprocess.run([program, "build", *paths, "--out", out], capture_output=True, text=True)
    seconds = time.monotonic() - started
    if run.returncode:
        sys.exit(run.stdout + run.stderr)
    return seconds, run.stdout


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = str(Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) == 3 else 3321
    all_cores = os.sched_getaffinity(0)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "xa").mkdir()
        for number in range(count):
            (folder / "xa" / f"xa-{number + 1:04}.yaml").write_text(dossier(number))
        for cores in ({min(all_cores)}, all_cores) if len(all_cores) > 1 else (all_cores,):
            out = folder / f"out-{len(cores)}"
            seconds, told = build(program, [str(folder / "xa")], str(out), cores)
            memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(told.strip().replace(str(folder), ""))
            print(f"{len(cores)} core(s): {count / seconds:.0f} decisions a second, {seconds:.1f} s, {memory:.0f} MB")
        missing = [number for number in range(count) for ending in ("docx", "pdf")
                   if not (out / f"xa-{number + 1:04}.{ending}").is_file()]
        if missing:
            sys.exit(f"missing: {missing[:10]}")
        for number in range(0, count, SAMPLED):
            name = f"xa-{number + 1:04}"
            build(program, [str(folder / "xa" / f"{name}.yaml")], str(folder / "alone"), all_cores)
            for ending in ("docx", "pdf"):
                file = f"{name}.{ending}"
                if (folder / "alone" / file).read_bytes() != (out / file).read_bytes():
                    sys.exit(f"{file} is not what it is alone")


if __name__ == "__main__":
    main()
