#!/usr/bin/env bash
# How long does Fosse take to import street files, afresh and into a database that is full of other months, beside the
# sqlite3 shell's .import and psql's \copy into a like table with the same indexes?
# Then what each step adds to an import afresh: start-up (a file without rows), reading (the same files again, no areas held),
# placing (again, with areas) and writing (what is left). Steps run side by side on two cores, so that each is what it adds to the
# clock, not what it computes.
# bench/scripts/import.sh COUNTY_DIR POLICE_DIR [TIMES]: five rounds unless told
set -euo pipefail

if [ $# -lt 2 ]; then echo "import.sh COUNTY_DIR POLICE_DIR [TIMES]: see bench/README.md" >&2; exit 2; fi
county=$1 police=$(realpath "$2") times=${3:-5}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
command -v sqlite3 >/dev/null || { echo "This needs sqlite3: apt install sqlite3" >&2; exit 1; }
say() { printf '%s\n' "$*" >&2; }
source "$root/ops/needs.sh"
source "$root/ops/postgres.sh"

work=$(mktemp -d "${TMPDIR:-/tmp}/fosse-bench.XXXXXX")
trap 'stop_postgres; rm -rf "$work"' EXIT
fosse=${FOSSE:-$root/fosse}
mkdir -p "$root/var/log"

"$root/bench/scripts/other-months.sh" "$police" "$work/others" -10
list() { find "$1" -name '*-street.csv' | sort; }
if [ -z "$(list "$police")" ]; then echo "No *-street.csv below $police" >&2; exit 2; fi

table="CREATE TABLE crime (id TEXT, month TEXT, reported_by TEXT, falls_within TEXT, longitude DOUBLE PRECISION, latitude DOUBLE PRECISION,
  location TEXT, lsoa TEXT, lsoa_name TEXT, type TEXT, outcome TEXT, context TEXT);"
indexes="CREATE INDEX by_month_place ON crime (month, latitude, longitude); CREATE INDEX by_area ON crime (lsoa, month);"

columns="id, month, reported_by, falls_within, longitude, latitude, location, lsoa, lsoa_name, type, outcome, context"

in_sqlite() { # DATABASE WHAT...: tables, files of a folder, indexes
    local database=$1 part
    shift
    {
        for part in "$@"; do
            case "$part" in
                table) echo "PRAGMA journal_mode = WAL; $table" ;;
                indexes) echo "$indexes" ;;
                *) echo ".mode csv"; list "$part" | sed 's/.*/.import --skip 1 "&" crime/' ;;
            esac
        done
    } | sqlite3 "$database"
}

in_postgres() {
    local database=$1 part
    shift
    {
        for part in "$@"; do
            case "$part" in
                table) echo "$table ALTER TABLE crime ADD COLUMN row bigint GENERATED ALWAYS AS IDENTITY;" ;;
                indexes) echo "$indexes ALTER TABLE crime ADD PRIMARY KEY (row);" ;;
                *) list "$part" | sed "s/.*/\\\\copy crime ($columns) FROM '&' (FORMAT csv, HEADER true)/" ;;
            esac
        done
    } | psql -q -v ON_ERROR_STOP=1 "$address dbname=$database"
}

with_fosse() {
    local files
    mapfile -t files < <(list "$2")
    "$fosse" import crime "${files[@]}" --db "$1"
}

seconds_of() { # FILE COMMAND...: adds the time to the file
    local from till to=$1
    shift
    sync
    from=$(date +%s.%N)
    "$@" >"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; return 1; }
    till=$(date +%s.%N)
    awk -v from="$from" -v till="$till" 'BEGIN { printf "%.2f\n", till - from }' >>"$work/$to"
}

# The middle of several runs and the least: where other work goes on, the least is nearer to the truth.
middle() { sort -n "$work/$1" | awk '{ run[NR] = $1 } END { print run[int((NR + 1) / 2)] }'; }
least() { sort -n "$work/$1" | head -n 1; }
line() { # WHAT OURS THEIRS
    awk -v what="$1" -v rows="$rows" -v a="$(middle "$2")" -v b="$(middle "$3")" -v x="$(least "$2")" -v y="$(least "$3")" 'BEGIN {
        printf "%s\t%.2f s\t%.2f s\t%.2f\t%.2f s\t%.2f s\t%.2f\t%d\n", what, a, b, a / b, x, y, x / y, rows / a }'
}

# DATABASE NAME BARE: the files are held in DATABASE, and in BARE without areas; nothing is written any more.
steps() {
    local run
    with_fosse "$1" "$work/heading" >/dev/null 2>&1
    for ((run = 1; run <= times; run++)); do
        seconds_of "$2-start" with_fosse "$1" "$work/heading"
        seconds_of "$2-bare" with_fosse "$3" "$police"
        seconds_of "$2-again" with_fosse "$1" "$police"
    done
}
share() { # WHAT NAME
    awk -v what="$1" -v all="$(middle "$2-fresh")" -v start="$(middle "$2-start")" \
        -v bare="$(middle "$2-bare")" -v again="$(middle "$2-again")" 'BEGIN {
        printf "%s", what
        n = split(start " " bare - start " " again - bare " " all - again, step, " ")
        for (i = 1; i <= n; i++) printf "\t%.2f s\t%.0f %%", step[i], 100 * step[i] / all
        printf "\n" }'
}

say "Preparing"
mkdir "$work/heading"
head -n 1 "$(list "$police" | head -n 1)" >"$work/heading/1999-01-none-street.csv"
"$fosse" import county "$county" --db "Data Source=$work/county.db" >/dev/null
cp "$work/county.db" "$work/full.db"
with_fosse "Data Source=$work/full.db" "$work/others" >/dev/null 2>&1
in_sqlite "$work/peer-full.db" table "$work/others" indexes >/dev/null
rows=$(list "$police" | xargs cat | grep -cv '^Crime ID')

for ((run = 1; run <= times; run++)); do
    say "sqlite $run"
    rm -f "$work"/run.db* "$work"/peer.db*
    cp "$work/county.db" "$work/run.db"
    seconds_of sqlite-fresh with_fosse "Data Source=$work/run.db" "$police"
    seconds_of shell-fresh in_sqlite "$work/peer.db" table "$police" indexes
    rm -f "$work"/run.db* "$work"/peer.db*
    cp "$work/full.db" "$work/run.db"
    cp "$work/peer-full.db" "$work/peer.db"
    seconds_of sqlite-full with_fosse "Data Source=$work/run.db" "$police"
    seconds_of shell-full in_sqlite "$work/peer.db" "$police"
done

say "sqlite, step by step"
rm -f "$work"/run.db*
cp "$work/county.db" "$work/run.db"
with_fosse "Data Source=$work/run.db" "$police" >/dev/null 2>&1
with_fosse "Data Source=$work/bare.db" "$police" >/dev/null 2>&1
steps "Data Source=$work/run.db" sqlite "Data Source=$work/bare.db"

if start_postgres; then
    port=$(sed 's/.*Port=\([0-9]*\).*/\1/' <<<"$FOSSE_TEST_POSTGRES")
    address="host=127.0.0.1 port=$port user=fosse"
    ours() { echo "Host=127.0.0.1;Port=$port;Username=fosse;Database=$1;Pooling=false"; }
    sql() { psql -q -v ON_ERROR_STOP=1 "$address dbname=postgres" -c "$1"; }
    anew() { sql "DROP DATABASE IF EXISTS $1"; sql "CREATE DATABASE $1 TEMPLATE ${2:-template1}"; sql CHECKPOINT; }
    # As PostgreSQL comes: the server of the tests does not wait for the disk.
    for setting in fsync synchronous_commit full_page_writes; do sql "ALTER SYSTEM SET $setting = on"; done
    sql "SELECT pg_reload_conf()" >/dev/null
    anew county
    "$fosse" import county "$county" --db "$(ours county)" >/dev/null
    anew filled county
    with_fosse "$(ours filled)" "$work/others" >/dev/null 2>&1
    anew peer_full
    in_postgres peer_full table "$work/others" indexes
    for ((run = 1; run <= times; run++)); do
        say "postgres $run"
        anew run county
        seconds_of postgres-fresh with_fosse "$(ours run)" "$police"
        anew peer
        seconds_of copy-fresh in_postgres peer table "$police" indexes
        anew run filled
        seconds_of postgres-full with_fosse "$(ours run)" "$police"
        anew peer peer_full
        seconds_of copy-full in_postgres peer "$police"
    done
    say "postgres, step by step"
    anew run county
    with_fosse "$(ours run)" "$police" >/dev/null 2>&1
    anew bare
    with_fosse "$(ours bare)" "$police" >/dev/null 2>&1
    steps "$(ours run)" postgres "$(ours bare)"
fi

printf '%d rows in %d files\tfosse\tpeer\tratio\tleast\tleast\tratio\trows/s\n' "$rows" "$(list "$police" | wc -l)"
line "SQLite, afresh" sqlite-fresh shell-fresh
line "SQLite, full" sqlite-full shell-full
if [ -s "$work/copy-full" ]; then
    line "PostgreSQL, afresh" postgres-fresh copy-fresh
    line "PostgreSQL, full" postgres-full copy-full
fi
printf '\nof an import afresh\tstart-up\t\treading\t\tplacing\t\twriting\n'
share "SQLite" sqlite
if [ -s "$work/postgres-again" ]; then share "PostgreSQL" postgres; fi
