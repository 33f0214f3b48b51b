using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Reporting;

/// <summary>The rule of one district, as a page shows it.</summary>
/// <param name="Council">Whose it is to set; none where no council among the members looks after the district.</param>
/// <param name="IsSet">False where it is what the settings say.</param>
public sealed record DistrictRule(string District, string Name, DistrictCouncil? Council, CaseReviewRule Rule, bool IsSet, int Version);

public sealed record DistrictCouncil(Guid Id, string Name);

/// <summary>Which rule for ASB Case Reviews holds where.</summary>
public sealed class CaseReviewRules(SafetyDb db, IOptions<CaseReviewOptions> options, CountyClock clock)
{
    private const int Most = 500;

    /// <summary>The rule of the council in whose district something happened; that of the county where the district is not known.</summary>
    internal async Task<CaseReviewRule> RuleOf(int? district, CancellationToken stop)
    {
        if (district is null)
            return options.Value.RuleOf(null);
        var code = await db.Set<Area>().Where(a => a.Id == district).Select(a => a.Code).SingleOrDefaultAsync(stop);
        var own = await db.Set<CouncilRule>().AsNoTracking().SingleOrDefaultAsync(r => r.District == code, stop);
        return own?.Rule ?? options.Value.RuleOf(code);
    }

    /// <summary>Of every district in use, by name.</summary>
    public async Task<IReadOnlyList<DistrictRule>> All(CancellationToken stop)
    {
        var districts = await db.Set<Area>()
            .AsNoTracking()
            .Where(a => a.Kind == AreaKind.District && a.LastVintage == null)
            .OrderBy(a => a.Name)
            .Take(Most)
            .Select(a => new
            {
                a.Id,
                a.Code,
                a.Name,
            })
            .ToListAsync(stop);
        var own = await db.Set<CouncilRule>().AsNoTracking().Take(Most).ToDictionaryAsync(r => r.District, stop);
        var councils = (
            await db.Set<Agency>()
                .AsNoTracking()
                .MembersOn(clock.Today)
                .Where(a => a.Kind == AgencyKind.Council)
                .Join(db.Set<Team>(), a => a.Id, t => t.AgencyId, (a, t) => new { Agency = a, Team = t.Id })
                .Join(
                    db.Set<TeamArea>(),
                    a => a.Team,
                    t => t.TeamId,
                    (a, t) =>
                        new
                        {
                            a.Agency.Id,
                            a.Agency.Name,
                            t.AreaId,
                        }
                )
                .Distinct()
                .OrderBy(c => c.Name)
                .Take(Most)
                .ToListAsync(stop)
        ).ToLookup(c => c.AreaId, c => new DistrictCouncil(c.Id, c.Name));
        return
        [
            .. districts.Select(d =>
                own.TryGetValue(d.Code, out var rule)
                    ? new DistrictRule(d.Code, d.Name, councils[d.Id].FirstOrDefault(), rule.Rule, true, rule.Version)
                    : new(d.Code, d.Name, councils[d.Id].FirstOrDefault(), options.Value.RuleOf(d.Code), false, 0)
            ),
        ];
    }
}
