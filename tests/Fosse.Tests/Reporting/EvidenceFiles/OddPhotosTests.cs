using Fosse.Foundation;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>What every browser shows is taken, and what is not says what to do; nobody is told to do again what cannot help.</summary>
public sealed class OddPhotosTests(TestDarkroom darkroom) : IClassFixture<TestDarkroom>
{
    public static TheoryData<string, string> Taken() =>
        Names(
            ("jpeg", OddJpegs.Taken().Select(o => o.What)),
            ("png", OddPngs.Taken().Select(o => o.What)),
            ("webp", OddPngs.TakenWebps().Select(o => o.What))
        );

    public static TheoryData<string, string> Refused() =>
        Names(
            ("jpeg", OddJpegs.Refused().Select(o => o.What)),
            ("png", OddPngs.Refused().Select(o => o.What)),
            ("webp", OddPngs.RefusedWebps().Select(o => o.What))
        );

    [Theory, MemberData(nameof(Taken))]
    public async Task What_a_browser_shows_is_taken_and_says_nothing(string kind, string what)
    {
        var odd = kind switch
        {
            "jpeg" => OddJpegs.Taken(),
            "png" => OddPngs.Taken(),
            _ => OddPngs.TakenWebps(),
        };
        var outcome = await darkroom.Clean(odd.Single(o => o.What == what).Content, default);
        Assert.True(outcome.Accepted(out var clean), string.Join(' ', outcome.Refusals));
        Assert.Equal($"image/{kind}", clean.MediaType);
        Assert.Empty(Judge.Finds(clean.Content.ToArray()));
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task What_none_can_show_says_what_to_do_and_not_to_do_it_again(string kind, string what)
    {
        var odd = kind switch
        {
            "jpeg" => OddJpegs.Refused(),
            "png" => OddPngs.Refused(),
            _ => OddPngs.RefusedWebps(),
        };
        var (_, content, says) = odd.Single(o => o.What == what);
        var refusal = Assert.Single((await darkroom.Clean(content, default)).Refusals);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("creenshot", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("again", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static TheoryData<string, string> Names(params (string Kind, IEnumerable<string> Whats)[] kinds)
    {
        var data = new TheoryData<string, string>();
        foreach (var (kind, whats) in kinds)
        {
            foreach (var what in whats)
                data.Add(kind, what);
        }
        return data;
    }
}
