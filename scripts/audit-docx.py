#!/usr/bin/env python3
"""Has a DOCX no error for openxml-audit, but for what it takes amiss by mistake?

usage: audit-docx.py OPENXML-AUDIT FILE.docx
"""

import json
import subprocess
import sys

MISTAKE = ("/word/glossary/document.xml", "Value 'bbPlcHdr' is not in allowed values: ['continuous'")
"""It holds `w:type` of a building block (ECMA-376 Part 1, 17.12.15) to the values of a section's."""

command = [sys.argv[1], "-f", "microsoft365", "-m", "0", "-o", "json", sys.argv[2]]
done = subprocess.run(command, capture_output=True, text=True)
try:
    (report,) = json.loads(done.stdout)
except ValueError:
    sys.exit(f"openxml-audit says nothing: {done.stdout}{done.stderr}")
part, words = MISTAKE
errors = [e for e in report["errors"] if not (e["part_uri"] == part and words in e["description"])]
for error in errors:
    print(f"{error['part_uri']} {error['path']}: {error['description']}")
# a file it cannot open has no list of errors
sys.exit(bool(errors) or not (report["valid"] or report["errors"]))
