#!/usr/bin/env bash
# Builds the program for 64-bit Windows and tries it under wine: the same bytes as on Linux, and no file lost where
# Windows differs (files that others hold open, long paths, names in other capitals).
#
# usage: scripts/windows.sh LINUX-PROGRAM
#
# Needs what scripts/windows-program.sh needs, and wine, whose folder is kept in the same CACHE.
set -euo pipefail
cd "$(dirname "$0")/.."
linux=$(realpath "$1")
cache=${CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/quyetdinh-windows}
mkdir -p "$cache"

fail() { echo "windows: $*" >&2; exit 1; }
step() { printf -- '-- %s (%ss)\n' "$*" "$SECONDS"; }

step "build"
program=$cache/quyetdinh.exe
scripts/windows-program.sh quick "$program"

step "wine"
need=(wine64 gcc-mingw-w64-x86-64-posix curl)
dpkg -s "${need[@]}" >/dev/null 2>&1 || apt-get install -y -q --no-install-recommends "${need[@]}" >/dev/null ||
  fail "Debian's packages cannot be installed: ${need[*]}"
export WINEDEBUG=-all WINEPREFIX=$cache/wine WINEARCH=win64
wine=/usr/lib/wine/wine64
[ -d "$WINEPREFIX/drive_c/windows/system32" ] || timeout 300 $wine wineboot -i >/dev/null 2>&1
# Windows 10 and later have bcryptprimitives.dll, wine 8 has not
cat >"$cache/prng.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n) { return SystemFunction036(p, (ULONG)n); }
C
x86_64-w64-mingw32-gcc-posix -shared -O1 -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" "$cache/prng.c" -ladvapi32
# holds a file open as Word does, until a file called `xong` is there
cat >"$cache/hold.c" <<'C'
#include <windows.h>
int wmain(int n, wchar_t **a) {
  HANDLE h = CreateFileW(a[1], GENERIC_READ | GENERIC_WRITE, n > 2 ? FILE_SHARE_READ : 0, 0, OPEN_EXISTING, 0, 0);
  if (h == INVALID_HANDLE_VALUE) return 1;
  CloseHandle(CreateFileW(L"giu", GENERIC_WRITE, 0, 0, CREATE_ALWAYS, 0, 0));
  for (int i = 0; i < 600 && GetFileAttributesW(L"xong") == INVALID_FILE_ATTRIBUTES; i++) Sleep(50);
  return 0;
}
C
x86_64-w64-mingw32-gcc-posix -municode -O1 -o "$cache/hold.exe" "$cache/hold.c"
windows() { timeout 120 $wine "$program" "$@"; }
windows --version
# version and manifest, as Windows' own programs read them
objcopy=x86_64-w64-mingw32-objcopy
$objcopy -O binary -j .rsrc "$program" "$cache/rsrc"
grep -q 'longPathAware.*true' "$cache/rsrc" || fail "no manifest"
words=$(iconv -f utf-16le -t utf-8 -c "$cache/rsrc" | tr -d '\0')
[[ $words == *'Lập Quyết định và phụ lục'* ]] || fail "no version in Vietnamese"

step "the same bytes"
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
dossiers=(data/son-la-2021.yaml data/mau-chi-tiet.yaml templates/xep-hang/ho-so.yaml tests/fixtures/rankings/*.yaml)
run_all() { # PROGRAM FOLDER
  local number=100 dossier name
  mkdir -p "$2/Hồ sơ" && cp "${dossiers[@]}" "$2/Hồ sơ"
  (
    cd "$2"
    for dossier in "Hồ sơ"/*.yaml; do
      name=$(basename "$dossier" .yaml) number=$((number + 1))
      $1 build "$dossier" --out "Kết quả" >/dev/null 2>>"../$name.log"
      $1 build "$dossier" --out "Đính kèm" --so 3203 --ngay 2026-12-24 --dinh-kem >/dev/null 2>>"../$name.log"
    done
    for name in son-la-2021 mau-chi-tiet; do
      number=$((number + 1))
      $1 issue "Hồ sơ/$name.yaml" --out "Kho lưu trữ" --so "$number" --ngay 2026-12-24 >/dev/null 2>>"../$name.log"
    done
    $1 verify "Kho lưu trữ"
  )
}
run_all windows "$work/windows"
run_all "$linux" "$work/linux"
diff -rq "$work/windows" "$work/linux" || fail "other bytes on Windows"
echo "identical: $(find "$work/windows" -type f | wc -l) files"
(cd "$work/windows" && "$linux" verify "Kho lưu trữ" && cd ../linux && windows verify "Kho lưu trữ" >/dev/null)

step "output sent to a file"
for program_on in windows linux; do
  [ $program_on = windows ] && run=windows || run=$linux
  (
    cd "$work/$program_on/Hồ sơ"
    $run compute mau-chi-tiet.yaml && $run check son-la-2021.yaml && $run schema
    $run compute mau-chi-tiet.yaml 2>/dev/null | head -1
  ) >"$work/$program_on.txt" 2>&1 || fail "output sent to a file"
done
cmp "$work/windows.txt" "$work/linux.txt" || fail "other output on Windows"
[ "$(windows --help | head -c 3 | od -An -tx1)" != " ef bb bf" ] || fail "a mark before the output"

step "files that others hold open"
cd "$work" && mkdir giu-tep && cd giu-tep
cp ../linux/Hồ\ sơ/ho-so.yaml .
windows build ho-so.yaml --out out >/dev/null 2>&1
before=$(sha256sum out/*)
sed -i 's/diem: 88,2/diem: 87,2/' ho-so.yaml
while_held() { # FILE SHARED? COMMAND...
  local file=$1 shared=$2; shift 2
  rm -f giu xong
  $wine "$cache/hold.exe" "$file" $shared & local holder=$!
  for _ in $(seq 100); do [ -e giu ] && break; sleep 0.1; done
  [ -e giu ] || fail "$file cannot be held open"
  said=$(timeout 120 $wine "$program" "$@" 2>&1) && held=0 || held=$?
  touch xong && wait $holder || true
}
for shared in "" read; do
  while_held out/ho-so.docx "$shared" build ho-so.yaml --out out
  [ "$held" = 1 ] && grep -q 'TP011' <<<"$said" || fail "a file that is open: $held $said"
  grep -q 'đang mở' <<<"$said" || fail "why it cannot be written: $said"
  [ "$(sha256sum out/*)" = "$before" ] || fail "files changed though one is open"
done
windows build ho-so.yaml --out out >/dev/null 2>&1 || fail "after it was closed"
# a second name of a file that is held open cannot be taken away before
[ -z "$(find out -name '.quyetdinh*')" ] || fail "something is left behind"
[ "$(sha256sum out/*)" != "$before" ] || fail "nothing new was written"
before=$(sha256sum out/*)
chmod a-w out/ho-so.pdf
sed -i 's/diem: 87,2/diem: 86,2/' ho-so.yaml
said=$(windows build ho-so.yaml --out out 2>&1) && fail "a file that may only be read was replaced"
grep -q 'chỉ cho đọc' <<<"$said" || fail "why it cannot be written: $said"
[ "$(sha256sum out/*)" = "$before" ] || fail "files changed though one may only be read"
chmod u+w out/ho-so.pdf
said=$(windows build ho-so.yaml --out 'a<b' 2>&1) && fail "a name that Windows does not take"
grep -q 'ký tự không dùng được' <<<"$said" || fail "why that name is not taken: $said"
package=$(find "../windows/Kho lưu trữ" -mindepth 1 -maxdepth 1 -type d | sort | head -1)
while_held "$package/ho-so.yaml" "" verify "../windows/Kho lưu trữ"
grep -q 'đang mở' <<<"$said" || fail "why a package cannot be read: $said"

step "long paths, other capitals"
long=$(printf 'a%.0s' $(seq 60))
for length in 1 2 3 4 5; do
  folder=$(for _ in $(seq $length); do printf '%s/' "$long"; done)
  windows build ho-so.yaml --out "$folder" >/dev/null 2>&1 || fail "path of $((length * 60)) letters"
  windows build ho-so.yaml --out "$folder" >/dev/null 2>&1 || fail "again at $((length * 60)) letters"
  [ "$(find "$folder" -type f | wc -l)" = 2 ] || fail "lost at $((length * 60)) letters"
done
mv ho-so.yaml HO-SO.YAML
windows check HO-SO.YAML >/dev/null 2>&1 || fail "HO-SO.YAML"

step "the page"
mv HO-SO.YAML "Hồ sơ.yaml"
$wine "$program" xem "Hồ sơ.yaml" --khong-mo --cong 0 >trang 2>&1 & page=$!
trap 'kill $page 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do grep -q http trang && break; sleep 0.1; done
address=$(grep -o 'http://[^[:space:]]*' trang) || fail "the page did not open: $(cat trang)"
ask() { curl -sf "$address$1"; }
cmp <(ask page/0-0) <(ask page/0-0) && [ "$(ask page/0-0 | wc -c)" -gt 5000 ] || fail "the page's first sheet"
sed -i 's/diem: 86,2/diem: 85,2/' "Hồ sơ.yaml"
for _ in $(seq 50); do ask fragment/figures | grep -q '85,2' && break; sleep 0.1; done
ask fragment/figures | grep -q '85,2' || fail "a change of the file is not noticed"
digest=$(ask fragment/corrections | grep -o 'data-digest="[0-9a-f]*"' | cut -d'"' -f2)
form='{"block":"so","agency":"Sở Tài chính","part":"","from":"85,2","to":"85,7","date":"05/01/2027","requested_by":"Sở Tài chính",
  "document":"Công văn số 12","reason":"bổ sung","digest":"'$digest'"}'
said=$(curl -s -X POST -H "Origin: ${address%/*/}" -H 'X-Quyetdinh: 1' -H 'Content-Type: application/json' -d "$form" "${address}correct")
grep -q 'data-done="yes"' <<<"$said" && grep -q 'thanh: 85,7' "Hồ sơ.yaml" || fail "a correction by form: $said"
step "done"
