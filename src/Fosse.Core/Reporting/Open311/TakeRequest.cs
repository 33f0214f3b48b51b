using System.Globalization;
using System.Text.RegularExpressions;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting.Open311;

/// <summary>What another system sends in place of the pages' answers.</summary>
/// <param name="Happened">When it happened, where that is told.</param>
/// <param name="Notes">What the category has no question for; staff read it beside the report.</param>
/// <param name="OwnId">What the sender calls it: under one id and category there is one report, for ever. Empty where it is not
/// told.</param>
/// <param name="Whole">All that was sent: where there is no id, the same text within a day is one report.</param>
public sealed record RequestToTake(
    string Category,
    TruePoint? Point,
    string Place,
    string Behaviour,
    string Name,
    string Email,
    string Telephone,
    DateTimeOffset? Happened,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Answers,
    IReadOnlyList<string> Notes,
    string OwnId,
    string Whole
);

/// <param name="Code">Opens the reporter's letters; none where the sender does not hand codes on.</param>
public sealed record TakenRequest(string Reference, string? Code);

/// <summary>Takes a report from another system, once, into the same command as the pages.</summary>
public sealed partial class TakeRequest(SafetyDb db, Reports reports, StandingRules standing, PlaceFinder places, CountyClock clock)
{
    private const int MostNotes = 20_000;

    /// <summary>Who sends the same text again within this time tries again; later it is a new report of what goes on.</summary>
    public static readonly TimeSpan SameWithin = TimeSpan.FromDays(1);

    public async Task<Outcome<TakenRequest>> Handle(Sender sender, RequestToTake asked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(asked);
        if (!(await standing.Of(db, stop)).Categories.TryGetValue(asked.Category, out var category))
            return new Refusal("category", ReportingText.Of("ReportRules.ChooseCategory"));
        if (WrongDays(asked, category) is { Count: > 0 } wrong)
            return wrong;
        var digest = sender.Digest(asked.OwnId.Length > 0 ? $"id {category.Code} {asked.OwnId}" : $"text {asked.Whole}");
        var before = await db.Set<SentRequest>()
            .AsNoTracking()
            .Where(r => r.KeyId == sender.KeyId && r.Digest == digest)
            .OrderByDescending(r => r.SentAt)
            .FirstOrDefaultAsync(stop);
        var again = before is not null && (asked.OwnId.Length > 0 || clock.Now - before.SentAt < SameWithin);
        // Two that are sent at once come to the same id, and the database takes one of them.
        var submission = again ? before!.Submission : sender.IdOf($"request {Convert.ToHexString(digest)} {before?.Submission:n}");
        // Stored in the save of the report itself: there is never one without the other.
        if (!again)
            db.Add(
                new SentRequest
                {
                    Submission = submission,
                    KeyId = sender.KeyId,
                    Digest = digest,
                    SentAt = clock.Now,
                }
            );
        // Nobody can be asked here: several places of a name have at least their district in common.
        var draft = Draft(asked, category);
        if (draft.Point is null && draft.Place.Length > 0)
            draft = draft.At(await places.Meant(draft.Place, stop));
        var outcome = await reports.Submit(
            new(submission, sender.BoxOf(submission), draft, ReportChannel.Open311, Note: NoteOf(sender, asked, category), Again: again),
            stop
        );
        if (!outcome.Accepted(out var receipt))
            return outcome.Refusals.ToList();
        return new TakenRequest(receipt.Reference, sender.HandsOnCodes ? receipt.Secret : null);
    }

    private static ReportDraft Draft(RequestToTake asked, ReportCategory category)
    {
        var local = asked.Happened is { } at ? CountyClock.Local(at) : (DateTimeOffset?)null;
        var anonymous = asked.Name.Length + asked.Email.Length + asked.Telephone.Length == 0;
        return new()
        {
            Category = category.Code,
            Answers = asked.Answers.Where(a => category.Questions.Any(q => q.Code == a.Key)).ToDictionary(),
            Place = asked.Place,
            PlaceUnknown = asked.Place.Length == 0 && asked.Point is null,
            Point = asked.Point,
            Happened = local is null ? HappenedKind.Unknown : HappenedKind.Exact,
            On = local is { } day ? DateOnly.FromDateTime(day.DateTime) : null,
            AtTime = local?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
            Behaviour = asked.Behaviour,
            Anonymous = anonymous,
            Name =
                anonymous ? ""
                : asked.Name.Length > 0 ? asked.Name
                : "Name not given",
            Way =
                anonymous ? null
                : asked.Email.Length > 0 ? ContactWay.Email
                : asked.Telephone.Length > 0 ? ContactWay.Telephone
                : ContactWay.None,
            Email = asked.Email,
            Telephone = asked.Telephone,
        };
    }

    private static string NoteOf(Sender sender, RequestToTake asked, ReportCategory category)
    {
        var lines = asked
            .Notes.Concat(
                asked.Answers.Where(a => category.Questions.All(q => q.Code != a.Key)).Select(a => $"{a.Key}: {string.Join("; ", a.Value)}")
            )
            .ToList();
        if (lines.Count == 0)
            return "";
        var note = $"{sender.System} sent with it:\n{string.Join('\n', lines)}";
        return note.Length <= MostNotes ? note : note[..MostNotes] + "…";
    }

    private static List<Refusal> WrongDays(RequestToTake asked, ReportCategory category) =>
        [
            .. category
                .Questions.Where(q => q.Kind is QuestionKind.Moment && asked.Answers.GetValueOrDefault(q.Code, []).Any(a => !IsDay(a)))
                .Select(q => new Refusal($"answer-{q.Code}", ReportingText.Of("TakeRequest.GiveDay"))),
        ];

    private static bool IsDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || (
            text.Length is >= 17 and <= 35
            && text[10] == 'T'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
        );

    [GeneratedRegex(@"\A[a-z0-9\-]{1,80}\z")]
    internal static partial Regex CategoryCode { get; }
}
