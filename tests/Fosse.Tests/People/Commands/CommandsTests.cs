using Fosse.Administration;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.HouseRules;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.People.Commands;

/// <summary>
/// Every command and every query of the rooms, run as every standard role with a thing of the own agency and one of another. A page asks
/// first, and the command asks again: what comes past the page is refused all the same.
/// </summary>
public sealed class CommandsTests
{
    private static readonly Dictionary<string, Trial> Trials = RecordTrials
        .All.Concat(ReportTrials.All)
        .Concat(OversightTrials.All)
        .Concat(AdministratorTrials.All)
        .ToDictionary(t => t.Name);

    // What two persons do, or one does for another, is tried where that is tried. A class is named here where that holds for all of it.
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["Agreements"] = "signed by each party",
        ["ApprovalDesk"] = "two persons of the right agencies",
        ["ApprovalRows"] = "two persons of the right agencies",
        ["Conflicts"] = "says it of whoever asks",
        ["DueList"] = "asks the rule of each kind who may see it (DeadlineTests)",
        ["EndConflict"] = "two persons of the right agencies",
        ["InvitationHalves"] = "two administrators hold one each",
        ["LedgerExports.All"] = "with the exports",
        ["LedgerExports.Decide"] = "two persons of the agency",
        ["SignAgreement"] = "signed by each party",
    };

    // Queries that answer whoever asks, and why they may: they say nothing of a person, a record, a case or who works on it.
    private static readonly string[] AskNobody =
    [
        // Categories, areas and their names: they are public.
        "CategoryQueries.Categories",
        "FiguresLoad.LoadFigures",
        "LedgerHeads.PublishedHeads",
        "MapNameQueries.MapNames",
        "MapShapeQueries.MapShapes",
        "OutlineQueries.Outlines",
        "PlaceIndexLoad.LoadPlaceIndex",
        "ReportedPlace.AreasOf",
        "SettlementQuery.SettlementCalled",
        "RequestQueries.PublishedMatters",
        // The agencies, their teams and their systems, without a person.
        "AgencyQueries.AgenciesToChoose",
        "AgencyQueries.AgencyOf",
        "AgencyQueries.AgencyPage",
        "AgencyQueries.TeamOf",
        "AgencyQueries.TeamsOf",
        "TeamNamesQuery.TeamNames",
        "ApiKeyQueries.ApiKeyRows",
        // Counts and names of jobs, imports, roles and rules.
        "AttentionQuery.Attention",
        "ImportQueries.ImportRunOf",
        "PageFaults.LookForFaults",
        "ImportQueries.ImportRuns",
        "ImportQueries.TroubledImports",
        "LedgerStateQueries.LedgerState",
        "RetentionQueries.RetentionRules",
        "RoleQueries.RoleOf",
        "RoleQueries.Roles",
        "ReadinessQuery.Readiness",
        "StuckQueries.Jobs",
        "StuckQueries.Stuck",
        "StuckQueries.Waiting",
        // Of the record of an access that is open already.
        "AssignmentWordsReading.TasksTyped",
        // Whether, and not who: for those who decide.
        "Answerers.AskedInVain",
        "Answerers.MayBeAnswered",
        "ApprovalQueries.OpenApproval",
        "GlassQueries.GlassWithoutReview",
        "GlassQueries.HasReviewer",
        // Asked by a key or a session, before anybody is somebody.
        "PersonQueries.LastRecovery",
        "PersonQueries.SignInChangesOf",
        "RequestQueries.OwnRequests",
        "RequestQueries.OwnRequestsWithNews",
        "SignedInQueries.WhoIs",
    ];

    // What is behind the wall, who may open it and how long it is kept, who may do what, and what two persons do.
    private static readonly HashSet<string> Told = new(StringComparer.Ordinal)
    {
        "access_answers",
        "access_grants",
        "access_reviews",
        "account_links",
        "accounts",
        "agencies",
        "agreement_parties",
        "agreement_scopes",
        "api_keys",
        "approvals",
        "conflicts_of_interest",
        "disclosure_requests",
        "invitations",
        "ledger_exports",
        "legal_holds",
        "record_assignments",
        "record_corrections",
        "records",
        "report_categories",
        "retention_decisions",
        "retention_rules",
        "role_grants",
        "roles",
        "sharing_agreements",
        "subject_keys",
        "subject_requests",
        "team_areas",
        "teams",
    };

    // Deeds that a conflict of interest does not bar, and why.
    private static readonly HashSet<string> DespiteConflict = new(StringComparer.Ordinal)
    {
        "RetryStuck.Message", // sends again what was decided, and reads nothing of it
        "TakeNext.Handle", // takes another one, which nothing is against
        "WorkOnRecord.DeclareConflict", // it is the declaration
    };

    // Commands that change such a table without a line of the ledger, and why they may.
    private static readonly Dictionary<string, string> Untold = new()
    {
        ["RecordWriting.Open"] = "nothing was there before it; who opened it is its first assignment, which is never removed",
        ["Reports.Submit"] = "residents send it through a face that may not write the ledger; who took it at a door is its assignment",
    };

    private static readonly List<Tried> Here =
    [
        .. Tried.All.Where(t => !Elsewhere.ContainsKey(t.Method.DeclaringType!.Name) && !Elsewhere.ContainsKey(t.Name)),
    ];

    private static readonly IReadOnlyList<string> Roles = [.. StandardRoles.All.Select(r => r.Name)];

    [Fact]
    public void Every_command_has_a_trial_and_every_trial_a_command()
    {
        Assert.True(Here.Count > 80, $"only {Here.Count} were found");
        Trespasses.None([
            .. Here.Where(t => !Trials.ContainsKey(t.Name))
                .Select(t =>
                    $"{t.Name} takes who gives it, and nobody tries it: write it into the trials of its rooms in People/Commands."
                ),
            .. Trials.Keys.Except(Here.Select(t => t.Name)).Select(n => $"{n} is tried and is no command any more: take it out."),
        ]);
    }

    [Fact]
    public void A_query_that_asks_nobody_says_nothing_of_persons_and_their_cases() =>
        Trespasses.None([
            .. Tried
                .AskNobody.Except(AskNobody)
                .Select(n => $"{n} answers whoever asks: let it take the SignedIn, or say in AskNobody why it may."),
            .. AskNobody.Except(Tried.AskNobody).Select(n => $"{n} asks for somebody, or is gone: take it out of AskNobody."),
        ]);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_a_role_may_not_do_is_refused_by_the_command_itself(string database)
    {
        await using var world = await CommandWorld.Open(database);
        var (wrong, table) = (new List<string>(), new List<string> { $"command,{string.Join(',', Roles)}" });
        var untold = new HashSet<string>(StringComparer.Ordinal);
        foreach (var command in Here)
        {
            if (!Trials.TryGetValue(command.Name, out var trial))
                continue; // the other test says so
            var reach = new List<string>();
            var untouched = new Dictionary<Guid, object?[]?>();
            foreach (var role in StandardRoles.All)
            {
                var (own, other) = (await Does(role.Name, world.Own), await Does(role.Name, world.Other));
                reach.Add(
                    (own, other) switch
                    {
                        (true, true) => "own and others",
                        (true, false) => "own",
                        (false, true) => "others",
                        _ => "",
                    }
                );
                if ((own || other) && !role.Permissions.Any(trial.Any.Contains))
                    wrong.Add($"{command.Name}: {role.Name} holds none of {string.Join(", ", trial.Any.Select(p => p.Code))} and was let.");
                if (other && !trial.ReachesOthers)
                    wrong.Add($"{command.Name}: {role.Name} reached a thing of another agency.");
            }
            if (!reach.Exists(r => r.StartsWith("own", StringComparison.Ordinal)))
                wrong.Add($"{command.Name}: nobody could, so that the trial proves nothing.");
            table.Add($"{command.Name},{string.Join(',', reach)}");
            if (!DespiteConflict.Contains(command.Name) && await Conflicted(command, trial, reach))
                wrong.Add($"{command.Name} was done by somebody who has declared a conflict of interest with its record.");

            // Whoever could do it says first that they are too close to all records that it is given.
            async Task<bool> Conflicted(Tried tried, Trial of, IReadOnlyList<string> reaches)
            {
                var at = Enumerable.Range(0, reaches.Count).FirstOrDefault(i => reaches[i].StartsWith("own", StringComparison.Ordinal), -1);
                var before = await Records();
                if (at < 0 || await of.Given(world, world.Own) is not { } given)
                    return false;
                var by = world.As(StandardRoles.All[at].Name);
                var fresh = (await Records()).Except(before).ToList();
                foreach (var record in fresh)
                    await world.Add(
                        new ConflictOfInterest
                        {
                            RecordId = record,
                            AccountId = by.AccountId,
                            DeclaredAt = world.County.Time.Now,
                        }
                    );
                var wrote = new HashSet<string>();
                var done = await tried.By(by, world, given, wrote);
                await world.County.Do(db => db.Set<ConflictOfInterest>().Where(c => fresh.Contains(c.RecordId)).ExecuteDeleteAsync());
                return done && fresh.Count > 0 && wrote.Count > 0;
            }

            async Task<bool> Does(string role, Fosse.Partnership.Agency of)
            {
                // What was refused is as it was, and the next role is tried on it.
                if (!untouched.Remove(of.Id, out var given))
                    given = await trial.Given(world, of);
                if (given is null)
                {
                    untouched[of.Id] = null;
                    return false;
                }
                var (before, wrote) = (await Lines(), new HashSet<string>());
                var done = await command.By(world.As(role), world, given, wrote);
                var told = wrote.Where(t => Told.Contains(t) || t.StartsWith("p_", StringComparison.Ordinal)).Order().ToList();
                if (done && told.Count > 0 && await Lines() == before && untold.Add(command.Name) && !Untold.ContainsKey(command.Name))
                    wrong.Add($"{command.Name} changes {string.Join(", ", told)} without a line of the ledger, or a reason in Untold.");
                if (done || wrote.Count > 0)
                    untouched.Clear();
                else
                    untouched[of.Id] = given;
                return done;
            }
        }
        wrong.AddRange(Untold.Keys.Except(untold).Select(n => $"{n} has its line, or is gone: take it out of Untold."));
        Trespasses.None(wrong);
        Approved.Is(string.Join('\n', table) + "\n", "docs", "security", "commands.csv");

        Task<List<Guid>> Records() => world.County.Do(db => db.Set<SubjectRecord>().Select(r => r.Id).ToListAsync());

        Task<int> Lines() => world.County.Do(db => db.Set<LedgerLine>().CountAsync());
    }
}
