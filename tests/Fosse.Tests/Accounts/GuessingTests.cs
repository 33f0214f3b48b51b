using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Fosse.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Accounts;

/// <summary>Who tries passwords learns nothing and shuts nobody out.</summary>
public sealed class GuessingTests
{
    private const int Accounts = 10,
        Rounds = 10;
    private static readonly int Addresses = LongRun.Of(small: 4, full: 20);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Wrong_sign_ins_by_the_hundred_are_slowed_tell_nothing_and_leave_the_right_person_in(string database)
    {
        await using var staff = await Staff.At(database);
        var (_, key, _) = await staff.Arrives();
        await staff.HashesCheaply();
        await staff.SignsIn(Visitor.Of(staff.From("10.9.9.9")), key);
        var (exists, not) = (new HashSet<string>(), new HashSet<string>());
        for (var address = 0; address < Addresses; address++)
        {
            using var guesser = new Guesser(staff, $"10.0.{address}.7");
            for (var round = 0; round < Rounds; round++)
            {
                exists.Add(await guesser.Tries(Staff.Email, $"wrong password number {round}"));
                for (var account = 1; account < Accounts; account++)
                    not.Add(await guesser.Tries($"nobody.{account}@test.example", $"wrong password number {round}"));
            }
        }
        Assert.Single(exists);
        Assert.Equal(exists, not);
        // Slowed: where there were guesses, even the right password is not looked at for a while, and that cannot be told from a wrong one.
        using (var again = new Guesser(staff, "10.0.0.7"))
            Assert.Equal(Assert.Single(exists), await again.Tries(Staff.Email, Staff.Password));
        // From where they were let in before the right person is, however many others have been wrong.
        var robin = await staff.SignsIn(Visitor.Of(staff.From("10.9.9.9")), key);
        Assert.Equal("Your account", (await robin.Opens("/account")).Heading);
        staff.County.Time.Move(TimeSpan.FromMinutes(16));
        await staff.SignsIn(Visitor.Of(staff.From("10.0.0.7")), key);
    }

    [Fact]
    public async Task Five_wrong_passwords_make_that_address_wait_for_that_account_and_nobody_else()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (_, key, _) = await staff.Arrives();
        using var guesser = new Guesser(staff, "10.1.1.1");
        for (var i = 0; i < 5; i++)
            await guesser.Tries(Staff.Email, $"wrong password number {i}");
        Assert.Contains("too many attempts", await guesser.Tries(Staff.Email, Staff.Password), StringComparison.Ordinal);
        await staff.SignsIn(Visitor.Of(staff.From("10.1.1.2")), key);
        staff.County.Time.Move(TimeSpan.FromMinutes(16));
        await staff.SignsIn(Visitor.Of(staff.From("10.1.1.1")), key);
    }

    [Fact]
    public async Task An_address_that_is_wrong_about_many_accounts_waits_for_all_of_them()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        await staff.Arrives();
        await staff.HashesCheaply();
        using var guesser = new Guesser(staff, "10.2.2.2");
        for (var i = 0; i < 50; i++)
            await guesser.Tries($"nobody.{i}@test.example", "wrong password altogether");
        Assert.Contains("too many attempts", await guesser.Tries(Staff.Email, Staff.Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_takes_as_long_whether_the_account_exists_or_not()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        await staff.Arrives();
        using var guesser = new Guesser(staff, "10.4.0.1");
        await guesser.Tries("nobody.at.all@test.example", "to make everything warm");
        var (exists, not) = (new List<double>(), new List<double>());
        // What else the machine does only adds: work that one answer has and the other lacks shows in the quickest of each. A machine that
        // is busy needs more turns for a quick one.
        for (var i = 0; i < 60 && (i < 12 || !AreAlike()); i++)
        {
            using var fresh = new Guesser(staff, $"10.4.1.{i}");
            await fresh.Tries("somebody.else@test.example", "a form for this address");
            exists.Add(await Milliseconds(() => fresh.Tries(Staff.Email, "wrong password altogether")));
            not.Add(await Milliseconds(() => fresh.Tries($"nobody.{i}@test.example", "wrong password altogether")));
        }
        Assert.True(AreAlike(), $"an account that exists: {exists.Min():0} ms, one that does not: {not.Min():0} ms");

        bool AreAlike() => Math.Max(exists.Min(), not.Min()) < 1.5 * Math.Min(exists.Min(), not.Min()) + 5;
    }

    [Fact]
    public async Task A_closed_account_with_the_right_password_is_answered_like_any_other()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        await staff.Arrives();
        using var guesser = new Guesser(staff, "10.5.0.1");
        var wrong = await guesser.Tries("nobody@test.example", "wrong password altogether");
        await staff.County.Do(async db =>
            await db.Set<Account>().ExecuteUpdateAsync(a => a.SetProperty(x => x.DisabledAt, staff.County.Time.Now))
        );
        Assert.Equal(wrong, await guesser.Tries(Staff.Email, Staff.Password));
    }

    [Fact]
    public async Task What_somebody_typed_at_the_door_is_in_no_log_line()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var path = await staff.Invites();
        await (await Visitor.Of(staff.Site.Client()).Opens(path)).Sends("Set password", ("password", Staff.Password));
        using var guesser = new Guesser(staff, "10.6.0.1");
        await guesser.Tries("kanarienvogel@test.example", "Kanarienvogel singt am Morgen");
        Assert.Contains(staff.County.Log.Lines, l => l.Contains("/sign-in", StringComparison.Ordinal));
        Assert.DoesNotContain(
            staff.County.Log.Lines,
            l =>
                l.Contains("kanarienvogel", StringComparison.OrdinalIgnoreCase)
                || l.Contains(Staff.Password, StringComparison.Ordinal)
                || l.Contains(path.Split('/')[^1], StringComparison.Ordinal)
                || l.Contains(Staff.Email, StringComparison.OrdinalIgnoreCase)
        );
    }

    private static async Task<double> Milliseconds(Func<Task> what)
    {
        var began = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
