using System.Net;
using Fosse.Tests.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Faults;

/// <summary>The database fails under a form of the report journey: nothing that was typed is lost.</summary>
public sealed class FailingDatabaseTests
{
    private const string Told = "They light fires behind the shops every evening\nand throw bottles at who passes";

    [EachDatabase]
    [InlineData(TestCounty.Sqlite, "full"), InlineData(TestCounty.Postgres, "full")]
    [InlineData(TestCounty.Sqlite, "gone"), InlineData(TestCounty.Postgres, "gone")]
    public async Task What_was_typed_stays_on_the_page_and_is_sent_again(string database, string fault)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, "They play music until four in the morning");
        await visitor.Opens("/report/saw?change=true");

        await Says(
            county,
            fault == "gone" ? "ALTER TABLE report_drafts RENAME TO drafts_away"
                : database == TestCounty.Sqlite
                    ? "CREATE TRIGGER no_room BEFORE UPDATE ON report_drafts BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
                : "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' "
                    + "USING ERRCODE = '53100'; END $$; CREATE TRIGGER no_room BEFORE UPDATE ON report_drafts FOR EACH ROW EXECUTE "
                    + "FUNCTION no_room()"
        );
        await visitor.Sends("Continue", ("behaviour", Told), ("looks", ""));
        Assert.Equal(HttpStatusCode.InternalServerError, visitor.Status);
        Assert.Equal("Nothing that you typed is lost", visitor.Text("h2"));
        Assert.Equal(Told, visitor.Page.QuerySelector("textarea[name=behaviour]")!.TextContent.ReplaceLineEndings("\n"));
        Assert.DoesNotContain(county.Log.Lines, line => line.Contains("bottles", StringComparison.Ordinal));

        await Says(
            county,
            fault == "gone" ? "ALTER TABLE drafts_away RENAME TO report_drafts"
                : database == TestCounty.Sqlite ? "DROP TRIGGER no_room"
                : "DROP TRIGGER no_room ON report_drafts"
        );
        await visitor.Sends("Try again", ("behaviour", Told));
        Assert.Equal("Check your answers", visitor.Heading);
        Assert.Contains(string.Join(' ', Told.Split('\n')), visitor.All(".govuk-summary-list__value"));
    }

    // Past the wall, which lets no such sentence through.
    private static Task Says(TestCounty county, string sql) =>
        county.Do(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        });
}
