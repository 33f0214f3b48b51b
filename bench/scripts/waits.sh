#!/usr/bin/env bash
# How long does somebody else wait who writes single rows while an import runs on the same SQLite database?
# bench/scripts/waits.sh COUNTY_DIR POLICE_DIR
set -euo pipefail

if [ $# -lt 2 ]; then echo "waits.sh COUNTY_DIR POLICE_DIR: see bench/README.md" >&2; exit 2; fi
county=$1 police=$2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
fosse=${FOSSE:-$root/fosse}
work=$(mktemp -d "${TMPDIR:-/tmp}/fosse-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

dotnet build "$root/bench/Fosse.Bench" -c Release -v quiet >&2
"$fosse" update --db "Data Source=$work/run.db" >&2

beside() {
    touch "$work/marker"
    "$root/bench/Fosse.Bench/bin/Release/net10.0/Fosse.Bench" waits "$work/run.db" "$work/marker" >"$work/waits" &
    writer=$!
    until grep -q writing "$work/waits"; do
        kill -0 "$writer" 2>/dev/null || { echo "The writer does not start" >&2; exit 1; }
        sleep 0.1
    done
    "$fosse" import "$@" --db "Data Source=$work/run.db" >&2
    rm "$work/marker"
    wait "$writer"
    echo "import $1: $(tail -n 1 "$work/waits")"
}

beside county "$county"
beside crime "$police"
