#!/usr/bin/env bash
# The methods of analysis beside their peers, on the same made-up data in one run: a table with ratios on standard output.
# bench/scripts/analyses.sh [POLICE_DIR]; PART="KDE" keeps to tasks with that in their name, PEERS=no leaves the peers out.
# Peers are those that Debian has: apt install --no-install-recommends r-base-core r-cran-spatstat.explore r-cran-spdep r-cran-dbscan
# r-cran-surveillance r-cran-kernsmooth python3-scipy python3-sklearn python3-statsmodels python3-pandas coinor-cbc
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
police=${1:-} part=${PART:-} python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d "${TMPDIR:-/tmp}/fosse-analyses.XXXXXX")
trap 'rm -rf "$work"' EXIT
say() { printf '%s\n' "$*" >&2; }

say "building"
dotnet build "$root/bench/Fosse.Bench" -c Release -v q --nologo -clp:NoSummary >&2
ours() { dotnet "$root/bench/Fosse.Bench/bin/Release/net10.0/Fosse.Bench.dll" "$@"; }
load() { printf 'Load %s of %s cores %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)" "$(nproc)" "$1"; }

say "the same bits on one core and on $(nproc)"
DOTNET_PROCESSOR_COUNT=1 ours bits "$part" > "$work/one"
ours bits "$part" > "$work/all"
if cmp -s "$work/one" "$work/all"; then bits="The same bits on one core and on $(nproc): $(wc -l < "$work/all") results."
else bits="DIFFERENT BITS on one core and on $(nproc): $(diff "$work/one" "$work/all" | cut -f1 | tr '\n' ' ')"; fi
rm "$work/one" "$work/all"

before=$(load before)
say "ours"
ours analysis "$part" > "$work/ours.tsv"

csv=() by=("LSOA code" "Month" "Crime type")
if [ -n "$police" ] && [[ "CSV of 1M 6M rows by LSOA, month, type" == *"$part"* ]]; then
    mapfile -t files < <(find "$police" -name '*-street.csv' | sort)
    if [ ${#files[@]} -eq 0 ]; then say "No *-street.csv below $police"; exit 2; fi
    many=()
    for _ in $(seq 40); do many+=("${files[@]}"); done
    for rows in 1M 6M; do
        say "a file of $rows rows, from ${#files[@]} files as often as it takes"
        file="$work/$rows.csv"
        awk -v most="${rows%M}000000" 'NR == 1 || FNR > 1 { print; if (NR > 1 && ++n == most) exit }' "${many[@]}" > "$file"
        ours count "CSV of $rows rows by LSOA, month, type" "$file" "${by[@]}" >> "$work/ours.tsv"
        csv+=("$file" "$rows")
    done
else
    say "skipped: CSV (name the folder of street files)"
fi

: > "$work/peers.tsv"
if [ "${PEERS:-yes}" = yes ]; then
    ours data "$work"
    say "peers in R"
    if command -v Rscript > /dev/null; then
        Rscript --vanilla "$root/bench/scripts/peers.R" "$work" "$part" >> "$work/peers.tsv"
    else
        say "skipped: R is not installed"
    fi
    say "peers in Python"
    if [ -x "$python" ]; then
        "$python" "$root/bench/scripts/peers.py" "$work" "$part" "${csv[@]}" >> "$work/peers.tsv"
    else
        say "skipped: $python is not there"
    fi
fi

printf '%s; %s. %s\n\n' "$before" "$(load after)" "$bits"
printf '| task | ours: median | least | processor | peer | seconds | times ours | |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n'
awk -F'\t' '
    function short(s) { return sprintf(s >= 100 ? "%.0f" : s >= 10 ? "%.1f" : s >= 1 ? "%.2f" : s >= .01 ? "%.3f" : "%.4f", s) }
    FILENAME ~ /peers/ { peers[$1] = peers[$1] $2 "\t" $3 "\t" $4 "\n"; next }
    {
        first = sprintf("| %s | %s | %s | %s |", $1, short($2), short($3), short($4))
        many = split(peers[$1], each, "\n") - 1
        if (many < 1) print first " none here | | | |"
        for (i = 1; i <= many; i++) {
            split(each[i], p, "\t")
            printf "%s %s | %s | %.3g | %s |\n", i == 1 ? first : "| | | | |", p[1], short(p[2]), p[2] / $2, p[3]
        }
    }' "$work/peers.tsv" "$work/ours.tsv"
