#!/usr/bin/env bash
# Attacks a demonstration county with wapiti and sqlmap, as a stranger and as staff, and says what they found.
# ops/scan.sh [ADDRESS] [MINUTES]: ADDRESS is a demo on this machine (./fosse demo); each part stops after MINUTES.
# It fills forms and changes what it can: throw the county away afterwards (./fosse demo --fresh).
set -euo pipefail

address=${1:-http://127.0.0.1:5080} minutes=${2:-5}
case "$address" in
    http://127.0.0.1:* | http://localhost:*) ;;
    *) echo "This attacks what it is given, so it takes only an address of this machine: $address is not one." >&2; exit 2 ;;
esac
for tool in wapiti sqlmap curl jq; do
    command -v "$tool" >/dev/null || { echo "This needs $tool: apt install wapiti sqlmap curl jq" >&2; exit 1; }
done
curl -fs -o /dev/null "$address/health/live" || { echo "Nothing answers at $address: start it with ./fosse demo" >&2; exit 1; }

work=$(mktemp -d "${TMPDIR:-/tmp}/fosse-scan.XXXXXX")
trap 'rm -rf "$work"' EXIT
# Debian's wapiti 3.0.4 leaves addresses out by a pattern with its flags at the end, which Debian's Python no longer takes.
cat >"$work/sitecustomize.py" <<'PYTHON'
import re
compile_as_given = re.compile
def compile_flags_first(pattern, flags=0):
    late = isinstance(pattern, str) and pattern.endswith("(?ms)")
    return compile_as_given("(?ms)" + pattern[:-5] if late else pattern, flags)
re.compile = compile_flags_first
PYTHON
host=$(sed -E 's#https?://([^:/]+).*#\1#' <<<"$address")
found=0

form_token() { grep -o 'name="__RequestVerificationToken" type="hidden" value="[^"]*' | tail -n 1 | sed 's/.*"//'; }

cookies_of() { sed 's/^#HttpOnly_//' "$1" | awk -F '\t' 'NF == 7 { print $6 "=" $7 }' | paste -sd ';'; }

# The cookies of one person, by the one-click sign-in that only a demonstration has.
sign_in() { # ROLE
    local page token account jar="$work/jar"
    rm -f "$jar"
    page=$(curl -s -c "$jar" "$address/sign-in")
    token=$(form_token <<<"$page")
    account=$(grep -o "value=\"[0-9a-f-]*\">Sign in as $1<" <<<"$page" | head -n 1 | sed 's/value="\([^"]*\)".*/\1/')
    curl -s -o /dev/null -b "$jar" -c "$jar" --data-urlencode "account=$account" --data-urlencode "__RequestVerificationToken=$token" \
        "$address/sign-in/demonstration"
    cookies=$(cookies_of "$jar")
    jq -Rn --arg host "$host" '{($host): {"/": ([inputs | ltrimstr("#HttpOnly_") | split("\t") | select(length == 7)
        | {(.[5]): {value: .[6], secure: false, expires: null, port: null, version: "0"}}] | add)}}' "$jar" >"$work/cookies.json"
}

with_wapiti() { # NAME START [OPTION...]
    local name=$1 start=$2
    shift 2
    # It asks for brotli and does not read it, hence the header. Without the modules that call a server outside this machine
    # (ssrf, xxe), and without csrf, which reads two redirections to the sign-in page as a token that nobody checks.
    PYTHONPATH=$work timeout $((minutes * 60 + 60)) wapiti -u "$address/" -s "$address$start" \
        --scope folder --flush-session --no-bugreport -v 1 \
        -m "common,crlf,htaccess,methods,backup,-ssrf" \
        --max-scan-time $((minutes * 60)) --max-attack-time $((minutes * 6)) \
        --max-links-per-page 60 --max-files-per-dir 30 -d 6 -t 10 -H "Accept-Encoding: identity" \
        -x "$address/sign-out" -x "$address/assets/*" -f json -o "$work/$name.json" "$@" >"$work/$name.log" 2>&1 || true
    if [ ! -s "$work/$name.json" ]; then echo "wapiti, $name: gave no report" >&2; tail -n 20 "$work/$name.log" >&2; exit 1; fi
    # A demonstration speaks plain HTTP on loopback, and no browser of today has the filter that X-XSS-Protection steered.
    jq 'def expected: test("^(Strict-Transport-Security|X-XSS-Protection) is not set|^Secure flag is not set");
        .vulnerabilities[] |= map(select(.info | expected | not))' "$work/$name.json" >"$work/rest.json" &&
        mv "$work/rest.json" "$work/$name.json"
    pages=$(grep -oE 'found [0-9]+ URLs' "$work/$name.log" | grep -oE '[0-9]+' || echo '?')
    jq -r --arg name "$name" --arg pages "$pages" 'def count: [.[] | length] | add;
        "wapiti, \($name): \($pages) pages and forms, \(.vulnerabilities | count) weaknesses, \(.anomalies | count) anomalies"' \
        "$work/$name.json"
    jq -r '(.vulnerabilities + .anomalies) | to_entries[] | .key as $kind | .value[]
        | "  \($kind): \(.method) \(.path) \(.parameter // "") \(.info)"' "$work/$name.json"
    found=$((found + $(jq '[(.vulnerabilities + .anomalies)[] | length] | add' "$work/$name.json")))
}

with_sqlmap() { # ADDRESS [OPTION...]
    local url=$1 verdict firm
    shift
    timeout $((minutes * 60)) sqlmap -u "$url" --batch --disable-coloring --flush-session --output-dir "$work/sqlmap" --level 2 --risk 1 \
        --technique BEUST --time-sec 2 --threads 2 --timeout 10 "$@" >"$work/sqlmap.log" 2>&1 || true
    verdict=$(grep -cE 'is vulnerable|identified the following injection' "$work/sqlmap.log" || true)
    firm=$(grep -oE 'does not seem to be injectable|might not be injectable' "$work/sqlmap.log" | wc -l)
    echo "sqlmap, ${url#"$address"}: $([ "$verdict" = 0 ] && echo nothing || echo INJECTION) ($firm parameters did not give way)"
    found=$((found + verdict))
}

with_wapiti stranger /
sign_in "Officer"
with_wapiti officer /work -c "$work/cookies.json" -x "$address/account"
sign_in "Administrator"
with_wapiti administrator /admin -c "$work/cookies.json" -x "$address/account"

for path in '/search?q=oak' '/search/suggest?q=oak' '/compare?places=leicester&places=rutland&category=burglary&measure=rate' \
    '/county?kind=ward&measure=rate&period=12' '/map/figures.json?kind=lsoa&category=burglary&period=12' \
    '/place/rutland?from=2021-11&to=2022-10' '/downloads?area=rutland' '/map/areas/ward*.geojson'; do
    with_sqlmap "$address$path"
done
token=$(curl -s -c "$work/jar" "$address/sign-in" | form_token)
with_sqlmap "$address/sign-in" --data "email=a%40b.example&password=x&__RequestVerificationToken=$token" \
    --csrf-token __RequestVerificationToken --csrf-url "$address/sign-in" --cookie "$(cookies_of "$work/jar")"
sign_in "Officer"
for path in '/work/records?mine=true&page=1' '/work/requests?page=1' '/work/agreements?page=1'; do
    with_sqlmap "$address$path" --cookie "$cookies"
done

echo "$found found"
[ "$found" = 0 ]
