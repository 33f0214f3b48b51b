using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.People.Accountability;
using Fosse.Tests.Reporting.Triage;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.People.Commands;

/// <summary>Three agencies, somebody of the first in every standard role, and whatever thing of an agency a command is tried on.</summary>
internal sealed class CommandWorld : IAsyncDisposable
{
    private static readonly Permission[] All = [.. TheHouse.Words.Permissions];
    private readonly TriageCounty triage;
    private readonly Dictionary<string, SignedIn> acting = [];
    private readonly Dictionary<Guid, SignedIn> writers = [];
    private int made;

    private readonly TestFolder imports;

    private CommandWorld(TestFolder imports, TriageCounty triage) => (this.imports, this.triage) = (imports, triage);

    /// <summary>A district, for what asks for a place.</summary>
    public const string Trialshire = "Trialshire";

    public TestCounty County => triage.County;
    public Partnership There => triage.Partnership;
    public DateOnly Today => There.Today;
    public Agency Own => There.Police;
    public Team Response => triage.Response;
    public Agency Other => There.Council;

    /// <summary>With whom nothing is agreed.</summary>
    public Agency Stranger { get; private set; } = null!;

    /// <summary>A word that nothing else here is called by.</summary>
    public string Fresh(string word = "Thing") => $"{word} {++made:x}q{Guid.NewGuid():n}"[..24];

    public static async Task<CommandWorld> Open(string database)
    {
        var folder = new TestFolder();
        var world = new CommandWorld(
            folder,
            await TriageCounty.Open(database, services => services.AddIntake().Configure<IntakeOptions>(o => o.Folder = folder.Path))
        );
        world.Stranger = await world.There.Add(
            new Agency
            {
                Name = "Fire",
                Kind = AgencyKind.Fire,
                Regime = Regime.UkGdpr,
                Contact = "watch@fire.example",
                JoinedOn = new(2020, 1, 1),
            }
        );
        await world.There.Add(
            new Area
            {
                Id = 900,
                Kind = AreaKind.District,
                Code = "T900",
                Name = Trialshire,
                FirstVintage = 2021,
            }
        );
        await world.There.Add(
            new AreaSlug
            {
                Slug = "trialshire",
                AreaId = 900,
                Current = true,
            }
        );
        await world.There.Agree(
            world.Today.AddMonths(6),
            new AgreementScope
            {
                AgreementId = default,
                Class = RecordsDataClasses.AntiSocialBehaviour,
                Purpose = RecordsPurposes.InvestigateCase,
                Level = SharingLevel.Pointer,
            },
            new AgreementScope
            {
                AgreementId = default,
                Class = ReportingDataClasses.Report,
                Purpose = ReportingPurposes.TriageReport,
                Level = SharingLevel.Read,
            }
        );
        foreach (var role in StandardRoles.All)
            world.acting[role.Name] = await world.There.Somebody(world.Own, [.. role.Permissions]);
        foreach (var agency in new[] { world.Own, world.Other, world.Stranger })
            world.writers[agency.Id] = await world.There.Somebody(agency, All);
        return world;
    }

    public SignedIn As(string role) => acting[role];

    /// <summary>Somebody of an agency who may do everything: things are made in their name, and never by who is tried.</summary>
    public SignedIn Writer(Agency agency) => writers[agency.Id];

    public Task<SubjectRecord> Record(Agency of, string? name = null) => County.Holds(Writer(of), name: name ?? Fresh("Asha"));

    public Task<T> Add<T>(T thing)
        where T : class => There.Add(thing);

    /// <summary>A report that an agency holds, as it is now.</summary>
    public async Task<Guid> Report(Agency of, bool answered = false, bool held = false)
    {
        var sent = await triage.Reports();
        var id = sent.Id;
        await Hand(id, Own);
        if (held)
            await County.Do(db =>
                db.Set<IncidentReport>()
                    .Where(r => r.RecordId == id)
                    .ExecuteUpdateAsync(s => s.SetProperty(r => r.State, ReportState.SafeguardingHold))
            );
        if (answered)
            await triage.Did<ReplyToReporter, IncidentReport>(
                sent,
                (reply, on) => reply.Handle(on, AnswerKind.WeAct, "Our officers will be there on Friday at half past three", default),
                Writer(Own)
            );
        await Hand(id, of);
        return id;
    }

    public Task<int> VersionOf(Guid report) =>
        County.Do(db => db.Set<IncidentReport>().Where(r => r.RecordId == report).Select(r => r.Version).SingleAsync());

    public async Task<DisclosureRequest> Disclosure(Agency from, Agency to)
    {
        var record = await Record(to);
        return await Add(
            new DisclosureRequest
            {
                RecordId = record.Id,
                FromAgencyId = from.Id,
                FromAccountId = Writer(from).AccountId,
                ToAgencyId = to.Id,
                Purpose = RecordsPurposes.InvestigateCase,
                AskedAt = County.Time.Now,
                DueOn = Today.AddDays(14),
            }
        );
    }

    public async Task<SubjectRequest> Asked(Agency of, SubjectRequestKind kind, bool known = true)
    {
        var record = await Record(of);
        var request = new SubjectRequest
        {
            RecordId = record.Id,
            AgencyId = of.Id,
            Kind = kind,
            ReceivedOn = Today,
            DueOn = Today.AddMonths(1),
            TakenBy = Writer(of).AccountId,
        };
        if (known)
            request.Take(SubjectRequestStep.ConfirmIdentity, Writer(of).AccountId, County.Time.Now);
        return await Add(request);
    }

    /// <summary>A line of the ledger with a typed reason, by somebody of the agency about a record of it that is of no case.</summary>
    public async Task<LedgerLine> Line(Agency of)
    {
        var record = await Record(of);
        await County.Do(db => db.Set<RecordAssignment>().Where(a => a.RecordId == record.Id).ExecuteDeleteAsync());
        await County.Reads(Writer(of), record, $"covers {record.Reference} for a colleague");
        return await County.Do(db => db.Set<LedgerLine>().AsNoTracking().Where(l => l.Subject == record.Id).SingleAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await triage.DisposeAsync();
        imports.Dispose();
    }

    private Task Hand(Guid report, Agency to) =>
        County.Do(db =>
            db.Set<SubjectRecord>()
                .Where(r => r.Id == report)
                .ExecuteUpdateAsync(s =>
                    s.SetProperty(r => r.AgencyId, to.Id).SetProperty(r => r.TeamId, to == Own ? triage.Beat.Id : (Guid?)null)
                )
        );
}
