using System.Text.Json;
using Fosse.Tests.HouseRules;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fosse.Tests.Design;

/// <summary>Our tags say what the Design System says: each is held to the examples that come with it.</summary>
public sealed class FixtureTests
{
    [Theory]
    [InlineData("input", "default")]
    [InlineData("input", "with hint text")]
    [InlineData("input", "with error message")]
    [InlineData("input", "with error and hint")]
    [InlineData("input", "with width-2 class")]
    [InlineData("input", "with autocomplete attribute")]
    [InlineData("input", "inputmode")]
    [InlineData("input", "with spellcheck disabled")]
    [InlineData("input", "custom type")]
    [InlineData("input", "value")]
    [InlineData("textarea", "default")]
    [InlineData("textarea", "with hint")]
    [InlineData("textarea", "with hint and error message")]
    [InlineData("textarea", "with default value")]
    [InlineData("textarea", "with custom rows")]
    [InlineData("character-count", "default")]
    [InlineData("character-count", "with hint")]
    [InlineData("character-count", "with hint and error")]
    [InlineData("character-count", "with default value exceeding limit")]
    [InlineData("select", "default")]
    [InlineData("select", "with hint text and error message")]
    [InlineData("select", "with selected value")]
    [InlineData("radios", "default")]
    [InlineData("radios", "inline")]
    [InlineData("radios", "small inline")]
    [InlineData("radios", "with hint")]
    [InlineData("radios", "with fieldset and error message")]
    [InlineData("radios", "with hints on parent and items")]
    [InlineData("radios", "prechecked using value")]
    [InlineData("checkboxes", "default")]
    [InlineData("checkboxes", "with hint")]
    [InlineData("checkboxes", "with checked item")]
    [InlineData("checkboxes", "with error message")]
    [InlineData("date-input", "default")]
    [InlineData("date-input", "with values")]
    [InlineData("date-input", "with error message and hint")]
    [InlineData("button", "default")]
    [InlineData("button", "secondary")]
    [InlineData("button", "warning")]
    [InlineData("button", "prevent double click")]
    [InlineData("button", "link")]
    [InlineData("summary-list", "default")]
    [InlineData("summary-list", "with actions")]
    [InlineData("tag", "default")]
    [InlineData("tag", "grey")]
    [InlineData("details", "default")]
    [InlineData("notification-banner", "default")]
    [InlineData("notification-banner", "with type as success")]
    [InlineData("panel", "default")]
    [InlineData("panel", "title with no body text")]
    [InlineData("warning-text", "default")]
    [InlineData("inset-text", "default")]
    [InlineData("inset-text", "with html")]
    public void A_tag_writes_what_the_design_system_writes(string component, string example)
    {
        using var file = JsonDocument.Parse(
            Repository.Read(
                "src",
                "Fosse.Web",
                "Client",
                "node_modules",
                "govuk-frontend",
                "dist",
                "govuk",
                "components",
                component,
                "fixtures.json"
            )
        );
        var fixture = file.RootElement.GetProperty("fixtures").EnumerateArray().Single(f => f.GetProperty("name").GetString() == example);
        var options = fixture.GetProperty("options");
        var ours = FixtureTags.Write(component, options);
        Assert.Equal(
            Rendered.Canonical(FixtureTags.AsOurs(component, options, fixture.GetProperty("html").GetString()!)),
            Rendered.Canonical(ours)
        );
    }
}
