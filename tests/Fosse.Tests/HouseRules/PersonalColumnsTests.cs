using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.HouseRules;

/// <summary>What may stand in a row about a person: words only sealed, the rest ids, codes and days.</summary>
public sealed class PersonalColumnsTests
{
    private static readonly Type[] Plain = [typeof(SealedText), typeof(Guid), typeof(DateOnly), typeof(DateTimeOffset), typeof(bool)];

    // A column stands here only with a reason.
    private static readonly Dictionary<string, string> MayBeOther = new()
    {
        ["SearchWord.Word"] = "a number made from a word with a key that is not in the database",
    };

    [Fact]
    public async Task No_row_about_a_person_holds_words_that_are_not_sealed()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        var columns = await county.Do(db =>
            Task.FromResult(
                db.Model.GetEntityTypes()
                    .Where(e => typeof(IPersonal).IsAssignableFrom(e.ClrType))
                    .SelectMany(e =>
                        e.GetFlattenedProperties()
                            .Select(p => (Name: $"{e.ClrType.Name}.{p.Name}", Type: Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType))
                    )
                    .ToList()
            )
        );
        Assert.NotEmpty(columns);
        Assert.Empty(
            columns
                .Where(c => !Plain.Contains(c.Type) && !c.Type.IsEnum && !MayBeOther.ContainsKey(c.Name))
                .Select(c => $"{c.Name} is {c.Type.Name}: seal it, or give the reason here")
        );
        Assert.All(MayBeOther.Keys, name => Assert.Contains(columns, c => c.Name == name));
    }
}
