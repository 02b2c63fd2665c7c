#!/usr/bin/env bash
# Feeds the program what nobody would type, led by libFuzzer to what it has not yet done (fuzz/targets).
#
# usage: scripts/fuzz.sh SECONDS [TARGET ...]
#
# Each target, by default all, runs so long, from its corpus in fuzz/corpus. What breaks it is kept under
# target/fuzz/TARGET. A stable compiler is enough: the instrumentation is LLVM's own. Needs a C++ compiler.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=$1; shift
command -v c++ >/dev/null || apt-get install -y -q --no-install-recommends g++ >/dev/null
mapfile -t targets < <((($#)) && printf '%s\n' "$@" || sed -n 's/^path = "targets\/\(.*\)\.rs"/\1/p' fuzz/Cargo.toml)

llvm() { printf -- '-Cllvm-args=-sanitizer-coverage-%s ' "$@"; }
flags="-Cpasses=sancov-module $(llvm level=4 inline-8bit-counters pc-table trace-compares) --cfg fuzzing"
RUSTFLAGS=$flags CARGO_TARGET_DIR=$PWD/target/fuzz/build cargo build --manifest-path fuzz/Cargo.toml --locked \
  --release --target x86_64-unknown-linux-gnu --bins

one() { # TARGET SECONDS
  local kept=target/fuzz/$1
  mkdir -p "$kept/corpus" "$kept/broken"
  # a run is led by a seed, so that what fails in one place fails in another
  if ! "target/fuzz/build/x86_64-unknown-linux-gnu/release/$1" "$kept/corpus" "fuzz/corpus/$1" \
    -seed=1 -max_total_time="$2" -timeout=20 -rss_limit_mb=2048 -max_len=65536 -dict=fuzz/words.dict \
    -artifact_prefix="$kept/broken/" >"$kept/log" 2>&1; then
    tail -n 40 "$kept/log" >&2
    echo "fuzz: $1 breaks, see $kept/broken" >&2
    return 1
  fi
  echo "fuzz: $1: $(grep -a '^Done' "$kept/log" || tail -n 1 "$kept/log")"
}
export -f one
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c "one {} $seconds"
