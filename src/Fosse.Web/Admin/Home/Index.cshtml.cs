using Fosse.Administration;
using Fosse.Approvals;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Web.Admin.Running;
using Fosse.Web.Design;
using Fosse.Web.Hosting;
using Fosse.Web.Partner;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Admin.Home;

/// <summary>One thing that needs somebody, in words, and where to see to it.</summary>
public sealed record Need(string Head, string What, string? Href);

/// <summary>What needs an administrator, and the ways to everything else.</summary>
public sealed class IndexModel(
    SafetyDb db,
    CountyClock clock,
    IOptions<FoundationOptions> work,
    HouseWords house,
    LastHealth health,
    SignedIn who,
    ApprovalRows approvals,
    StandingRules standing,
    StillToSet unset,
    EndpointDataSource endpoints,
    IStringLocalizer<AdminWords> words
) : PageModel
{
    private const int ImportDays = 30,
        ImportHours = 6,
        HealthDays = 7;

    /// <summary>What is to be done before reports can be taken.</summary>
    public Fosse.Reporting.Readiness Ready { get; private set; } = null!;

    /// <summary>The keys of what is still to be set (<see cref="StillToSet"/>).</summary>
    public IReadOnlyList<string> Unset { get; private set; } = [];

    public IReadOnlyList<Need> Needs { get; private set; } = [];

    public async Task OnGet(CancellationToken stop)
    {
        var now = clock.Now;
        var needs = (await db.Attention(house, work.Value.StuckAfter, now, stop)).Select(Say).ToList();
        Ready = await db.Readiness(standing, clock.Today, stop);
        Unset =
        [
            .. Ready is { Open: true, Left: var left } && left.Contains(ReadyStep.Team) ? new[] { nameof(ReadyStep.Team) } : [],
            .. await unset.In(db, stop),
        ];
        needs.AddRange(Ready.Silent.Select(name => new Need(words["Need.Silent", name], words["Need.Silent.What"], AdminLinks.People)));
        var waiting = (await approvals.All(who, stop)).Count(r => r.MayApprove && Approvals.ApprovalsModel.Deeds.Contains(r.Approval.Deed));
        if (waiting > 0)
            needs.Insert(0, new(Many("Need.Approvals", waiting), words["Need.Approvals.What"], AdminLinks.Approvals));
        var (unended, refused) = await db.TroubledImports(now.AddDays(-ImportDays), now.AddHours(-ImportHours), stop);
        if (unended > 0)
            needs.Add(new(Many("Need.ImportUnended", unended), words["Need.ImportUnended.What"], AdminLinks.Imports));
        if (refused > 0)
            needs.Add(new(Many("Need.ImportRefused", refused), words["Need.ImportRefused.What", ImportDays], AdminLinks.Imports));
        if (health.Last is not { } last)
            needs.Add(new(words["Need.HealthNever"], words["Need.HealthNever.What"], AdminLinks.Health));
        else if (last.Unwell > 0)
            needs.Add(new(Many("Need.Unwell", last.Unwell), words["Need.Unwell.What", last.At.Words()], AdminLinks.Health));
        else if (now - last.At > TimeSpan.FromDays(HealthDays))
            needs.Add(new(words["Need.HealthOld"], words["Need.Unwell.What", last.At.Words()], AdminLinks.Health));
        Needs = needs;
    }

    public static string WayTo(ReadyStep step) =>
        step switch
        {
            ReadyStep.Places => AdminLinks.Imports,
            ReadyStep.Agency or ReadyStep.Team => AdminLinks.Agencies,
            ReadyStep.People => AdminLinks.People,
            _ => AdminLinks.Categories,
        };

    private string Many(string key, int count) => count == 1 ? words[key + ".One"] : words[key, count];

    private Need Say(Attention found)
    {
        object[] parts = [found.Name ?? "", found.On?.Words() ?? "", found.Count];
        var (head, what) = (words[$"Need.{found.Kind}{(found.Count == 1 ? ".One" : "")}", parts], words[$"Need.{found.Kind}.What", parts]);
        return new(
            head,
            what,
            found.Kind switch
            {
                AttentionKind.StuckEvents or AttentionKind.FailingJobs => AdminLinks.Stuck,
                AttentionKind.LateJobs => AdminLinks.Health,
                AttentionKind.AgreementPastReview or AttentionKind.AgreementNearReview => who.May(PartnershipPermissions.ManageAgreements)
                && StaffNavigation.Has(endpoints, WorkLinks.Agreements)
                    ? WorkLinks.Agreements
                    : null,
                AttentionKind.OneAdministrator or AttentionKind.Guessing => null,
                AttentionKind.AgencyLeaves when found.Id is { } agency => AdminLinks.Agency(agency),
                _ => AdminLinks.People,
            }
        );
    }
}
