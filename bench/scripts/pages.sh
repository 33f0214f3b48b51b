#!/usr/bin/env bash
# How long does a page take at a steady 200 requests a second, beside a bare page of the same bytes?
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

# The bare page: the same bytes, read from memory. It says what the machine, the network and the measuring itself cost.
cat >"$work/bare.mjs" <<'JS'
import { createServer } from 'node:http';
const page = Buffer.from(await (await fetch(process.argv[2])).arrayBuffer());
const server = createServer((request, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end(page));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS

serve_bare() {
    : >"$work/port"
    node "$work/bare.mjs" "$1" >"$work/port" &
    bare=$!
    until [ -s "$work/port" ]; do
        kill -0 "$bare" 2>/dev/null || { echo "The bare page does not start" >&2; exit 1; }
        sleep 0.1
    done
}

# Prints p50, p99 (milliseconds) and the number of answers other than 200; the arguments after the address go to autocannon.
measure() {
    npx --yes autocannon@8.0.0 -R "$rate" -c 20 -d "$seconds" --json "${@:2}" "$1" 2>/dev/null |
        node -e 'const r = JSON.parse(require("fs").readFileSync(0, "utf8"));
            console.log(r.latency.p50, r.latency.p99, r.non2xx + r.errors)'
}

# Code is compiled and caches are filled by the first requests; those are not what is asked.
warm() { for _ in $(seq 200); do curl -fsS -o /dev/null "$1"; done; }

printf 'page\tbytes\tp50 ms\tp99 ms\tp99 to bare\tfailed\n'
for path in "$@"; do
    warm "$address$path"
    serve_bare "$address$path"
    bare_address="http://127.0.0.1:$(cat "$work/port")/"
    warm "$bare_address"
    bytes=$(curl -fsS "$bare_address" | wc -c)
    read -r bare50 bare99 failed < <(measure "$bare_address")
    printf 'bare\t%s\t%s\t%s\t1.0\t%s\n' "$bytes" "$bare50" "$bare99" "$failed"
    for asked in identity br; do
        read -r p50 p99 failed < <(measure "$address$path" -H "accept-encoding=$asked")
        # Autocannon counts whole milliseconds: a bare page below one counts as one.
        ratio=$(awk -v page="$p99" -v bare="$bare99" 'BEGIN { printf "%.1f", page / (bare < 1 ? 1 : bare) }')
        printf '%s (%s)\t%s\t%s\t%s\t%s\t%s\n' "$path" "$asked" "$bytes" "$p50" "$p99" "$ratio" "$failed"
    done
    kill "$bare"
    wait "$bare" 2>/dev/null || true
    bare=
done
