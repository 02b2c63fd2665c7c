#!/usr/bin/env bash
# Builds the program for 64-bit Windows, stripped, with its manifest and version (scripts/release).
#
# usage: scripts/windows-program.sh PROFILE PROGRAM.exe
#
# PROFILE is one of Cargo.toml's. Needs root, Debian's packages and crates.io. No Rust for Windows can be had from the
# package registries, so the standard library is built from Debian's sources with Debian's compiler of the same
# version; both are unpacked, not installed, for they conflict with what may be there. Tools and target are kept under
# CACHE (default ~/.cache/quyetdinh-windows): from cold it takes about 20 minutes on two cores.
set -euo pipefail
out=$(realpath -m "$2") profile=$1
cd "$(dirname "$0")/.."
cache=${CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/quyetdinh-windows}
mkdir -p "$cache"
rust=$cache/rust target=x86_64-pc-windows-gnu

fail() { echo "windows-program: $*" >&2; exit 1; }

need=(gcc-mingw-w64-x86-64-posix libllvm22 libgit2-1.5 libssh2-1 libcurl4 libsqlite3-0 libssl3 gcc)
dpkg -s "${need[@]}" >/dev/null 2>&1 || {
  apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends "${need[@]}" >/dev/null
} || fail "Debian's packages cannot be installed: ${need[*]}"
if [ ! -x "$rust/usr/bin/cargo" ]; then
  debs=$(mktemp -d) && chmod 755 "$debs"
  std=$(apt-cache depends libstd-rust-web-dev | sed -n 's/.*Depends: \(libstd-rust-web-[0-9.]*\)$/\1/p' | head -1)
  (cd "$debs" && apt-get download -q rustc-web cargo-web rust-web-src libstd-rust-web-dev "$std" >/dev/null) ||
    fail "Debian's Rust cannot be downloaded"
  rm -rf "$rust" && mkdir -p "$rust"
  for deb in "$debs"/*.deb; do dpkg -x "$deb" "$rust"; done
  rm -r "$debs"
fi

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
resources=$cache/resources && mkdir -p "$resources"
for file in quyetdinh.rc quyetdinh.manifest; do
  sed "s/@VERSION@/$version/; s/@NUMBERS@/${version//./,}/" "scripts/release/$file" >"$resources/$file"
done
# cargo links anew when the argument changes, not when the file does
object=$resources/$(cat "$resources"/quyetdinh.{rc,manifest} | sha256sum | head -c 16).o
(cd "$resources" && x86_64-w64-mingw32-windres -c 65001 quyetdinh.rc "$object") || fail "no resources"
(
  # RUSTC_BOOTSTRAP: -Z build-std on a stable compiler
  export RUSTC_BOOTSTRAP=1 RUSTC=$rust/usr/bin/rustc LD_LIBRARY_PATH=$rust/usr/lib/x86_64-linux-gnu
  export CARGO_TARGET_DIR=$cache/target CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc-posix
  "$rust/usr/bin/cargo" rustc --profile "$profile" --locked -Z build-std=std,panic_abort --target $target \
    --bin quyetdinh -- -C "link-arg=$object"
)
x86_64-w64-mingw32-strip -o "$out" "$cache/target/$target/$profile/quyetdinh.exe"
foreign=$(x86_64-w64-mingw32-objdump -p "$out" | sed -n 's/.*DLL Name: //p' |
  grep -viE '^(kernel32|ntdll|msvcrt|userenv|ws2_32|bcryptprimitives|api-ms-win-.*)\.dll$' || true)
[ -z "$foreign" ] || fail "needs DLLs that Windows does not bring: $foreign"
