# Sourced by ./test: asks the sources of the packages which of those we use have a weakness that is known.
# A source may have no such list, and then says nothing, like one that knows of nothing. So it is first asked about a package whose weakness
# has been known for years: where that is not named, nothing was looked at, and we say so.

# NuGet's words: 1901 to 1904 for a weakness from low to critical, 1900 and 1905 when there is no list.
audited=(-v minimal "${no_servers[@]}" -p:NuGetAudit=true -p:NuGetAuditMode=all -p:NuGetAuditLevel=low)

# Prints the weaknesses it finds. Returns 0 when none is known, 1 when one is, 2 when nobody could be asked.
audit_dotnet() {
    local probe log
    probe=$(mktemp -d "${TMPDIR:-/tmp}/fosse-audit.XXXXXX")
    log="$root/var/log/audit-dotnet.log"
    cat >"$probe/probe.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
</Project>
PROJECT
    # Into a folder that goes: nothing is ever built with it.
    dotnet restore "$probe/probe.csproj" --packages "$probe/packages" "${audited[@]}" >"$log" 2>&1 </dev/null
    rm -rf "$probe"
    if ! grep -qE 'NU190[1-4]' "$log"; then return 2; fi

    dotnet restore Fosse.slnx --force "${audited[@]}" >"$log" 2>&1 </dev/null
    local ended=$?
    if grep -E 'NU190[1-4]' "$log" | sed -E 's/.*(NU190[1-4])/\1/; s/ \[[^]]*\]$//' | sort -u | grep .; then return 1; fi
    if grep -qE 'NU190[05]' "$log"; then return 2; fi
    if [ "$ended" -ne 0 ]; then tail -n 5 "$log"; return 1; fi
}

# The same for a folder with a package-lock.json.
audit_npm() {
    local probe log="$root/var/log/audit-npm.log"
    probe=$(mktemp -d "${TMPDIR:-/tmp}/fosse-audit.XXXXXX")
    echo '{ "name": "probe", "version": "1.0.0", "dependencies": { "lodash": "4.17.11" } }' >"$probe/package.json"
    cat >"$probe/package-lock.json" <<'LOCK'
{
  "name": "probe",
  "version": "1.0.0",
  "lockfileVersion": 3,
  "packages": {
    "": { "name": "probe", "version": "1.0.0", "dependencies": { "lodash": "4.17.11" } },
    "node_modules/lodash": { "version": "4.17.11" }
  }
}
LOCK
    (cd "$probe" && npm audit --package-lock-only --json --fetch-retries=0 --fetch-timeout=20000) 2>"$log" </dev/null |
        weaknesses >/dev/null
    local known=$?
    rm -rf "$probe"
    if [ "$known" -ne 1 ]; then return 2; fi
    (cd "$1" && npm audit --package-lock-only --json --fetch-retries=0 --fetch-timeout=20000) 2>"$log" </dev/null | weaknesses
}

# Reads npm's answer: names what is weak (1), says nothing (0), or it is no answer (2).
weaknesses() {
    node -e '
        let said;
        try { said = JSON.parse(require("fs").readFileSync(0, "utf8")); } catch { process.exit(2); }
        if (!said.vulnerabilities) process.exit(2);
        const weak = Object.values(said.vulnerabilities);
        for (const { name, severity, range } of weak) console.log(`${name} ${range}: ${severity}`);
        process.exit(weak.length > 0 ? 1 : 0);'
}

# All of them; returns 1 when any is weak.
audit_packages() {
    local weak=0 what ended
    mkdir -p "$root/var/log"
    for what in dotnet src/Fosse.Web/Client tests/provider; do
        if [ "$what" = dotnet ]; then audit_dotnet; else audit_npm "$what"; fi
        ended=$?
        case "$ended" in
            0) say "  $what: no weakness is known" ;;
            1) say "  $what: a package with a known weakness, named above"; weak=1 ;;
            *)
                say "  $what: SKIPPED. The source of its packages has no list of known weaknesses, or cannot be reached:" \
                    "it did not name one that has been known for years."
                ;;
        esac
    done
    return "$weak"
}
