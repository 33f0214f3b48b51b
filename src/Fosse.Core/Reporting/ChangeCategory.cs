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

/// <summary>Adds a category of reports, or changes one. One that is not offered any more stays for the reports that have it.</summary>
public sealed class ChangeCategory(SafetyDb db, CountyClock clock)
{
    private const int Longest = 60,
        LongestHint = 200,
        LongestSignpost = 500,
        LastPlace = 9999;

    public async Task<Outcome<string>> Add(SignedIn by, CategoryDetails asked, CancellationToken stop)
    {
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

    public async Task<Outcome<string>> Handle(SignedIn by, string code, int version, CategoryDetails asked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (await db.Set<ReportCategory>().SingleOrDefaultAsync(c => c.Code == code, stop) is not { } category)
            return new Refusal("", "There is no such category");
        if (category.Version != version)
            return Saving.Stale("category");
        if (await Refused(asked, code, stop) is { Count: > 0 } refused)
            return refused;
        var read = QuestionLines.Read(asked.Questions, category.Questions, nameof(asked.Questions));
        if (!read.Accepted(out var questions))
            return read.Refusals.ToList();
        Fill(category, asked, questions);
        category.Version = version + 1;
        db.Note(by, clock.Now, ReportingAdminEvents.CategoryChanged, null, category.Name);
        return await db.SaveUnlessStale("category", stop) is { } stale ? stale : code;
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
            refused.Add(new(nameof(asked.Name), "Enter what residents will choose, such as Noise"));
        else if (name.Length > Longest)
            refused.Add(new(nameof(asked.Name), $"The name must be {Longest} characters or fewer"));
        else if (await db.Set<ReportCategory>().Where(c => c.Code != self).Select(c => c.Name).IsThere(name, stop))
            refused.Add(new(nameof(asked.Name), "Another category has this name. Enter a different one"));
        if (Saving.Tidy(asked.Hint).Length > LongestHint)
            refused.Add(new(nameof(asked.Hint), $"The hint must be {LongestHint} characters or fewer"));
        if (asked.Heading is not { } heading || !Enum.IsDefined(heading))
            refused.Add(new(nameof(asked.Heading), "Choose where it is listed"));
        if (asked.AnsweredBy is not { } kind || !Enum.IsDefined(kind))
            refused.Add(new(nameof(asked.AnsweredBy), "Choose who answers"));
        if (asked.Hold is not { } hold || !Enum.IsDefined(hold))
            refused.Add(new(nameof(asked.Hold), "Choose whether somebody looks first"));
        if (asked.Place is not (>= 0 and <= LastPlace))
            refused.Add(new(nameof(asked.Place), $"Enter its place in the list, a whole number from 0 to {LastPlace}"));
        if (Saving.Tidy(asked.Signpost).Length > LongestSignpost)
            refused.Add(new(nameof(asked.Signpost), $"What to do instead must be {LongestSignpost} characters or fewer"));
        if (asked.SignpostOnly && Saving.Tidy(asked.Signpost).Length == 0)
            refused.Add(new(nameof(asked.Signpost), "Say what to do instead, since nothing is taken here"));
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
            .Take(Most)
            .ToListAsync(stop);
    }
}
