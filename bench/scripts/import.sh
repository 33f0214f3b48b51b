#!/usr/bin/env bash
# How long does Fosse take to import street files afresh, beside the sqlite3 shell's own .import with the same indexes?
# bench/scripts/import.sh COUNTY_DIR POLICE_DIR [TIMES]
set -euo pipefail

if [ $# -lt 2 ]; then echo "import.sh COUNTY_DIR POLICE_DIR [TIMES]: see bench/README.md" >&2; exit 2; fi
county=$1 police=$2 times=${3:-3}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
command -v sqlite3 >/dev/null || { echo "This needs sqlite3: apt install sqlite3" >&2; exit 1; }

work=$(mktemp -d "${TMPDIR:-/tmp}/fosse-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

mapfile -d '' files < <(find "$police" -name '*-street.csv' -print0 | sort -z)
if [ ${#files[@]} -eq 0 ]; then echo "No *-street.csv below $police" >&2; exit 2; fi

seconds_of() {
    local from till
    from=$(date +%s.%N)
    "$@" >"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; return 1; }
    till=$(date +%s.%N)
    awk -v from="$from" -v till="$till" 'BEGIN { printf "%.2f\n", till - from }'
}

# The middle of several runs: the first one often waits for the disk.
middle() { sort -n | awk '{ run[NR] = $1 } END { print run[int((NR + 1) / 2)] }'; }

import_with_fosse() { "$root/fosse" import crime "${files[@]}" --db "Data Source=$work/run.db"; }

import_with_sqlite() {
    {
        echo "PRAGMA journal_mode = WAL;"
        echo "CREATE TABLE crime (id TEXT, month TEXT, reported_by TEXT, falls_within TEXT, longitude REAL, latitude REAL,"
        echo "  location TEXT, lsoa TEXT, lsoa_name TEXT, type TEXT, outcome TEXT, context TEXT);"
        echo ".mode csv"
        for file in "${files[@]}"; do echo ".import --skip 1 \"$file\" crime"; done
        echo "CREATE INDEX by_month_place ON crime (month, latitude, longitude);"
        echo "CREATE INDEX by_area ON crime (lsoa, month, type);"
    } | sqlite3 "$work/peer.db"
}

# The county is loaded once and copied, so that only the import of crime is timed.
"$root/fosse" import county "$county" --db "Data Source=$work/county.db" >&2

for ((run = 1; run <= times; run++)); do
    rm -f "$work"/run.db* "$work"/peer.db*
    cp "$work/county.db" "$work/run.db"
    seconds_of import_with_fosse >>"$work/fosse"
    seconds_of import_with_sqlite >>"$work/sqlite"
done

rows=$(sqlite3 "$work/peer.db" "SELECT count(*) FROM crime;")
fosse=$(middle <"$work/fosse")
sqlite=$(middle <"$work/sqlite")
awk -v rows="$rows" -v fosse="$fosse" -v sqlite="$sqlite" 'BEGIN {
    printf "rows\t%d\nfosse\t%.2f s\t%d rows/s\nsqlite3\t%.2f s\t%d rows/s\nratio\t%.2f\n", rows, fosse, rows / fosse, sqlite, rows / sqlite, fosse / sqlite
}'
