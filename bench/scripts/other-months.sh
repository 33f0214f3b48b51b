#!/usr/bin/env bash
# Makes street files of other months out of those that are there: the same rows, some years earlier or later.
# bench/scripts/other-months.sh POLICE_DIR INTO_DIR YEARS [YEARS...], for instance ... ./police ./years -10 -5 5
set -euo pipefail

if [ $# -lt 3 ]; then echo "other-months.sh POLICE_DIR INTO_DIR YEARS [YEARS...]: see bench/README.md" >&2; exit 2; fi
from=$1 into=$2
shift 2

mapfile -d '' files < <(find "$from" -name '*-street.csv' -print0 | sort -z)
if [ ${#files[@]} -eq 0 ]; then echo "No *-street.csv below $from" >&2; exit 2; fi

for years in "$@"; do
    for file in "${files[@]}"; do
        name=$(basename "$file")
        month=$((${name:0:4} + years))${name:4:3}
        mkdir -p "$into/$month"
        # The month is the second field and no quotes come before it, so commas are enough to find it.
        awk -v years="$years" 'BEGIN { FS = OFS = "," } NR > 1 { $2 = substr($2, 1, 4) + years substr($2, 5) } { print }' \
            "$file" >"$into/$month/$month${name:7}"
    done
done
