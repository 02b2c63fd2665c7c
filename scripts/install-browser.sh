#!/usr/bin/env bash
# Installs what scripts/page.mjs runs: chromium from Debian, and under target/tools/browser, from npm in
# fixed versions, what drives it and what judges pages. Does nothing for what is there already; fails loudly if
# something cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."

PLAYWRIGHT=1.65.1
AXE=4.14.1
tools=$PWD/target/tools/browser
mkdir -p "$tools"

fail() { echo "install-browser: $*" >&2; exit 1; }

missing=()
need() { command -v "$1" >/dev/null || missing+=("$2"); }
need chromium chromium
need pdftotext poppler-utils
need npm npm
need node nodejs
if ((${#missing[@]})); then
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null ||
    fail "missing: ${missing[*]} (Debian packages); install them first"
  echo "installing ${missing[*]}"
  apt-get update -q && apt-get install -qy --no-install-recommends "${missing[@]}" ||
    fail "could not install ${missing[*]}"
fi

pinned() { grep -qs "\"version\": \"$2\"" "$tools/node_modules/$1/package.json"; }
if ! pinned playwright-core "$PLAYWRIGHT" || ! pinned axe-core "$AXE"; then
  npm install --silent --no-audit --no-fund --prefix "$tools" "playwright-core@$PLAYWRIGHT" "axe-core@$AXE" ||
    fail "npm could not install playwright-core $PLAYWRIGHT and axe-core $AXE"
fi
echo "the browser is ready"
