using AngleSharp.Dom;
using Fosse.Records;
using Fosse.Tests.Exchange;
using Fosse.Tests.People.Accountability;
using Fosse.Tests.Reporting.Triage;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>The files that gave other people trouble, at the doors through which they come: a resident's and an officer's.</summary>
public sealed class EvidenceDoorTests
{
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["jpeg-starts-twice.jpg"] = "The photo is damaged",
        ["jpeg-height-told-after-scan-dnl.jpg"] = "unusual kind of JPEG",
        ["png-iphone-cgbi.png"] = "unusual kind of PNG",
        ["webp-animated.webp"] = "Moving pictures are not taken",
        ["heic-brand-MiHE.heic"] = "HEIC photos are not taken",
        ["heic-from-iphone-named.heic"] = "HEIC photos are not taken",
        ["heic-renamed-to.jpg"] = "HEIC photos are not taken",
        ["jxl-container.jxl"] = "JPEG XL pictures are not taken",
        ["tiff.tif"] = "TIFF pictures are not taken",
        ["mail-footer-after-eof.pdf"] = "Something follows the end of this PDF",
        ["bytes-before-header.pdf"] = "This PDF does not begin like one",
    };

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Each_comes_in_at_the_door_of_residents_or_is_told_why_not(string database)
    {
        var files = (string[])[.. Directory.GetFiles(SharedData.Cases("photos")), .. Directory.GetFiles(SharedData.Cases("papers"))];
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public", Uploading.Store(county));
        var visitor = await Uploading.AtEvidence(site.Client());
        foreach (var path in files)
        {
            var name = Path.GetFileName(path);
            using (var form = Uploading.Form(visitor))
            {
                form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(path)), "files", name);
                await visitor.SendsForm("/report/evidence?handler=Add", form);
            }
            var said = visitor.All(".govuk-error-summary__list li");
            var added = visitor.Page.QuerySelectorAll("button[name=file]").Select(b => b.GetAttribute("value")!).ToList();
            if (!Refused.TryGetValue(name, out var why))
            {
                Assert.True(said.Count == 0, $"{name}: {string.Join(' ', said)}");
                await visitor.Sends($"Remove {name.Replace(".jpeg", ".jpg", StringComparison.Ordinal)}", ("file", Assert.Single(added)));
                continue;
            }
            Assert.Empty(added);
            Assert.StartsWith($"{name}: ", Assert.Single(said), StringComparison.Ordinal);
            Assert.Contains(why, said[0], StringComparison.Ordinal);
            Assert.DoesNotContain("Add it again", said[0], StringComparison.Ordinal);
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_officer_is_told_the_same_and_what_is_taken_is_in_the_record(string database)
    {
        await using var county = await TriageCounty.Open(database);
        county.County.Time.Now = TimeProvider.System.GetUtcNow();
        var record = await county.County.Holds(county.Officer);
        await using var site = await TestSite.On(county.County, "--Faces=Public,Partner,Admin,Api,Worker", Uploading.Store(county.County));
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens($"/work/records/{record.Id}");
        await officer.Sends("Open the record", ("Purpose", nameof(RecordsPurposes.InvestigateCase)));
        foreach (var (name, content, says) in Staff())
        {
            var form = officer.Page.QuerySelectorAll("form[enctype]").Single();
            using var sent = new MultipartFormDataContent();
            foreach (var hidden in form.QuerySelectorAll("input[type=hidden][name]"))
                sent.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
            sent.Add(new ByteArrayContent(content), "Work.File", name);
            await officer.SendsForm(form.GetAttribute("action")!, sent);
            Assert.Contains(says, officer.Text("main"), StringComparison.Ordinal);
        }
        Assert.Contains("odd.jpg", officer.Text(".fosse-opened"), StringComparison.Ordinal);
    }

    private static (string Name, byte[] Content, string Says)[] Staff() =>
        [
            ("photo.heic", [0, 0, 0, 24, .. "ftypMiHE\0\0\0\0mif1heic"u8], "HEIC photos are not taken"),
            ("photo.nef", [.. "IIRO\u0008\0\0\0"u8, .. new byte[40]], "a camera's raw photo (Olympus ORF)"),
            ("letter.pdf", [.. Paper.Of(), .. "-- \nSent by a list"u8], "Something follows the end of this PDF"),
            ("odd.jpg", OddJpegs.Taken().First(o => o.What == "an empty list of tables between").Content, "odd.jpg"),
        ];
}
