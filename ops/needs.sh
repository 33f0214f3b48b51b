# Sourced by ./test: what the tests need beside .NET, found or installed.

find_chromium() {
    local name
    if [ -n "${FOSSE_CHROMIUM:-}" ] && [ -x "$FOSSE_CHROMIUM" ]; then printf '%s' "$FOSSE_CHROMIUM"; return; fi
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null; then command -v "$name"; return; fi
    done
}

# The folder with initdb, pg_ctl and postgres: on the path, or where Debian keeps them, newest first.
find_postgres() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) \
        $(dirname "$(readlink -f "$(command -v initdb || echo /none)")") /usr/local/pgsql/bin /opt/homebrew/bin; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/postgres" ]; then printf '%s' "$folder"; return; fi
    done
}

# Installs the missing ones when it may; else says how, and the tests that need them show as skipped.
install_missing() {
    local missing=()
    if ! command -v npm >/dev/null; then missing+=(nodejs npm); fi
    if [ -z "$(find_postgres)" ]; then missing+=(postgresql); fi
    if [ -z "$(find_chromium)" ]; then missing+=(chromium); fi
    if [ ${#missing[@]} -eq 0 ]; then return 0; fi

    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        say "Installing ${missing[*]}"
        mkdir -p "$root/var/log"
        if { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
            >"$root/var/log/install.log" 2>&1; then return 0; fi
        say "That did not work; the log is $root/var/log/install.log"
    fi
    say "Missing: ${missing[*]}. The tests that need them are skipped. To install them on Debian or Ubuntu: sudo apt install ${missing[*]}"
    if [ "${CI:-}" = true ]; then return 1; fi
}
