#!/usr/bin/env python3
"""How long the program takes, and how much memory: the figures of README ("Tốc độ").

    scripts/speed.py PROGRAM [BEFORE]

Each work is done by the whole process, from start to exit; what is told is the median of several runs, CPU time
(user and system together) and the largest resident memory. With BEFORE, an older program, both take turns.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# without what goes with the decision: a decision and its annex alone
SAMPLE = re.sub(r"\nto_trinh:\n(  .*\n)+", "\n", (ROOT / "data/mau-chi-tiet.yaml").read_text())
RANKING = (ROOT / "templates/xep-hang/ho-so.yaml").read_text()
MAXIMUM = 20


def between(text, start, end):
    return text.split(start, 1)[1].split(end, 1)[0]


def with_indicators(agencies, indicators, changed=False):
    """The sample with one block of so many agencies; `changed`: every agency has other scores."""
    head, rest = SAMPLE.split("  danh_sach:\n", 1)
    process = between(rest, "\nqua_trinh:", "\nkhoi:\n")
    narrative = rest.split("\nnhan_xet:", 1)[1]
    listed = "".join(f"    - ma: c{at}\n      ten: Chỉ số {at + 1}\n      toi_da: {MAXIMUM}\n" for at in range(indicators))
    return f"{head}  danh_sach:\n{listed}\nqua_trinh:{process}\nkhoi:\n{block(agencies, indicators, changed)}\nnhan_xet:{narrative}"


def block(agencies, indicators, changed):
    lines = [
        "  - ma: xa\n    ten: xã, phường\n    cap: cấp xã\n    ten_ngan: xã, phường\n    tieu_de: các xã, phường\n"
        "    ket_qua_cua: các xã, phường\n    don_vi: đơn vị\n    dem: xã, phường\n"
        f"    thang_diem: {MAXIMUM * indicators}\n    co_quan:\n"
    ]
    for agency in range(agencies):
        lines.append(f"      - ten: UBND xã Thử Nghiệm {agency + 1}\n        chi_so:\n")
        for indicator in range(indicators):
            points = 1000 + (agency * 7919 + indicator * 31 + 5 * changed) % 1000
            lines.append(f"          c{indicator}: {points // 100},{points % 100:02}\n")
    return "".join(lines)


def plain(agencies):
    """A ranking of so many agencies by given totals."""
    head, rest = RANKING.split("\nkhoi:\n", 1)
    lines = [f"{head}\nkhoi:\n  - ma: xa\n    ten: xã, phường\n    co_quan:\n"]
    for agency in range(agencies):
        tenths = agency * 7919 % 1001
        lines.append(f"      - ten: UBND xã Thử Nghiệm {agency + 1}\n        diem: {tenths // 10},{tenths % 10}\n")
    return "".join(lines)


def works(folder):
    """Name, runs, arguments of each work."""
    files = {
        "63": with_indicators(63, 8),
        "1000": with_indicators(1000, 8),
        "1000-khac": with_indicators(1000, 8, changed=True),
        "10000": plain(10_000),
        "dieu-chinh": with_indicators(10_000, 2),
        "dieu-chinh-khac": with_indicators(10_000, 2, changed=True),
    }
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    here = lambda name: str(folder / f"{name}.yaml")
    out = ["--out", str(folder / "out")]
    return [
        ("Sơn La 2021, cả hai tệp", 21, ["build", str(ROOT / "data/son-la-2021.yaml"), *out]),
        ("63 cơ quan, 8 chỉ số, cả hai tệp", 11, ["build", here("63"), *out]),
        ("1.000 cơ quan, 8 chỉ số, cả hai tệp", 5, ["build", here("1000"), *out]),
        ("1.000 cơ quan, 8 chỉ số, `compute`", 11, ["compute", here("1000")]),
        ("10.000 cơ quan, cả hai tệp", 3, ["build", here("10000"), *out]),
        ("`diff --out`, 10.000 cơ quan đều đổi điểm", 3, ["diff", here("dieu-chinh"), here("dieu-chinh-khac"), *out]),
    ]


def run(program, arguments):
    """CPU seconds and wall seconds."""
    # what a fork of this interpreter takes is not the program's
    null = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    started = time.monotonic()
    child = os.posix_spawn(program, [program, *arguments], os.environ, file_actions=null)
    _, status, used = os.wait4(child, 0)
    wall = time.monotonic() - started
    # `diff` ends with 1 where something differs
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{program} {' '.join(arguments)}: {status}")
    return used.ru_utime + used.ru_stime, wall


def memory(program, arguments):
    """The largest resident memory in MB, by GNU time: a child of this interpreter would begin with its memory."""
    told = subprocess.run(
        ["/usr/bin/time", "-f", "%M", program, *arguments], capture_output=True, text=True, check=False
    )
    return int(told.stderr.split()[-1]) / 1024


def measured(programs, runs, arguments):
    results = [[] for _ in programs]
    for _ in range(runs):
        for program, found in zip(programs, results):
            found.append(run(program, arguments))
    return [[statistics.median(column) for column in zip(*found)] for found in results]


def main():
    programs = [str(Path(program).resolve()) for program in sys.argv[1:]]
    if not programs:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for name, runs, arguments in works(Path(folder)):
            cells = [
                f"{cpu * 1000:.0f} ms CPU, {wall * 1000:.0f} ms, {memory(program, arguments):.0f} MB"
                for program, (cpu, wall) in zip(programs, measured(programs, runs, arguments))
            ]
            print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
