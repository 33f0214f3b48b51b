using AngleSharp.Html.Dom;
using Fosse.Reporting;
using Fosse.Tests.Reporting.EvidenceFiles;

namespace Fosse.Tests.Reporting;

/// <summary>What was chosen is taken by whichever button is pressed.</summary>
public sealed class ChosenFilesTests
{
    [Fact]
    public async Task Continue_takes_what_is_chosen_and_without_it_goes_on()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public", Uploading.Store(county));
        var visitor = await Uploading.AtEvidence(site.Client());
        await Presses(visitor, Strong(visitor), "garden.jpg");
        Assert.Equal("Your name", visitor.Heading);
        await visitor.Opens("/report/evidence");
        Assert.StartsWith("garden.jpg", Assert.Single(visitor.All(".fosse-files li")), StringComparison.Ordinal);
        await Presses(visitor, Strong(visitor), null);
        Assert.Equal("Your name", visitor.Heading);
        await visitor.Opens("/report/evidence");
        Assert.Single(visitor.All(".fosse-files li"));
    }

    [Fact]
    public async Task Taking_one_out_takes_in_what_is_chosen_and_what_cannot_be_taken_stays_to_be_mended()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public", Uploading.Store(county));
        var visitor = await Uploading.AtEvidence(site.Client());
        await Presses(visitor, Strong(visitor), "garden.jpg");
        await visitor.Opens("/report/evidence");
        var remove = visitor.Page.QuerySelectorAll("button").OfType<IHtmlButtonElement>().Single(b => b.Name == "file");
        await Presses(visitor, remove, "fence.jpg");
        Assert.StartsWith("fence.jpg", Assert.Single(visitor.All(".fosse-files li")), StringComparison.Ordinal);
        await Presses(visitor, Strong(visitor), "list.jpg", "<svg onload='x'/>"u8.ToArray());
        Assert.StartsWith("list.jpg: ", Assert.Single(visitor.All(".govuk-error-summary__list li")), StringComparison.Ordinal);
        Assert.Single(visitor.All(".fosse-files li"));
    }

    [Fact]
    public async Task The_strong_button_says_the_same_whether_something_is_chosen_or_not()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public", Uploading.Store(county));
        var visitor = await Uploading.AtEvidence(site.Client());
        Assert.Equal("Continue", Visitor.Words(Strong(visitor)));
        Assert.NotNull(Strong(visitor).Form?.QuerySelector("input[type=file]"));
    }

    private static IHtmlButtonElement Strong(Visitor visitor) =>
        visitor.Page.QuerySelectorAll("main button.govuk-button:not(.govuk-button--secondary)").OfType<IHtmlButtonElement>().Single();

    // As a browser sends it: the form of the button, where the button says, with all that the form holds.
    private static async Task Presses(Visitor visitor, IHtmlButtonElement button, string? file, byte[]? content = null)
    {
        using var form = Uploading.Form(visitor);
        form.Add(new StringContent("false"), "change");
        if (button.Name is { Length: > 0 } name)
            form.Add(new StringContent(button.Value), name);
        if (file is not null && button.Form!.QuerySelector("input[type=file]") is not null)
            form.Add(new ByteArrayContent(content ?? MadeUpFiles.TelephonePhoto(orientation: 6)), "files", file);
        await visitor.SendsForm(button.GetAttribute("formaction") ?? button.Form!.GetAttribute("action")!, form);
    }
}
