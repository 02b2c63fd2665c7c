#!/usr/bin/env bash
# Makes what is given to offices, under out/release: a ZIP for Windows, a tarball for Linux, their SHA-256.
#
# usage: scripts/release.sh
#
# The Linux program is linked statically, so it runs on any distribution. Dates in both archives are those of the last
# commit. Needs what scripts/windows-program.sh needs, and zip; from cold it takes half an hour on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
name=quyetdinh-$version out=$PWD/out/release
linux=x86_64-unknown-linux-gnu
fail() { echo "release: $*" >&2; exit 1; }
[ -z "$(git status --porcelain)" ] || fail "there are changes that are not committed"
command -v zip >/dev/null || apt-get install -y -q --no-install-recommends zip >/dev/null || fail "zip cannot be installed"
date=$(git log -1 --format=%cI)
rm -rf "$out" && mkdir -p "$out"
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

# what both hold beside the program: FOLDER LINE-END
accompany() {
  mkdir -p "$1/vi-du"
  cp data/son-la-2021.yaml data/mau-chi-tiet.yaml "$1/vi-du"
  cp templates/xep-hang/ho-so.yaml "$1/vi-du/khoi-dau.yaml"
  cat LICENSE fonts/COPYRIGHT-Liberation.txt >"$1/GIAY-PHEP.txt"
  sed "s/@VERSION@/$version/" "scripts/release/$2" >"$1/HUONG-DAN.txt"
}

accompany "$work/windows/$name" HUONG-DAN.txt
# Notepad of older Windows knows neither lone line feeds nor UTF-8 without its mark
find "$work/windows" -name '*.txt' -exec sed -i -e 's/$/\r/' -e '1s/^/\xef\xbb\xbf/' {} +
scripts/windows-program.sh release "$work/windows/$name/quyetdinh.exe"

accompany "$work/linux/$name" HUONG-DAN-linux.txt
RUSTFLAGS='-C target-feature=+crt-static -C strip=symbols' cargo build --release --locked --target $linux
cp target/$linux/release/quyetdinh "$work/linux/$name"
! ldd "$work/linux/$name/quyetdinh" 2>/dev/null | grep -q '=>' || fail "the Linux program needs libraries"
"$work/linux/$name/quyetdinh" build "$work/linux/$name/vi-du/son-la-2021.yaml" --out "$work/tried" >/dev/null 2>&1

find "$work/windows" "$work/linux" -exec touch -d "$date" {} +
(cd "$work/windows" && find "$name" | LC_ALL=C sort | TZ=UTC zip -X -9 -q "$out/$name-windows.zip" -@)
tar -C "$work/linux" --sort=name --owner=0 --group=0 --numeric-owner --mode=go=rX -c "$name" |
  gzip -9 -n >"$out/$name-linux.tar.gz"
(cd "$out" && sha256sum -- *.zip *.tar.gz | tee SHA256SUMS)
