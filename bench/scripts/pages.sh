#!/usr/bin/env bash
# How long does a page take at a steady 200 requests a second, beside a page that says nothing?
# bench/scripts/pages.sh ADDRESS [PATH...]: Fosse must already run at ADDRESS, for instance http://127.0.0.1:5000
set -euo pipefail

if [ $# -lt 1 ]; then echo "pages.sh ADDRESS [PATH...]: see bench/README.md" >&2; exit 2; fi
address=${1%/}
shift
if [ $# -eq 0 ]; then set -- /place/leicester /place/north-west-leicestershire; fi
rate=${RATE:-200} seconds=${SECONDS_EACH:-20}

work=$(mktemp -d "${TMPDIR:-/tmp}/fosse-bench.XXXXXX")
bare=
trap 'if [ -n "$bare" ]; then kill "$bare" 2>/dev/null || true; fi; rm -rf "$work"' EXIT

# The bare page: what the machine, the network and the measuring itself cost.
cat >"$work/bare.mjs" <<'JS'
import { createServer } from 'node:http';
const page = '<!doctype html><html lang="en"><title>Bare</title><h1>Bare</h1></html>';
const server = createServer((request, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end(page));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
node "$work/bare.mjs" >"$work/port" &
bare=$!
until [ -s "$work/port" ]; do
    kill -0 "$bare" 2>/dev/null || { echo "The bare page does not start" >&2; exit 1; }
    sleep 0.1
done

# Prints p50, p99 (milliseconds) and the number of answers other than 200.
measure() {
    npx --yes autocannon@9.0.0 -R "$rate" -c 20 -d "$seconds" --json "$1" 2>/dev/null |
        node -e 'const r = JSON.parse(require("fs").readFileSync(0, "utf8")); console.log(r.latency.p50, r.latency.p99, r.non2xx + r.errors)'
}

# Code is compiled and caches are filled by the first requests; those are not what is asked.
warm() { for _ in $(seq 50); do curl -fsS -o /dev/null "$1"; done; }

bare_address="http://127.0.0.1:$(cat "$work/port")/"
warm "$bare_address"
read -r bare50 bare99 _ < <(measure "$bare_address")
printf 'page\tp50 ms\tp99 ms\tp99 to bare\tfailed\n'
printf 'bare\t%s\t%s\t1.0\t0\n' "$bare50" "$bare99"

for path in "$@"; do
    warm "$address$path"
    read -r p50 p99 failed < <(measure "$address$path")
    # Autocannon counts whole milliseconds: a bare page below one counts as one.
    ratio=$(awk -v page="$p99" -v bare="$bare99" 'BEGIN { printf "%.1f", page / (bare < 1 ? 1 : bare) }')
    printf '%s\t%s\t%s\t%s\t%s\n' "$path" "$p50" "$p99" "$ratio" "$failed"
done
