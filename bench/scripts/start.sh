#!/usr/bin/env bash
# How long from the start of the process to the first page, cold: bench/scripts/start.sh ["Data Source=FILE"] [PATH] [RUNS]
# Prints each run in milliseconds and the middle one, with the processor time of the server beside it (Linux), which a busy machine
# changes less. FOSSE names another executable than the one ./fosse builds.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
db=${1:-"Data Source=$root/var/fosse.db"}
path=${2:-/}
runs=${3:-5}
fosse=${FOSSE:-$root/var/build/fosse}
if [ ! -x "$fosse" ]; then "$root/fosse" --version >/dev/null; fi

port=$((20000 + RANDOM % 12000))
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi' EXIT

now() { local t=${EPOCHREALTIME/./}; echo $((t / 1000)); }

times=()
for ((run = 1; run <= runs; run++)); do
    began=$(now)
    "$fosse" serve --db "$db" --urls "http://127.0.0.1:$port" >/dev/null 2>&1 &
    server=$!
    until [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port$path")" = 200 ]; do
        kill -0 "$server" 2>/dev/null || { echo "fosse serve ended before it answered" >&2; exit 1; }
        sleep 0.01
    done
    took=$(($(now) - began))
    times+=("$took")
    # Fields 14 and 15 of stat are user and system time in hundredths of a second.
    worked=$(awk '{ print ($14 + $15) * 10 " ms of processor" }' "/proc/$server/stat" 2>/dev/null || true)
    echo "$took ms  $worked"
    kill "$server"
    wait "$server" || true
    server=
done
printf '%s\n' "${times[@]}" | sort -n | sed -n "$(((runs + 1) / 2))p" | sed 's/.*/middle: & ms/'
