# Sourced by ./test: a PostgreSQL of its own in a temporary folder, in memory where that has room, gone when the tests are.

postgres_folder=
postgres_bin=

# initdb and postgres refuse to run as root.
as_postgres_user() {
    if [ "$(id -u)" -ne 0 ]; then "$@"; return; fi
    local user=nobody
    if id postgres >/dev/null 2>&1; then user=postgres; fi
    if command -v setpriv >/dev/null; then setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups -- "$@"
    else runuser -u "$user" -- "$@"; fi
}

is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A folder in memory where there is one with room for the databases of a whole run, else the temporary folder. Nothing there must survive.
memory_folder() {
    local free
    free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }')
    if [ "${free:-0}" -ge 4096 ] && [ -w /dev/shm ]; then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}

start_postgres() {
    local port attempt owner
    postgres_bin=$(find_postgres)
    if [ -z "$postgres_bin" ]; then return 1; fi

    postgres_folder=$(mktemp -d "$(memory_folder)/fosse-postgres.XXXXXX")
    if [ "$(id -u)" -eq 0 ]; then
        owner=nobody
        if id postgres >/dev/null 2>&1; then owner=postgres; fi
        chown "$owner" "$postgres_folder"
    fi

    if ! (cd "$postgres_folder" &&
        as_postgres_user "$postgres_bin/initdb" -D "$postgres_folder/data" -U fosse -A trust -E UTF8 --locale=C --no-sync) \
        >"$root/var/log/postgres.log" 2>&1; then return 1; fi

    # Nothing here must survive a power cut, so it need not wait for the disk.
    cat >>"$postgres_folder/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$postgres_folder'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
CONF

    for attempt in 1 2 3 4 5; do
        port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
        if ! is_free "$port"; then continue; fi
        if (cd "$postgres_folder" &&
            as_postgres_user "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/log" -w -t 60 -o "-p $port" start) \
            >>"$root/var/log/postgres.log" 2>&1 </dev/null; then
            export FOSSE_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=fosse;Database=postgres"
            return 0
        fi
    done
    cat "$postgres_folder/log" >>"$root/var/log/postgres.log" 2>/dev/null || true
    return 1
}

stop_postgres() {
    if [ -z "$postgres_folder" ]; then return; fi
    (cd / && as_postgres_user "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -m immediate -w stop) >/dev/null 2>&1 || true
    rm -rf "$postgres_folder"
    postgres_folder=
}
