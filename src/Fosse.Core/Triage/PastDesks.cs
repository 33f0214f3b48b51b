using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>Who of the made-up people answers what comes to a queue, and what stands open in it.</summary>
internal sealed class PastDesks
{
    private readonly Dictionary<string, SignedIn> known = [];
    private readonly Dictionary<(string Agency, string Category, string Settlement), (PastReport Past, PutReport Put)> standing = [];
    private readonly Dictionary<(string Settlement, (double, double) Near), AreasAt> places = [];
    private ILookup<Guid, string>? colleagues;

    /// <summary>The areas of a place where something was reported before are known.</summary>
    public async Task<AreasAt> AreasOf(PastReport past, Func<Task<AreasAt>> look) =>
        places.TryGetValue((past.Settlement, past.Near), out var known) ? known : places[(past.Settlement, past.Near)] = await look();

    /// <summary>Another report of the same kind at the same place is worked on.</summary>
    public void Stands(PastReport past, PutReport put) => standing[Key(past, put)] = (past, put);

    /// <summary>What this one could be merged into; none where nothing of the kind is open.</summary>
    public (Guid Record, string Reference)? OpenLike(PastReport past, PutReport put) =>
        standing.TryGetValue(Key(past, put), out var other) && other.Past.Ended > past.Replied
            ? (other.Put.Record.Id, other.Put.Record.Reference)
            : null;

    /// <summary>One of those who work the queue, the same each time for one number; none where nobody does.</summary>
    public async Task<SignedIn?> Of(Guid? team, int number, DemonstrationScene scene, CancellationToken stop)
    {
        colleagues ??= await Colleagues(scene.Db, stop);
        if (team is not { } queue || colleagues[queue].ToList() is not { Count: > 0 } names)
            return null;
        var name = names[number % names.Count];
        if (!known.TryGetValue(name, out var officer))
            known[name] = officer = await scene.Who(name, stop);
        return officer;
    }

    private static async Task<ILookup<Guid, string>> Colleagues(SafetyDb db, CancellationToken stop)
    {
        var grants = await db.Set<RoleGrant>()
            .AsNoTracking()
            .Where(g => g.TeamId != null)
            .Join(
                db.Set<Role>(),
                g => g.RoleId,
                r => r.Id,
                (g, r) =>
                    new
                    {
                        g.AccountId,
                        g.TeamId,
                        r.Permissions,
                    }
            )
            .Join(
                db.Set<Account>(),
                g => g.AccountId,
                a => a.Id,
                (g, a) =>
                    new
                    {
                        Team = g.TeamId!.Value,
                        a.Name,
                        g.Permissions,
                    }
            )
            .OrderBy(g => g.Name)
            .Take(500)
            .ToListAsync(stop);
        return grants.Where(g => g.Permissions.Contains(RecordsPermissions.WriteRecords)).ToLookup(g => g.Team, g => g.Name);
    }

    private static (string, string, string) Key(PastReport past, PutReport put) =>
        (put.Report.AnsweredByName, past.Kind.Category, past.Settlement);
}
