using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Reporting;

namespace Fosse.Tests.Reporting;

/// <summary>Decisions on values: who answers, what may follow, when the clock stops, and whom a code lets in.</summary>
public sealed class ReportDecisionsTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 2, 23, 30, 0, TimeSpan.Zero);
    private static readonly Guid Police = Guid.NewGuid(),
        Council = Guid.NewGuid(),
        Beat = Guid.NewGuid(),
        Wardens = Guid.NewGuid();

    private static readonly AnsweringTeam[] Teams =
    [
        new(Police, AgencyKind.Police, "Police", null, new HashSet<int>(), Everywhere: true),
        new(Police, AgencyKind.Police, "Police", Beat, new HashSet<int> { 7 }),
        new(Council, AgencyKind.Council, "Council", Wardens, new HashSet<int> { 3 }),
    ];

    [Fact]
    public void The_team_of_the_smallest_area_answers_then_the_agency_and_where_there_is_none_the_police()
    {
        Assert.Equal((Police, (Guid?)Beat), Chosen(AgencyKind.Police, 7, 3));
        Assert.Equal((Police, null), Chosen(AgencyKind.Police, 8)); // nobody's beat
        Assert.Equal((Police, null), Chosen(AgencyKind.Police)); // the reporter does not know where
        Assert.Equal((Council, (Guid?)Wardens), Chosen(AgencyKind.Council, 7, 3));
        Assert.Equal((Police, (Guid?)Beat), Chosen(AgencyKind.Council, 7)); // the council looks after other places
        Assert.Equal((Police, null), Chosen(AgencyKind.Fire));
        Assert.Equal(DeskReached.NobodyThere, ReportRouting.Choose(AgencyKind.Council, [7], Teams)?.Reached);
        Assert.Null(ReportRouting.Choose(AgencyKind.Fire, [3], [Teams[2]]));
    }

    [Fact]
    public void What_is_nobodys_own_never_waits_in_the_queue_of_another_city()
    {
        var (city, borough) = (Guid.NewGuid(), Guid.NewGuid());
        AnsweringTeam[] teams =
        [
            .. Teams,
            new(city, AgencyKind.Council, "A City Council", Guid.NewGuid(), new HashSet<int> { 1 }),
            new(city, AgencyKind.Council, "A City Council", null, new HashSet<int>()),
            new(borough, AgencyKind.Council, "Borough Council", null, new HashSet<int>()),
        ];
        Assert.Equal(
            (Police, DeskReached.PlaceNotKnown),
            ReportRouting.Choose(AgencyKind.Council, [], teams) is { } unknown ? (unknown.Team.AgencyId, unknown.Reached) : default
        );
        Assert.Equal(
            (Police, DeskReached.NobodyThere),
            ReportRouting.Choose(AgencyKind.Council, [99], teams) is { } far ? (far.Team.AgencyId, far.Reached) : default
        );
        // The police have it themselves, and none of their neighbourhood teams.
        Assert.Equal(
            ((Guid?)null, DeskReached.PlaceNotKnown),
            ReportRouting.Choose(AgencyKind.Police, [], teams) is { } nowhere ? (nowhere.Team.TeamId, nowhere.Reached) : default
        );
        // A council of the whole county answers what has no place; and without police a report is not turned away.
        AnsweringTeam[] county = [.. teams, new(Wardens, AgencyKind.Council, "County Council", null, new HashSet<int>(), Everywhere: true)];
        Assert.Equal(
            (Wardens, DeskReached.Own),
            ReportRouting.Choose(AgencyKind.Council, [], county) is { } whole ? (whole.Team.AgencyId, whole.Reached) : default
        );
        Assert.Equal(
            DeskReached.PlaceNotKnown,
            ReportRouting.Choose(AgencyKind.Council, [], [.. teams.Where(t => t.AgencyId != Police)])?.Reached
        );
    }

    [Fact]
    public void The_clock_runs_through_questions_and_stops_at_the_first_meaningful_reply_alone()
    {
        var report = Report();
        report.Asked(Sent.AddHours(5));
        report.HeardFromReporter(Sent.AddHours(50));
        Assert.Null(ReplyClock.Took(report.SubmittedAt, report.AnsweredAt)); // a question is no answer
        Assert.Equal(TimeSpan.FromHours(45).TotalSeconds, report.WaitedSeconds); // told beside it, and taken off nothing
        report.Answered(Sent.AddHours(72));
        report.Answered(Sent.AddHours(90));
        Assert.Equal(TimeSpan.FromHours(72), ReplyClock.Took(report.SubmittedAt, report.AnsweredAt));
        Assert.True(ReplyClock.InTime(Sent, Sent.AddHours(72)));
        Assert.False(ReplyClock.InTime(Sent, Sent.AddHours(72).AddSeconds(1)));
        Assert.Equal(Sent.AddDays(3), ReplyClock.DueAt(Sent));
    }

    [Theory]
    [InlineData(new[] { 5.0, 1, 9 }, 5.0)]
    [InlineData(new[] { 1.0, 2, 4, 80 }, 3.0)]
    [InlineData(new double[0], null)]
    public void The_middle_of_answering_times(double[] hours, double? middle) =>
        Assert.Equal(middle, ReplyClock.MedianHours([.. hours.Select(TimeSpan.FromHours)]));

    [Fact]
    public void A_report_moves_only_where_the_table_of_states_leads()
    {
        var report = Report();
        Assert.Throws<InvalidOperationException>(() => report.Close(ClosingReason.Resolved, Sent)); // unanswered
        report.Answered(Sent.AddHours(1));
        report.Close(ClosingReason.Resolved, Sent.AddHours(2));
        Assert.True(report.State.IsOver());
        report.Reopen(Sent.AddDays(28));
        Assert.Equal((ReportState.Submitted, Sent.AddHours(1)), (report.State, report.AnsweredAt)); // the clock is not set back
        Assert.Throws<InvalidOperationException>(() => report.Reopen(Sent.AddDays(28)));
        report.Close(ClosingReason.Withdrawn, Sent.AddDays(29));
        Assert.All(Enum.GetValues<ReportState>(), state => Assert.False(ReportState.Withdrawn.May(state)));
    }

    [Fact]
    public void A_code_opens_its_own_box_however_it_is_typed_and_follows_from_the_key_alone()
    {
        var (key, box) = (BoxKey.New(), BoxKey.New());
        var code = key.Secret("R-2345-6789");
        Assert.Equal(code, BoxKey.From(key.Text)!.Secret("R-2345-6789"));
        Assert.NotEqual(code, key.Secret("R-2345-678A"));
        var wrapped = box.WrapWith(code, "R-2345-6789");
        var typed = code.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal).Replace('0', 'O').Replace('1', 'l');
        Assert.Equal(box.Text, BoxKey.Unwrap(wrapped, typed, "R-2345-6789")!.Text);
        Assert.Null(BoxKey.Unwrap(wrapped, code, "R-2345-678A"));
        Assert.Null(BoxKey.From("no key"));
        Assert.True(box.TryOpen(box.Lock("Come at ten", "letter 1"), "letter 1", out string? words));
        Assert.Equal("Come at ten", words);
        Assert.False(box.TryOpen(box.Lock("Come at ten", "letter 1"), "letter 2", out words));
    }

    private static (Guid, Guid?)? Chosen(AgencyKind kind, params int[] areas) =>
        ReportRouting.Choose(kind, areas, Teams) is { } desk ? (desk.Team.AgencyId, desk.Team.TeamId) : null;

    private static IncidentReport Report() =>
        new()
        {
            RecordId = Guid.NewGuid(),
            Reference = "R-2345-6789",
            Submission = Guid.NewGuid(),
            Category = "noise",
            AnsweredByName = "Police",
            Channel = ReportChannel.Online,
            SubmittedAt = Sent,
        };
}
