using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>Who of the made-up people answers what comes to a queue, and what stands open in it.</summary>
internal sealed class PastDesks
{
    private static readonly (string Agency, string? Team, string[] Names)[] Desks =
    [
        ("Fosse Police", "Beaumont Leys neighbourhood", ["Morgan Teal", "Ashley Marlow"]),
        ("Fosse Police", "Loughborough neighbourhood", ["Sam Ingle"]),
        ("Fosse Police", null, ["Morgan Teal", "Ashley Marlow", "Sam Ingle"]),
        ("Fosse City Council", null, ["Rowan Sedge"]),
        ("Soar Valley Borough Council", null, ["Jamie Thorn"]),
    ];

    private readonly Dictionary<string, SignedIn> known = [];
    private readonly Dictionary<(string Agency, string Category, string Settlement), (PastReport Past, PutReport Put)> standing = [];
    private readonly Dictionary<(string Settlement, (double, double) Near), AreasAt> places = [];
    private Dictionary<Guid, string>? teams;

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
    public async Task<SignedIn?> Of(string agency, Guid? team, int number, DemonstrationScene scene, CancellationToken stop)
    {
        teams ??= await scene.Db.Set<Team>().AsNoTracking().Take(500).ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        var called = team is { } id ? teams.GetValueOrDefault(id) : null;
        var desk = Desks.FirstOrDefault(d => d.Agency == agency && d.Team == called);
        if (desk.Names is null)
            desk = Desks.FirstOrDefault(d => d.Agency == agency && d.Team is null);
        if (desk.Names is not { } names)
            return null;
        var name = names[number % names.Length];
        if (!known.TryGetValue(name, out var officer))
            known[name] = officer = await scene.Who(name, stop);
        return officer;
    }

    private static (string, string, string) Key(PastReport past, PutReport put) =>
        (put.Report.AnsweredByName, past.Kind.Category, past.Settlement);
}
