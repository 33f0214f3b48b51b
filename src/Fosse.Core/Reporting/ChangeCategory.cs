using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <param name="Questions">One a line, as <see cref="QuestionLines"/> takes them.</param>
public sealed record CategoryDetails(
    string? Name,
    string? Hint,
    CategoryGroup? Heading,
    AgencyKind? AnsweredBy,
    int? Place,
    bool Anonymous,
    string? Signpost,
    bool SignpostOnly,
    CategoryHold? Hold,
    string? Questions,
    bool Offered
);

/// <summary>Adds a category of reports, or changes one. One that is not offered any more stays for the reports that have it. Who answers it
/// until now agrees before others do.</summary>
public sealed class ChangeCategory(SafetyDb db, CountyClock clock, AsksWhoAnswers asks)
{
    private const int Longest = 60,
        LongestHint = 200,
        LongestSignpost = 500,
        LastPlace = 9999;

    public async Task<Outcome<string>> Add(SignedIn by, CategoryDetails asked, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(asked);
        if (await Refused(asked, null, stop) is { Count: > 0 } refused)
            return refused;
        var read = QuestionLines.Read(asked.Questions, [], nameof(asked.Questions));
        if (!read.Accepted(out var questions))
            return read.Refusals.ToList();
        var codes = await db.Set<ReportCategory>().Select(c => c.Code).Take(10_000).ToListAsync(stop);
        var slug = Slug.Of(Saving.Tidy(asked.Name));
        var code = Enumerable.Range(1, codes.Count + 1).Select(i => i == 1 ? slug : $"{slug}-{i}").First(c => !codes.Contains(c));
        var category = new ReportCategory
        {
            Code = code,
            Name = "",
            Heading = default,
            Place = 0,
            AnsweredBy = default,
        };
        Fill(category, asked, questions);
        db.Add(category);
        db.Note(by, clock.Now, ReportingAdminEvents.CategoryAdded, null, category.Name);
        await db.SaveChangesAsync(stop);
        return code;
    }

    public async Task<Outcome<Answering>> Handle(SignedIn by, string code, int version, CategoryDetails asked, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(asked);
        if (await db.Set<ReportCategory>().SingleOrDefaultAsync(c => c.Code == code, stop) is not { } category)
            return new Refusal("", ReportingText.Of("ChangeCategory.NoSuchCategory"));
        if (category.Version != version)
            return Saving.Stale(ReportingText.Of("ChangeCategory.Stale"));
        if (await Refused(asked, code, stop) is { Count: > 0 } refused)
            return refused;
        var read = QuestionLines.Read(asked.Questions, category.Questions, nameof(asked.Questions));
        if (!read.Accepted(out var questions))
            return read.Refusals.ToList();
        var answering = new Answering(Approval.IdOf($"category {code}"));
        var (retires, signpost) = (category.Offered && !asked.Offered, !category.SignpostOnly && asked.SignpostOnly);
        if (category.AnsweredBy != asked.AnsweredBy || retires || signpost)
        {
            var change = new AnswersChange(answering.About) { Category = code, AnsweredBy = asked.AnsweredBy };
            var answers = await asks(change with { Retires = retires, SignpostOnly = signpost }, by, stop);
            if (!answers.Accepted(out answering!))
                return answers;
        }
        // Who answers it, and whether anybody does, changes once they agree, and the rest now.
        var now = answering.Proposal is null
            ? asked
            : asked with
            {
                AnsweredBy = category.AnsweredBy,
                Offered = retires ? category.Offered : asked.Offered,
                SignpostOnly = signpost ? category.SignpostOnly : asked.SignpostOnly,
            };
        Fill(category, now, questions);
        category.Version = version + 1;
        db.Note(by, clock.Now, ReportingAdminEvents.CategoryChanged, null, category.Name, category);
        return await db.SaveUnlessStale(ReportingText.Of("ChangeCategory.Stale"), stop) is { } stale ? stale : answering;
    }

    private static void Fill(ReportCategory category, CategoryDetails asked, List<CategoryQuestion> questions)
    {
        (category.Name, category.Hint, category.Heading, category.AnsweredBy, category.Place) = (
            Saving.Tidy(asked.Name),
            Saving.Tidy(asked.Hint),
            asked.Heading!.Value,
            asked.AnsweredBy!.Value,
            asked.Place!.Value
        );
        (category.Anonymous, category.Signpost, category.SignpostOnly, category.Hold, category.Offered) = (
            asked.Anonymous,
            Saving.Tidy(asked.Signpost),
            asked.SignpostOnly,
            asked.Hold!.Value,
            asked.Offered
        );
        category.Questions = questions;
    }

    private async Task<List<Refusal>> Refused(CategoryDetails asked, string? self, CancellationToken stop)
    {
        var (name, refused) = (Saving.Tidy(asked.Name), new List<Refusal>());
        if (name.Length == 0)
            refused.Add(new(nameof(asked.Name), ReportingText.Of("ChangeCategory.EnterName")));
        else if (name.Length > Longest)
            refused.Add(new(nameof(asked.Name), ReportingText.Of("ChangeCategory.NameTooLong", Longest)));
        else if (await db.Set<ReportCategory>().Where(c => c.Code != self).Select(c => c.Name).IsThere(name, stop))
            refused.Add(new(nameof(asked.Name), ReportingText.Of("ChangeCategory.NameTaken")));
        if (Saving.Tidy(asked.Hint).Length > LongestHint)
            refused.Add(new(nameof(asked.Hint), ReportingText.Of("ChangeCategory.HintTooLong", LongestHint)));
        if (asked.Heading is not { } heading || !Enum.IsDefined(heading))
            refused.Add(new(nameof(asked.Heading), ReportingText.Of("ChangeCategory.ChooseGroup")));
        if (asked.AnsweredBy is not { } kind || !Enum.IsDefined(kind))
            refused.Add(new(nameof(asked.AnsweredBy), ReportingText.Of("ChangeCategory.ChooseWhoAnswers")));
        if (asked.Hold is not { } hold || !Enum.IsDefined(hold))
            refused.Add(new(nameof(asked.Hold), ReportingText.Of("ChangeCategory.ChooseWhetherLookedAt")));
        if (asked.Place is not (>= 0 and <= LastPlace))
            refused.Add(new(nameof(asked.Place), ReportingText.Of("ChangeCategory.EnterPlace", LastPlace)));
        if (Saving.Tidy(asked.Signpost).Length > LongestSignpost)
            refused.Add(new(nameof(asked.Signpost), ReportingText.Of("ChangeCategory.SignpostTooLong", LongestSignpost)));
        if (asked.SignpostOnly && Saving.Tidy(asked.Signpost).Length == 0)
            refused.Add(new(nameof(asked.Signpost), ReportingText.Of("ChangeCategory.SaySignpost")));
        return refused;
    }
}

/// <summary>The categories, as pages show them.</summary>
public static class CategoryQueries
{
    private const int Most = 1000;

    /// <summary>All of them, those that are offered first, in the order of their places.</summary>
    public static async Task<IReadOnlyList<ReportCategory>> Categories(this SafetyDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Set<ReportCategory>()
            .AsNoTracking()
            .OrderByDescending(c => c.Offered)
            .ThenBy(c => c.Place)
            .ThenBy(c => c.Code)
            .First(Most, db, stop);
    }
}
