#!/usr/bin/env bash
# Judges written documents by programs that are not ours.
#
# usage: validate.sh [FILE.docx ...]
# Without files: everything under out/ and what the tests wrote to target/tmp/docx and, with tracked
# changes, to target/tmp/revised.
# Each DOCX must have no error in two validators and be read by python-docx; with the PDF of the
# same name beside it, both must show the same pages, and the PDF must pass qpdf, conform to PDF/A and
# PDF/UA, and take both signatures. A revised file must give the old text and the new one. Signed
# versions of the example are filed in an archive, forged ones refused; what is taken of many more is drawn. Every control of a draft is typed into and emptied.
# First, files broken on purpose must be refused: a check that passes anything is no check.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$PWD/target/tools
sdk=$tools/npm/node_modules/.bin/ooxml-validator
audit=$tools/python/bin/openxml-audit
python=$tools/python/bin/python
[[ -x $sdk && -x $audit && -x $python ]] || {
  echo "validate: run scripts/install-validators.sh first" >&2
  exit 2
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
report() { printf '%-6s %s\n' "$1" "$2"; [[ $1 == ok ]] || failed=1; }

# the Open XML SDK's validator; with .NET's own globalisation data, so that it needs no ICU
sdk_accepts() { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$sdk" "$1" >"$work/sdk.json" 2>&1; }
audit_accepts() { "$python" scripts/audit-docx.py "$audit" "$1" >"$work/audit.txt" 2>&1; }
python_reads() { "$python" scripts/read-docx.py "$1" >"$work/read.txt" 2>&1; }

if (($#)); then
  files=("$@")
else
  mapfile -t files < <(find out target/tmp/docx -name '*.docx' 2>/dev/null | sort
    find target/tmp/revised -name '*.sua.docx' 2>/dev/null | sort)
fi
((${#files[@]})) || { echo "validate: no DOCX to validate" >&2; exit 2; }

echo "-- files broken on purpose"
"$python" scripts/break-docx.py "${files[0]}" "$work"
for broken in "$work"/broken-*.docx; do
  name=$(basename "$broken" .docx)
  if sdk_accepts "$broken"; then report FAIL "Open XML SDK accepts $name"; else report ok "Open XML SDK refuses $name"; fi
  if audit_accepts "$broken"; then report FAIL "openxml-audit accepts $name"; else report ok "openxml-audit refuses $name"; fi
done
if python_reads "$work/unreadable.docx"; then report FAIL "python-docx reads half a file"; else report ok "python-docx refuses half a file"; fi

echo "-- DOCX"
for file in "${files[@]}"; do
  if sdk_accepts "$file"; then report ok "Open XML SDK: $file"; else report FAIL "Open XML SDK: $file"; head -c 2000 "$work/sdk.json"; fi
  if audit_accepts "$file"; then report ok "openxml-audit: $file"; else report FAIL "openxml-audit: $file"; tail -n 30 "$work/audit.txt"; fi
  if python_reads "$file"; then report ok "python-docx: $file: $(cat "$work/read.txt")"; else report FAIL "python-docx: $file"; tail -n 5 "$work/read.txt"; fi
done

echo "-- the same pages in both files"
pairs=()
for file in "${files[@]}"; do
  pdf=${file%.docx}.pdf
  [[ -e $pdf ]] || continue
  pairs+=("$file" "$pdf")
  if qpdf --check "$pdf" >"$work/qpdf.txt" 2>&1; then report ok "qpdf: $pdf"; else report FAIL "qpdf: $pdf"; cat "$work/qpdf.txt"; fi
  if "$python" scripts/sign-and-verify.py "$pdf" >"$work/sign.txt" 2>&1; then report ok "PDF/A, PDF/UA and signing: $pdf"; else report FAIL "PDF/A, PDF/UA and signing: $pdf"; cat "$work/sign.txt"; fi
done
if ((${#pairs[@]})); then
  if scripts/compare-pages.py "${pairs[@]}"; then report ok "pages agree"; else report FAIL "pages differ"; fi
  "$python" scripts/break-docx.py --text "${pairs[0]}" "$work"
  if scripts/compare-pages.py "$work/other-text.docx" "${pairs[1]}" >"$work/other.txt"; then
    report FAIL "compare-pages does not see other text"
  else
    report ok "compare-pages sees other text"
  fi
fi

echo "-- tracked changes"
triples=()
for file in "${files[@]}"; do
  name=${file%.sua.docx}
  [[ $file == *.sua.docx ]] && triples+=("$name.cu.docx" "$file" "$name.moi.docx")
done
if ((${#triples[@]})); then
  if scripts/resolve-changes.py "${triples[@]}"; then report ok "old and new text"; else report FAIL "old or new text differs"; fi
  # the other way round, each must differ
  # (1: they differ; anything else is a failure of the tool)
  status=0
  scripts/resolve-changes.py "${triples[2]}" "${triples[1]}" "${triples[0]}" >"$work/changes.txt" || status=$?
  if ((status == 1)); then
    report ok "resolve-changes sees the wrong text"
  else
    report FAIL "resolve-changes does not see the wrong text"
    cat "$work/changes.txt"
  fi
fi

echo "-- controls typed into and emptied"
program=target/release/quyetdinh
[[ -x $program ]] || program=target/debug/quyetdinh
[[ -x $program ]] || { echo "validate: build the program first" >&2; exit 2; }
"$program" build templates/xep-hang/ho-so.yaml --format docx --out "$work/draft" >/dev/null 2>&1 || true
if scripts/type-into-controls.py "$work"/draft/*.docx; then report ok "controls hold what is typed"; else report FAIL "controls lose what is typed"; fi

echo "-- signed versions in an archive"
"$python" scripts/sign-and-archive.py "$program" data/son-la-2021.yaml || failed=1

echo "-- forged copies, drawn by others"
FORGERIES=1500 cargo test -q --locked --test archive -- forgeries || failed=1
"$python" scripts/witness-forgeries.py target/tmp/forgeries || failed=1
exit $failed
