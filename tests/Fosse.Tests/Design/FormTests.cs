using Fosse.Foundation;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fosse.Tests.Design;

/// <summary>A refused form keeps what was typed, and says at the field what to mend.</summary>
public sealed class FormTests
{
    private static readonly string[] Two = ["fire", "police"];

    private static ModelStateDictionary Sent(params (string Name, string[] Values)[] fields)
    {
        var state = new ModelStateDictionary();
        foreach (var (name, values) in fields)
            state.SetModelValue(name, values.Length == 1 ? values[0] : values, string.Join(',', values));
        return state;
    }

    private static string Show(FormField field, ModelStateDictionary state)
    {
        field.ViewContext = Rendered.View(state);
        return Rendered.Canonical(Rendered.Html(field));
    }

    [Fact]
    public void What_a_command_refuses_stands_at_its_field_and_in_the_summary()
    {
        var state = Sent(("Name", ["Ash <b>"]));
        Assert.False(state.Accepts((Outcome<Guid>)new Refusal("Name", "Enter another name"), out _));

        var box = Show(
            new TextInput(Rendered.Words)
            {
                ViewContext = null!,
                Name = "Name",
                Label = "Name",
                Value = "Old",
            },
            state
        );
        Assert.Contains("Enter another name", box, StringComparison.Ordinal);
        Assert.Contains("value=\"Ash <b>\"", box, StringComparison.Ordinal);
        var summary = Rendered.Html(new ErrorSummary(Rendered.Words) { ViewContext = Rendered.View(state) });
        Assert.Contains("<a href=\"#Name\">Enter another name</a>", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_command_refuses_of_a_bound_group_stands_at_its_field()
    {
        var state = new ModelStateDictionary();
        state.Refuse([new Refusal("Name", "Enter a name"), new Refusal("", "Try again")], "Input");
        Assert.Equal(["Input.Name", ""], state.Keys.Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void Every_kind_of_field_shows_what_was_sent_and_not_what_the_model_holds()
    {
        List<Choice> choices = [new("police", "Police"), new("fire", "Fire"), new("health", "Health")];
        var state = Sent(
            ("Kind", ["fire"]),
            ("Kinds", Two),
            ("Words", ["\nA line"]),
            ("On.Day", ["31"]),
            ("On.Month", ["2"]),
            ("On.Year", ["2026"])
        );

        Assert.Contains(
            "<option selected=\"\" value=\"fire\">",
            Show(
                new SelectBox(Rendered.Words)
                {
                    ViewContext = null!,
                    Name = "Kind",
                    Items = choices,
                    Value = "health",
                },
                state
            ),
            StringComparison.Ordinal
        );
        var radios = Show(
            new Radios(Rendered.Words)
            {
                ViewContext = null!,
                Name = "Kind",
                Label = "Kind",
                Items = choices,
                Value = "health",
            },
            state
        );
        Assert.Single(
            radios.Split('\n'),
            line => line.Contains("checked", StringComparison.Ordinal) && line.Contains("\"fire\"", StringComparison.Ordinal)
        );
        Assert.Equal(
            2,
            Show(
                    new Checkboxes(Rendered.Words)
                    {
                        ViewContext = null!,
                        Name = "Kinds",
                        Label = "Kinds",
                        Items = choices,
                    },
                    state
                )
                .Split("checked=")
                .Length - 1
        );
        Assert.Contains(
            "A line",
            Show(new TextArea(Rendered.Words) { ViewContext = null!, Name = "Words" }, state),
            StringComparison.Ordinal
        );
        var date = Show(
            new DateBoxes(Rendered.Words)
            {
                ViewContext = null!,
                Name = "On",
                Label = "On",
                Value = new(2020, 1, 1),
            },
            state
        );
        foreach (var part in (string[])["31", "2", "2026"])
            Assert.Contains($"value=\"{part}\"", date, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_never_shown_again() =>
        Assert.DoesNotContain(
            "hunter2",
            Show(
                new TextInput(Rendered.Words)
                {
                    ViewContext = null!,
                    Name = "Password",
                    Type = "password",
                    Label = "Password",
                },
                Sent(("Password", ["hunter2"]))
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("27", "3", "2026", null)]
    [InlineData(" 1 ", "01", "2026", null)]
    [InlineData("", "", "", null)]
    [InlineData("29", "2", "2026", "Enter a real date, such as 27 3 2026")]
    [InlineData("27", "", "2026", "Enter a day, a month and a year")]
    [InlineData("27", "3", "26", "Enter the year with four digits, such as 2026")]
    [InlineData("x", "3", "2026", "Enter a real date, such as 27 3 2026")]
    public async Task A_date_in_three_boxes_is_read_or_refused_with_how_to_mend_it(string day, string month, string year, string? refused)
    {
        var context = new DefaultModelBindingContext
        {
            ModelName = "On",
            ModelState = new(),
            ModelMetadata = new EmptyModelMetadataProvider().GetMetadataForType(typeof(DateOnly?)),
            ValueProvider = new Microsoft.AspNetCore.Mvc.ModelBinding.QueryStringValueProvider(
                BindingSource.Query,
                new Microsoft.AspNetCore.Http.QueryCollection(
                    new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>
                    {
                        ["On.Day"] = day,
                        ["On.Month"] = month,
                        ["On.Year"] = year,
                    }
                ),
                System.Globalization.CultureInfo.InvariantCulture
            ),
        };
        await new DayMonthYear(Rendered.Words).BindModelAsync(context);
        Assert.Equal(refused, context.ModelState["On"]?.Errors.SingleOrDefault()?.ErrorMessage);
        Assert.Equal(refused is null && day.Length > 0, context.Result.IsModelSet);
        if (context.Result.IsModelSet)
            Assert.Equal(
                int.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
                Assert.IsType<DateOnly>(context.Result.Model).Day
            );
    }
}
