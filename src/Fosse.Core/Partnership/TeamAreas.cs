using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>Gives an area to a team, and takes it back. Two teams may look after one area. Where others answer there until now, those agree
/// first.</summary>
public sealed class TeamAreas(SafetyDb db, CountyClock clock, AsksWhoAnswers asks)
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

    public async Task<Outcome<Answering>> Give(SignedIn by, Guid team, int area, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (!await db.Set<Team>().AnyAsync(t => t.Id == team, stop))
            return new Refusal("", PartnershipText.Of("Teams.NoSuchTeam"));
        if (!await db.Set<Area>().AnyAsync(a => a.Id == area, stop))
            return new Refusal("Find", PartnershipText.Of("TeamAreas.NoSuchArea"));
        if (await db.Set<TeamArea>().AnyAsync(a => a.TeamId == team && a.AreaId == area, stop))
            return new Answering(team);
        if (await db.Set<TeamArea>().CountAsync(a => a.TeamId == team, stop) >= Most)
            return new Refusal("Find", PartnershipText.Of("TeamAreas.TooMany", Most));
        var answers = await asks(new(team) { Area = area, Gives = true }, by, stop);
        if (!answers.Accepted(out var answering) || answering.Proposal is not null)
            return answers;
        db.Give(team, area, by, clock.Now);
        await db.SaveChangesAsync(stop);
        return answering;
    }

    public async Task<Outcome<Answering>> Take(SignedIn by, Guid team, int area, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (await db.Set<TeamArea>().SingleOrDefaultAsync(a => a.TeamId == team && a.AreaId == area, stop) is not { } held)
            return new Answering(team);
        var answers = await asks(new(team) { Area = area }, by, stop);
        if (!answers.Accepted(out var answering) || answering.Proposal is not null)
            return answers;
        db.Take(held, by, clock.Now);
        await db.SaveChangesAsync(stop);
        return answering;
    }

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

internal static class AreasOfTeams
{
    /// <summary>Gives it; saved by the caller.</summary>
    public static void Give(this SafetyDb db, Guid team, int area, SignedIn by, DateTimeOffset now)
    {
        db.Add(new TeamArea { TeamId = team, AreaId = area });
        db.Note(by, now, PartnershipAdminEvents.AreaGiven, team, Number(area));
    }

    /// <summary>Takes it back; saved by the caller.</summary>
    public static void Take(this SafetyDb db, TeamArea held, SignedIn by, DateTimeOffset now)
    {
        db.Remove(held);
        db.Note(by, now, PartnershipAdminEvents.AreaTaken, held.TeamId, Number(held.AreaId));
    }

    private static string Number(int area) => area.ToString(CultureInfo.InvariantCulture);
}
