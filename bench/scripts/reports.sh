#!/usr/bin/env bash
# How many reports a second are accepted, each kept through a power cut, beside bare inserts of one row:
# bench/scripts/reports.sh DATABASE RATE [SECONDS]
# DATABASE is a new SQLite file or an empty PostgreSQL database: 'Data Source=FILE' or 'Host=…;Database=…'.
# FOSSE names another executable than the one ./fosse builds; WRITERS how many connections insert beside each other (1, PostgreSQL 16).
set -euo pipefail

if [ $# -lt 2 ]; then echo "reports.sh DATABASE RATE [SECONDS]: see bench/README.md" >&2; exit 2; fi
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
db=$1 rate=$2 seconds=${3:-20}
fosse=${FOSSE:-$root/fosse}
bench() { dotnet "$root/bench/Fosse.Bench/bin/Release/net10.0/Fosse.Bench.dll" "$@"; }
dotnet build "$root/bench/Fosse.Bench" -c Release -v q --nologo -clp:NoSummary >/dev/null

port=$((20000 + RANDOM % 12000)) server= work=$(mktemp -d "${TMPDIR:-/tmp}/fosse-reports.XXXXXX") writers=${WRITERS:-1}
log=$work/log
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi; rm -rf "$work"' EXIT
# An SQLite file has its keys beside it.
case $db in Host=*) writers=${WRITERS:-16}; export FOSSE_Keys__Folder=$work/keys; mkdir "$work/keys" ;; esac

until_ready() {
    until curl -fsS -o /dev/null "http://127.0.0.1:$port/health/ready" 2>/dev/null; do
        kill -0 "$server" 2>/dev/null || { cat "$log" >&2; exit 1; }
        sleep 0.2
    done
}
stop_server() { kill "$server"; wait "$server" 2>/dev/null || true; server=; }

# A made-up county, with agencies that answer.
FOSSE_DB=$db "$fosse" demo --port "$port" >"$log" 2>&1 &
server=$!
until_ready
stop_server
key=$(FOSSE_DB=$db "$fosse" api-key add "Measurement $RANDOM" --agency "Fosse City Council" 2>/dev/null | tail -1)

# SQLite waits for the disk at every commit; PostgreSQL does so by itself, unless somebody has switched it off.
FOSSE_DB=$db "$fosse" serve --urls "http://127.0.0.1:$port" -- --Faces="${FACES:-Public,Api}" --RateLimits:ExemptLoopback=true \
    --Storage:Synchronous=FULL --Logging:LogLevel:Default=Warning >"$log" 2>&1 &
server=$!
until_ready
bench sending "http://127.0.0.1:$port" "$key" "$rate" "$seconds"
stop_server
bench inserts "$db" "$writers"
