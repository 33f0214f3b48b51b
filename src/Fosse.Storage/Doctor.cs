using System.Reflection;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Storage;

/// <summary>One thing looked at, in words an operator can act on.</summary>
public sealed record Finding(string Check, bool Well, string Words);

/// <summary>Looks whether the house is in order; changes nothing.</summary>
public sealed class Doctor(
    SafetyDb db,
    SchemaUpdate update,
    DatabaseAddress address,
    FileStore files,
    LedgerCheck ledger,
    KeyCheck keys,
    KeyRing ring,
    IOptions<FoundationOptions> work
)
{
    private const int MostNamed = 10;

    public static string Build { get; } =
        typeof(Doctor).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public async Task<IReadOnlyList<Finding>> Examine(CancellationToken stop)
    {
        var schema = await Schema(stop);
        List<Finding> findings = [new("version", true, $"Fosse {Build} on {address}"), schema, await Integrity(stop)];
        if (schema.Well)
            findings.AddRange([await Outbox(stop), await Ledger(stop), await Keys(stop), await Papers(stop)]);
        findings.Add(await Files(stop));
        return findings;
    }

    private async Task<Finding> Schema(CancellationToken stop)
    {
        try
        {
            var waiting = await update.WaitingIn(stop);
            return waiting.Count == 0
                ? new("schema", true, "The database is as this build expects it.")
                : new("schema", false, $"{waiting.Count} steps are waiting. Run 'fosse update'.");
        }
        catch (SchemaRefused e)
        {
            return new("schema", false, e.Message);
        }
    }

    private async Task<Finding> Integrity(CancellationToken stop)
    {
        if (address.Kind is not DatabaseKind.Sqlite)
            return new("integrity", true, "PostgreSQL looks after its own pages; run pg_amcheck for more.");
        await db.Database.OpenConnectionAsync(stop);
        var said = await RowCounts.Words(db.Database.GetDbConnection(), "PRAGMA integrity_check", stop);
        return said is ["ok"]
            ? new("integrity", true, "SQLite finds the file sound.")
            : new("integrity", false, "SQLite finds the file damaged. Restore the last backup.");
    }

    private async Task<Finding> Outbox(CancellationToken stop)
    {
        var stuck = await db.Set<OutboxMessage>().CountAsync(m => m.DoneAt == null && m.Attempts >= work.Value.StuckAfter, stop);
        return stuck == 0
            ? new("outbox", true, "No event is stuck.")
            : new("outbox", false, $"{stuck} events have failed {work.Value.StuckAfter} times or more. Look at the stuck things page.");
    }

    private async Task<Finding> Ledger(CancellationToken stop)
    {
        var found = await ledger.Run(stop);
        return new(
            "ledger",
            found.Whole,
            found.Whole ? found.Words : $"{found.Words} Keep a copy of the database as it is, and find out who could write to it."
        );
    }

    private async Task<Finding> Keys(CancellationToken stop)
    {
        var faults = await keys.Run(stop);
        return faults.Count == 0
            ? new("keys", true, "The key ring opens every key, and the forgotten are forgotten.")
            : new("keys", false, string.Join(' ', faults));
    }

    private async Task<Finding> Papers(CancellationToken stop)
    {
        var held = await db.Set<AgreementDocument>()
            .GroupBy(d => d.RingKey)
            .Select(g => new { g.Key, Papers = g.Count() })
            .Take(1000)
            .ToListAsync(stop);
        var open = held.Where(h => h.Key is null).Sum(h => h.Papers);
        var shut = held.Where(h => h.Key is not null && !ring.Ids.Contains(h.Key)).Sum(h => h.Papers);
        return open + shut == 0
            ? new("papers", true, $"{held.Sum(h => h.Papers)} signed papers of agreements, all locked.")
            : new(
                "papers",
                false,
                (open > 0 ? $"{open} signed papers of agreements lie in the clear. Run 'fosse update'. " : "")
                    + (shut > 0 ? $"{shut} are locked with a key that the ring lacks. Put the ring of this database back." : "")
            );
    }

    private async Task<Finding> Files(CancellationToken stop)
    {
        var (seen, bad) = (0, new List<string>());
        foreach (var file in files.List())
        {
            seen++;
            if (!await files.Verify(file.Hash, stop))
                bad.Add(file.Hash);
        }
        return bad.Count == 0
            ? new("files", true, $"{seen} files, all whole.")
            : new(
                "files",
                false,
                $"{bad.Count} of {seen} files are damaged: {string.Join(", ", bad.Take(MostNamed))}. Restore them from a backup."
            );
    }
}
