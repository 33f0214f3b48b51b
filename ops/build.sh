# Sourced by ./fosse and ./test: finds the tools and builds the executable when something changed.
# Everything said here goes to standard error; standard output belongs to the program.

root=${root:?set root to the repository folder before sourcing this file}
built="$root/var/build"           # what ./fosse makes when something changed: compiled once, in less than a minute
production="$root/var/production" # what ./fosse build makes: compiled beforehand with its framework, to be copied to a server
build_log="$root/var/log/build.log"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1 MSBUILDDISABLENODEREUSE=1

# Options for every dotnet command: no build server stays behind, and one compiler does for all projects until stop_compiler.
compiler="fosse-$$"
no_servers=(-nodeReuse:false -p:UseSharedCompilation=true "-p:SharedCompilationId=$compiler")

# Only our own: somebody else's has another name.
stop_compiler() {
    local bin
    bin=$(dotnet --info 2>/dev/null | sed -n 's/^ *Base Path: *//p')Roslyn/bincore
    if [ -x "$bin/VBCSCompiler" ]; then "$bin/VBCSCompiler" "-pipename:$compiler" -shutdown >/dev/null 2>&1 || true
    elif [ -f "$bin/VBCSCompiler.dll" ]; then dotnet "$bin/VBCSCompiler.dll" "-pipename:$compiler" -shutdown >/dev/null 2>&1 || true; fi
}

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

# A name that came or went is as much a change as a file that is newer.
is_current() {
    local stamp="$1.stamp"
    [ -x "$1/fosse" ] && [ -f "$stamp" ] && [ "$({ sources; frameworks; processor; } | cksum)" = "$(cat "$stamp")" ] &&
        [ -z "$(sources -newer "$stamp")" ]
}

# The quick way, unless there is one of these sources already; sets executable.
build_fosse() {
    executable="$production/fosse"
    if is_current "$production"; then return; fi
    executable="$built/fosse"
    if is_current "$built"; then return; fi
    say "Building Fosse (about a minute the first time, seconds after a change)…"
    # ./test lets the analyzers look at every line; here somebody waits for a page.
    publish "$built" -p:RunAnalyzers=false
}

# For ./test, which has just compiled all and starts two hundred processes: with its own code compiled beforehand.
build_for_tests() {
    executable="$built/fosse"
    if is_current "$built"; then return; fi
    if can_compile alone; then publish "$built" -p:CompiledBeforehand=alone; else publish "$built" --no-build; fi
}

# The hosts inside the tests run the same assemblies, compiled beforehand. The next build finds them changed and puts its own back.
compiled_beforehand_for_tests() {
    local folder assembly
    for folder in "$root"/tests/*/bin/Release/net10.0; do
        for assembly in "$built"/*.dll; do
            if [ -e "$folder/${assembly##*/}" ]; then cp -p "$assembly" "$folder/"; fi
        done
    done
}

# The long way: code compiled beforehand together with the framework starts in half the time.
build_production() {
    if is_current "$production"; then return; fi
    say "Building Fosse for a server (about three minutes)…"
    # Half a compilation that somebody stopped would be taken for a whole one.
    rm -rf "$root/src/Fosse.Cli/obj/Release/net10.0/R2R"
    if can_compile "with framework"; then publish "$production" "-p:CompiledBeforehand=with framework" "-p:CompiledFor=$(processor)"
    else publish "$production"; fi
}

# The compiler for it and the framework are packages more: where they cannot be had, Fosse is built without.
can_compile() {
    mkdir -p "$root/var/log"
    (cd "$root" && dotnet restore src/Fosse.Cli -v quiet "${no_servers[@]}" "-p:CompiledBeforehand=$1") >"$build_log" 2>&1 </dev/null
}

# Reads what dotnet says, and says which step is done and how long it took so far. On a screen it is one line that changes.
show_build() {
    local line project projects done=0 what="fetching packages" status
    projects=$(cd "$root/src" && ls -d Fosse.*/ | wc -l)
    SECONDS=0
    show_step "$what"
    while true; do
        status=0
        IFS= read -r -t 2 line || status=$?
        if [ $status -gt 128 ]; then
            if [ -t 2 ]; then show_step "$what"; fi
            continue
        elif [ $status -ne 0 ]; then break; fi
        project=$(sed -n 's/^ *\(Fosse\.[A-Za-z]*\) -> .*\.dll$/\1/p' <<<"$line")
        if [ -n "$project" ]; then
            done=$((done + 1))
            what="compiled $project ($done of $projects)"
            show_step "$what"
        fi
    done
    show_step "done"
    if [ -t 2 ]; then say ""; fi
}

show_step() {
    if [ -t 2 ]; then printf '\r\033[K  %d:%02d  %s' $((SECONDS / 60)) $((SECONDS % 60)) "$1" >&2
    else printf '  %d:%02d  %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$1" >&2; fi
}

# publish FOLDER OPTIONS…: makes the folder anew and remembers of which sources.
publish() {
    local folder=$1 started="$1.started" names
    shift
    need_node
    mkdir -p "$root/var/log"

    # Two shells at once: the second waits and then finds the work done.
    if command -v flock >/dev/null; then
        exec 9>"$root/var/build.lock"
        flock 9
        if is_current "$folder"; then exec 9>&-; return; fi
    fi

    touch "$started"
    names=$({ sources; frameworks; processor; } | cksum)
    rm -rf "$folder.next"
    if ! (cd "$root" && dotnet publish src/Fosse.Cli -c Release -o "$folder.next" -v minimal "${no_servers[@]}" "$@") \
        2>&1 9>&- </dev/null | tee "$build_log" | show_build; then
        stop_compiler
        grep -E '(error|ERR!)' "$build_log" | sort -u | head -n 20 >&2 || tail -n 20 "$build_log" >&2
        stop_with "Fosse could not be built; all of it is in $build_log"
    fi
    stop_compiler

    # A server that runs from the old folder keeps its files; they are replaced, never overwritten.
    rm -rf "$folder"
    mv "$folder.next" "$folder"
    printf '%s\n' "$names" >"$folder.stamp"
    touch -r "$started" "$folder.stamp"
    rm -f "$started"
    if command -v flock >/dev/null; then exec 9>&-; fi
}
