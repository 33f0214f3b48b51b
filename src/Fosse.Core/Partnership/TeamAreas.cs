using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>Gives an area to a team, and takes it back. Two teams may look after one area.</summary>
public sealed class TeamAreas(SafetyDb db, CountyClock clock)
{
    public const int Most = 500,
        MostFound = 20;

    private const string LoweredByDatabase = "The database lowers it.";

    /// <summary>Areas in use whose name has these words in it, the larger kinds first.</summary>
    [
        SuppressMessage("Globalization", "CA1304", Justification = LoweredByDatabase),
        SuppressMessage("Globalization", "CA1311", Justification = LoweredByDatabase),
        SuppressMessage("Performance", "CA1862", Justification = LoweredByDatabase)
    ]
    public async Task<IReadOnlyList<Area>> Search(string? words, CancellationToken stop)
    {
        var text = Saving.Tidy(words).ToLowerInvariant();
        if (text.Length < 2)
            return [];
        var found = await db.Set<Area>()
            .AsNoTracking()
            .Where(a => a.LastVintage == null && a.Name.ToLower().Contains(text))
            .OrderBy(a => a.Name)
            .ThenBy(a => a.Id)
            .Take(200)
            .ToListAsync(stop);
        return
        [
            .. found
                .OrderBy(a => Order(a.Kind))
                .ThenBy(a => !a.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase))
                .ThenBy(a => a.Name, StringComparer.Ordinal)
                .Take(MostFound),
        ];
    }

    public async Task<Outcome<int>> Give(SignedIn by, Guid team, int area, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (!await db.Set<Team>().AnyAsync(t => t.Id == team, stop))
            return new Refusal("", PartnershipText.Of("Teams.NoSuchTeam"));
        if (!await db.Set<Area>().AnyAsync(a => a.Id == area, stop))
            return new Refusal("Find", PartnershipText.Of("TeamAreas.NoSuchArea"));
        if (await db.Set<TeamArea>().AnyAsync(a => a.TeamId == team && a.AreaId == area, stop))
            return area;
        if (await db.Set<TeamArea>().CountAsync(a => a.TeamId == team, stop) >= Most)
            return new Refusal("Find", PartnershipText.Of("TeamAreas.TooMany", Most));
        db.Add(new TeamArea { TeamId = team, AreaId = area });
        db.Note(by, clock.Now, PartnershipAdminEvents.AreaGiven, team, Number(area));
        await db.SaveChangesAsync(stop);
        return area;
    }

    public async Task<Outcome<int>> Take(SignedIn by, Guid team, int area, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (await db.Set<TeamArea>().SingleOrDefaultAsync(a => a.TeamId == team && a.AreaId == area, stop) is not { } held)
            return area;
        db.Remove(held);
        db.Note(by, clock.Now, PartnershipAdminEvents.AreaTaken, team, Number(area));
        await db.SaveChangesAsync(stop);
        return area;
    }

    private static string Number(int area) => area.ToString(CultureInfo.InvariantCulture);

    private static int Order(AreaKind kind) =>
        kind switch
        {
            AreaKind.County => 0,
            AreaKind.District => 1,
            AreaKind.Neighbourhood => 2,
            AreaKind.Ward => 3,
            AreaKind.Msoa => 4,
            _ => 5,
        };
}
