# Sourced by ./fosse and ./test: finds the tools and builds the executable when something changed.
# Everything said here goes to standard error; standard output belongs to the program.

root=${root:?set root to the repository folder before sourcing this file}
built="$root/var/build"
stamp="$root/var/build.stamp"
build_log="$root/var/log/build.log"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1 MSBUILDDISABLENODEREUSE=1

# Options for every dotnet command: no compiler or build server stays behind.
no_servers=(-nodeReuse:false -p:UseSharedCompilation=false)

say() { printf '%s\n' "$*" >&2; }

stop_with() { say "$*"; exit 1; }

need_dotnet() {
    local found folder
    found=$(command -v dotnet) || stop_with "Fosse needs the .NET SDK 10, and dotnet was not found:" \
        "install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again."
    folder=$(dirname "$(readlink -f "$found")")

    # Looking for the folder takes no time; asking dotnet takes a tenth of a second.
    if ! compgen -G "$folder/sdk/10.*" >/dev/null && ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
        stop_with "Fosse needs the .NET SDK 10, and this dotnet has no such SDK:" \
            "install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again."
    fi

    # An executable finds a .NET that lies outside the usual folders only by this variable.
    if [ -z "${DOTNET_ROOT:-}" ] && [ -d "$folder/shared" ]; then export DOTNET_ROOT="$folder"; fi
}

need_node() {
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        stop_with "Fosse needs Node.js 20 with npm to build its styles and maps, and they were not found:" \
            "install them (on Debian: apt install nodejs npm) and run this again."
    fi
}

# Names of all files that the executable is made of.
sources() {
    (cd "$root" && find src Directory.Build.props Directory.Packages.props global.json \
        \( -name bin -o -name obj -o -name node_modules -o -path src/Fosse.Web/wwwroot \) -prune -o -type f "$@" -print)
}

# With the framework inside, a newer one is as much a change as a newer file.
frameworks() { ls "$(dirname "$(readlink -f "$(command -v dotnet)")")/sdk"; }

# What this processor has beyond what every one of its kind has, if it has all of it: such code can then be compiled beforehand too.
processor() {
    [ "$(uname -m)" = x86_64 ] || return 0
    local has flag
    has=" $(sed -n '/^flags/{s/^[^:]*: *//p;q;}' /proc/cpuinfo 2>/dev/null || true) "
    for flag in abm avx avx2 bmi1 bmi2 f16c fma movbe; do
        case "$has" in *" $flag "*) ;; *) return 0 ;; esac
    done
    echo x86-64-v3
}

# FOSSE_BUILD=quick leaves the long compiling beforehand out: for those who change a line and look. It starts and imports slower.
how() { if [ "${FOSSE_BUILD:-}" = quick ]; then echo quick; else echo whole; fi; }

# A name that came or went is as much a change as a file that is newer. A whole build serves those who asked for a quick one too.
is_current() {
    local names
    names=$({ sources; frameworks; processor; } | cksum)
    [ -x "$built/fosse" ] && [ -f "$stamp" ] &&
        { [ "$names whole" = "$(cat "$stamp")" ] || [ "$names $(how)" = "$(cat "$stamp")" ]; } &&
        [ -z "$(sources -newer "$stamp")" ]
}

build_fosse() {
    if is_current; then return; fi
    need_node
    mkdir -p "$root/var/log"

    # Two shells at once: the second waits and then finds the work done.
    if command -v flock >/dev/null; then
        exec 9>"$root/var/build.lock"
        flock 9
        if is_current; then exec 9>&-; return; fi
    fi

    if [ -x "$built/fosse" ]; then say "Building Fosse, for something changed (about two minutes; FOSSE_BUILD=quick takes less than one)…"
    else say "Building Fosse (about three minutes; FOSSE_BUILD=quick takes one)…"; fi

    local started="$root/var/build.started" names
    touch "$started"
    names="$({ sources; frameworks; processor; } | cksum) $(how)"
    # Half a compilation that somebody stopped would be taken for a whole one.
    rm -rf "$built.next" "$root/src/Fosse.Cli/obj/Release/net10.0/R2R"
    # Code compiled beforehand starts in half the time. Its compiler and the framework are packages more: where they cannot be had,
    # Fosse is built without.
    local beforehand=(-p:CompiledBeforehand=true "-p:CompiledFor=$(processor)")
    if [ "$(how)" = quick ]; then
        beforehand=()
    elif ! (cd "$root" && dotnet restore src/Fosse.Cli -v quiet "${no_servers[@]}" "${beforehand[@]}") \
        >"$build_log" 2>&1 9>&- </dev/null; then
        beforehand=()
    fi
    local publish=(dotnet publish src/Fosse.Cli -c Release -o "$built.next" -v minimal "${no_servers[@]}")
    publish+=(${beforehand[@]+"${beforehand[@]}"})
    if ! (cd "$root" && "${publish[@]}") >"$build_log" 2>&1 9>&- </dev/null; then
        grep -E '(error|ERR!)' "$build_log" | sort -u | head -n 20 >&2 || tail -n 20 "$build_log" >&2
        stop_with "Fosse could not be built; all of it is in $build_log"
    fi

    # A server that runs from the old folder keeps its files; they are replaced, never overwritten.
    rm -rf "$built"
    mv "$built.next" "$built"
    printf '%s\n' "$names" >"$stamp"
    touch -r "$started" "$stamp"
    rm -f "$started"
    if command -v flock >/dev/null; then exec 9>&-; fi
}
