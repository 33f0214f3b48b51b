using System.Text.RegularExpressions;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.Exchange;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Privacy;

/// <summary>Names as they are kept, found as they are typed; addresses of mail as they are pasted.</summary>
public sealed partial class AsPeopleTypeThemTests
{
    [Fact]
    public void Kept_names_of_other_peoples_trouble_are_found_and_find() =>
        Assert.All(
            Lines("web", "names-kept-and-names-typed.tsv"),
            line =>
                Assert.All(
                    line[1].Split(" / "),
                    typed =>
                    {
                        Finds(line[0], typed);
                        if (Words(typed) > 1)
                            Finds(typed, line[0]);
                    }
                )
        );

    [Theory]
    [InlineData("علي\u200cرضا", "علی رضا", "علیرضا", "علی\u200cرضا", "عـلـیرضا")] // Arabic yeh, Persian yeh, drawn out
    [InlineData("محمد كريم", "کریم", "كريم", "محمدکریم")]
    [InlineData("Mary Ann Okoye", "Maryann Okoye", "MARY\u200bANN", "mary ann")]
    [InlineData("O´Neill", "O'Neill", "OʼNeill", "O′Neill", "ONEILL", "Neill")]
    [InlineData("Smith—Jones", "smith-jones", "Smith−Jones", "SmithJones", "jones")]
    [InlineData("Γιώργος", "ΓΙΩΡΓΟΣ", "γιωργοσ")]
    [InlineData("İpek Işık", "ipek isik", "IPEK", "ışık")]
    [InlineData("Groß", "GROẞ", "gross")]
    [InlineData("\u202eSam\u202c \u2066Reed\u2069", "Sam Reed", "\ufeffreed")]
    [InlineData("Gal·la Roca", "galla", "Gal la")]
    [InlineData("𠮷野", "𠮷野")]
    [InlineData("U Thant", "U", "thant")]
    public void And_so_are_ours(string kept, params string[] typed) => Assert.All(typed, t => Finds(kept, t));

    [Theory]
    [InlineData("Sam Reed", "Sa", "S", "Reedsam", "👩\u200d👧", "\u200d")]
    public void Nobody_is_found_by_less(string kept, params string[] typed) => Assert.All(typed, t => Assert.False(IsFound(kept, t), t));

    [Fact]
    public void Half_a_letter_is_no_reason_to_fail() => Finds("Sam \ud83d Reed", "reed");

    [Fact]
    public void An_address_and_a_number_are_found_whatever_came_along_unseen()
    {
        Assert.Equal(
            PlainWords.Sought(SearchField.Contact, "01632 960114"),
            PlainWords.Kept(SearchField.Contact, "\u202a01632 960114\u202c")
        );
        Assert.Equal(PlainWords.Sought(SearchField.Contact, "01632 960114"), PlainWords.Sought(SearchField.Contact, "۰۱۶۳۲ ۹۶۰۱۱۴"));
        var kept = PlainWords.Kept(SearchField.Address, "14 Lough\u00adborough\u200bRoad, ZZ1\u200b1AA");
        Assert.All(
            ["14 loughborough rd", "zz1 1aa", "ZZ11AA"],
            t => Assert.All(PlainWords.Sought(SearchField.Address, t), w => Assert.Contains(w, kept))
        );
        Assert.DoesNotContain("14", PlainWords.Kept(SearchField.Address, "Flat 1, 4 Mill Lane"));
        Assert.Equal(PlainWords.Kept(SearchField.BornOn, "4 May 2001"), PlainWords.Sought(SearchField.BornOn, "\ufeff04/05/2001"));
    }

    [Fact]
    public void Addresses_of_mail_of_other_peoples_trouble_are_taken_or_refused() =>
        Assert.All(
            Lines("mail", "email-addresses.tsv"),
            line =>
            {
                var tidy = Mailbox.Tidy(line[0]);
                Assert.True(Mailbox.IsOnTheNet(tidy) == line[1].StartsWith("taken", StringComparison.Ordinal), line[0]);
                if (line[1].Contains("sent to ", StringComparison.Ordinal))
                    Assert.EndsWith(line[1].Split("sent to ")[1], Mailbox.Sent(tidy), StringComparison.Ordinal);
                if (line[1].StartsWith("taken as ", StringComparison.Ordinal))
                    Assert.Equal(line[1].Split(' ')[2].TrimEnd(','), tidy);
            }
        );

    [Theory]
    [InlineData("sam@\u200fexample.example", "sam@example.example")]
    [InlineData(" sam@example.example\r\n", "sam@example.example")]
    [InlineData("sam@EXÄMPLE.example", "sam@EXÄMPLE.example")]
    [InlineData("sam!#$%&'*+-/=?^_`{|}~@example.example", "sam!#$%&'*+-/=?^_`{|}~@example.example")]
    [InlineData("s@x-y.co", "s@x-y.co")]
    public void Odd_ones_that_arrive_are_taken(string typed, string taken) =>
        Assert.Equal((taken, true), (Mailbox.Tidy(typed), Mailbox.IsOnTheNet(Mailbox.Tidy(typed))));

    [Theory]
    [InlineData("sam@example")]
    [InlineData("sam@example.example.")]
    [InlineData("sam@-example.example")]
    [InlineData("sam@exa_mple.example")]
    [InlineData(".sam@example.example")]
    [InlineData("sam.@example.example")]
    [InlineData("sam@[192.0.2.1]")]
    [InlineData("sam@192.0.2.1")]
    [InlineData("sam reed@example.example")]
    [InlineData("Sam <sam@example.example>")]
    [InlineData("sam@example..example")]
    [InlineData("саша@example.example")]
    [InlineData("@example.example")]
    [InlineData("sam@")]
    public void What_can_never_arrive_is_refused(string typed) => Assert.False(Mailbox.IsOnTheNet(Mailbox.Tidy(typed)));

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Records_of_an_older_build_are_found_as_this_one_finds_them_after_the_next_start(string database)
    {
        await using var county = await TestCounty.Open(database);
        var subject = Guid.CreateVersion7();
        var number = BlindWords.Sought(county.Services.GetRequiredService<KeyRing>().SearchKey(), SearchField.Name, "علیرضا").Single();
        await using (var scope = county.Services.CreateAsyncScope())
        {
            var (db, sealer) = (scope.ServiceProvider.GetRequiredService<SafetyDb>(), scope.ServiceProvider.GetRequiredService<Sealer>());
            db.Add(new PersonDetails { Subject = subject, Name = await sealer.Seal(subject, "علي\u200cرضا", default) });
            db.Add(
                new SearchWord
                {
                    Subject = subject,
                    Field = SearchField.Name,
                    Word = 7,
                }
            ); // as the older build made it
            await db.SaveChangesAsync();
        }

        Assert.Contains("1 records", string.Join('\n', (await county.Update()).Notes), StringComparison.Ordinal);
        Assert.Empty((await county.Update()).Notes);

        await using var look = county.Services.CreateAsyncScope();
        var held = look.ServiceProvider.GetRequiredService<SafetyDb>();
        using var access = new Access(held, PrivacyPurposes.ApplyRetention, subject, []);
        var words = await held.Set<SearchWord>().AsNoTracking().Select(w => w.Word).ToListAsync();
        Assert.Contains(number, words);
        Assert.DoesNotContain(7, words);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_record_whose_key_is_lost_keeps_the_words_that_it_has(string database)
    {
        await using var county = await TestCounty.Open(database);
        var subject = Guid.CreateVersion7();
        await using (var scope = county.Services.CreateAsyncScope())
        {
            var (db, sealer) = (scope.ServiceProvider.GetRequiredService<SafetyDb>(), scope.ServiceProvider.GetRequiredService<Sealer>());
            db.Add(new PersonDetails { Subject = subject, Name = await sealer.Seal(subject, "Sam Reed", default) });
            db.Add(
                new SearchWord
                {
                    Subject = subject,
                    Field = SearchField.Name,
                    Word = 7,
                }
            );
            await db.SaveChangesAsync();
            await db.Set<SubjectKey>().Where(k => k.Subject == subject).ExecuteDeleteAsync();
        }

        await county.Update();

        await using var look = county.Services.CreateAsyncScope();
        var held = look.ServiceProvider.GetRequiredService<SafetyDb>();
        using var access = new Access(held, PrivacyPurposes.ApplyRetention, subject, []);
        Assert.Equal([7], await held.Set<SearchWord>().AsNoTracking().Select(w => w.Word).ToListAsync());
    }

    private static void Finds(string kept, string typed) =>
        Assert.True(
            IsFound(kept, typed),
            $"\"{typed}\" ({string.Join(' ', PlainWords.Sought(SearchField.Name, typed))}) does not find \"{kept}\" "
                + $"({string.Join(' ', PlainWords.Kept(SearchField.Name, kept))})"
        );

    private static bool IsFound(string kept, string typed) =>
        PlainWords.Sought(SearchField.Name, typed) is { Count: > 0 } sought && sought.All(PlainWords.Kept(SearchField.Name, kept).Contains);

    // A part of a name finds the whole; the whole is not found by the part.
    private static int Words(string typed) => typed.Split(' ').Length;

    private static IEnumerable<string[]> Lines(string folder, string file) =>
        File.ReadLines(Path.Combine(SharedData.Cases(folder), file))
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split('\t').Select(Unescaped).ToArray());

    private static string Unescaped(string text) => Escape.Replace(text, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());

    [GeneratedRegex(@"\\u([0-9a-f]{4})")]
    private static partial Regex Escape { get; }
}
