using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Tests.Reporting.Triage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.Mailing;

/// <summary>A mail says that there is something to read and nothing else, to whom it is safe to say so, when it is safe.</summary>
public sealed class MailTests
{
    private const string Address = "asha@kanarien.example";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_reply_is_told_by_one_mail_that_says_nothing_of_it_and_the_ledger_has_the_reading_of_the_address(string database)
    {
        await using var server = new MailServer();
        await using var county = await Open(database, server);
        var sent = await county.Reports(change: draft => draft with { Mail = true });
        await Works(county);
        Assert.Empty(server.Taken); // nothing to read yet

        await county.Replies(sent);
        await county.Replies(sent, "And again on Saturday at the same time as we said");
        await Works(county);
        await Works(county);
        var mail = Assert.Single(server.Taken);
        Assert.Contains($"RCPT TO:<{Address}>", mail, StringComparison.Ordinal);
        Assert.Contains("Subject: Something new for you to read", mail, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.Ordinal);
        Assert.All(
            [
                sent.Receipt.Reference,
                sent.Receipt.Secret,
                TriageCounty.Canary,
                TriageCounty.Place,
                "Friday",
                "report",
                "police",
                "council",
                "Fosse",
                "http",
                "crime",
                "neighbour",
            ],
            word => Assert.DoesNotContain(word, mail, StringComparison.OrdinalIgnoreCase)
        );
        Assert.Contains(
            await county.Ledger(),
            line =>
                line.Kind is LedgerKind.Opened
                && line.Purpose == ReportingPurposes.TellReporter
                && line.ActorId == Actor.TheHouse
                && line.Subject == sent.Id
        );
        Assert.DoesNotContain(county.County.Log.Lines, line => line.Contains(Address, StringComparison.Ordinal));

        // At most one a day.
        county.County.Time.Move(TimeSpan.FromMinutes(5));
        await county.Replies(sent, "It is done, the gate is locked every evening now");
        await Works(county);
        Assert.Single(server.Taken);
        county.County.Time.Move(TimeSpan.FromDays(1));
        await Works(county);
        Assert.Equal(2, server.Taken.Count);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Outside_the_safe_hours_it_waits_and_who_did_not_ask_gets_none(string database)
    {
        await using var server = new MailServer();
        await using var county = await Open(database, server);
        // The county's clock shows half past nine.
        var waits = await county.Reports(change: draft => draft with { Mail = true, MailFrom = "10:00", MailUntil = "12:00" });
        var shared = await county.Reports(change: draft => draft with { Way = ContactWay.Email });
        var anonymous = await county.Reports(change: draft => draft with { Anonymous = true, Name = "", Mail = true });
        foreach (var sent in new[] { waits, shared, anonymous })
            await county.Replies(sent);
        await Works(county);
        Assert.Empty(server.Taken);
        county.County.Time.Move(TimeSpan.FromHours(3)); // past the hours before anybody came to it
        await Works(county);
        Assert.Empty(server.Taken);
        county.County.Time.Move(TimeSpan.FromHours(22)); // half past ten
        await Works(county);
        Assert.Contains(Address, Assert.Single(server.Taken), StringComparison.Ordinal);
        Assert.Equal(1, await county.County.Do(db => db.Set<ReportMailing>().CountAsync()));
    }

    [Theory]
    [InlineData("450 try later", 1)]
    [InlineData("550 nobody of that name", 0)]
    public async Task What_the_server_does_not_take_now_is_tried_again_and_what_it_never_takes_is_not(string answer, int later)
    {
        await using var server = new MailServer { Recipient = answer };
        await using var county = await Open(TestCounty.Sqlite, server);
        var sent = await county.Reports(change: draft => draft with { Mail = true });
        await county.Replies(sent);
        await Works(county);
        Assert.Empty(server.Taken);
        server.Recipient = "250 OK";
        await Works(county);
        Assert.Empty(server.Taken); // not at once
        county.County.Time.Move(TimeSpan.FromHours(1));
        await Works(county);
        Assert.Equal(later, server.Taken.Count);
    }

    [Theory]
    [InlineData(false)] // no STARTTLS at all
    [InlineData(true)] // STARTTLS with a certificate that nobody vouches for
    public async Task Where_the_line_cannot_be_trusted_nothing_is_said_and_it_is_tried_again(bool encrypts)
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(200)
        );
        await using var server = new MailServer { Certificate = encrypts ? certificate : null };
        await using var county = await Open(TestCounty.Sqlite, server, encrypted: true);
        var sent = await county.Reports(change: draft => draft with { Mail = true });
        await county.Replies(sent);
        await Works(county);
        Assert.Empty(server.Taken);
        Assert.Equal(1, await county.County.Do(db => db.Set<ReportMailing>().Select(m => m.Failures).SingleAsync()));
        Assert.Equal(encrypts, county.County.Log.Lines.Any(l => l.Contains("SslHandshakeException", StringComparison.Ordinal)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_was_forgotten_meanwhile_gets_none(string database)
    {
        await using var server = new MailServer();
        await using var county = await Open(database, server);
        var sent = await county.Reports(change: draft => draft with { Mail = true });
        await county.Replies(sent);
        await county.Drains();
        await county.County.With<ForgetSubject>(forget =>
            forget.Run(sent.Id, new Actor(Actor.TheHouse, Guid.Empty, "Fosse"), "Retention period over", default)
        );
        await Works(county);
        Assert.Empty(server.Taken);
        Assert.Equal(0, await county.County.Do(db => db.Set<ReportMailing>().CountAsync()));
    }

    [Theory]
    [InlineData("asha@kanarien.example", true)]
    [InlineData("asha@kanarien.example,ben@other.example", false)]
    [InlineData("asha@kanarien.example;ben@other.example", false)]
    [InlineData("Ben<ben@other.example>", false)]
    [InlineData("asha@kanarien.example\r\nBcc:ben@other.example", false)]
    [InlineData("asha", false)]
    public void Mail_goes_to_one_mailbox_and_to_nothing_else(string email, bool good)
    {
        var draft = new ReportDraft
        {
            Anonymous = false,
            Name = "Asha",
            Way = ContactWay.None,
            Mail = true,
            Email = email,
        };
        Assert.Equal(
            good,
            ReportRules
                .About(
                    draft,
                    new()
                    {
                        Code = "noise",
                        Heading = CategoryGroup.AntiSocialBehaviour,
                        Name = "Noise",
                        Place = 1,
                        AnsweredBy = Fosse.Partnership.AgencyKind.Council,
                    }
                )
                .All(r => r.Field != "email")
        );
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("09:00", "17:30", true)]
    [InlineData("9:00", "17:30", true)]
    [InlineData("17:30", "09:00", false)]
    [InlineData("09:00", "", false)]
    [InlineData("nine", "ten", false)]
    public void Hours_are_two_times_of_one_day_or_none(string from, string until, bool good) =>
        Assert.Equal(good, MailWindow.Of(from, until) is not null);

    [Theory]
    [InlineData("2026-07-01T08:30:00Z", "2026-07-01T08:30:00Z")] // half past nine by the county's clocks in summer
    [InlineData("2026-07-01T07:59:00Z", "2026-07-01T08:00:00Z")]
    [InlineData("2026-01-01T08:30:00Z", "2026-01-01T09:00:00Z")]
    [InlineData("2026-01-01T17:30:00Z", "2026-01-02T09:00:00Z")]
    public void The_next_safe_instant_follows_the_clocks_of_the_county(string at, string next) =>
        Assert.Equal(
            DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture),
            MailWindow.Of("09:00", "17:30")!.Value.Next(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture))
        );

    private static Task<TriageCounty> Open(string database, MailServer server, bool encrypted = false) =>
        TriageCounty.Open(
            database,
            services =>
                services.Configure<MailOptions>(mail =>
                    (mail.Host, mail.Port, mail.Encrypted, mail.From) = ("127.0.0.1", server.Port, encrypted, "messages@post.example")
                )
        );

    private static async Task Works(TriageCounty county)
    {
        await county.Drains();
        await using var scope = county.County.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<ITimetabled>().Single(job => job.Name == "reports.mail").Run(default);
    }
}
