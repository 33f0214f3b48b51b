using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>
/// A date in three boxes, which nobody has to learn: <c>&lt;fosse-date for="StartsOn" label="…" /&gt;</c>. The property is a
/// <c>DateOnly?</c> marked with <see cref="DayMonthYearAttribute"/>.
/// </summary>
[HtmlTargetElement("fosse-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateBoxes(IStringLocalizer<Words> words) : FormField(words)
{
    public DateOnly? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var day = Value ?? For?.Model as DateOnly?;
        var boxes = Element("div", "govuk-date-input");
        boxes.Attributes["id"] = FieldId + "-boxes";
        // The first box has the id of the field, so that the error summary leads to it.
        boxes
            .InnerHtml.AppendHtml(Box(FieldId, DayMonthYear.Day, day?.Day, 2))
            .AppendHtml(Box(FieldId + "-month", DayMonthYear.Month, day?.Month, 2))
            .AppendHtml(Box(FieldId + "-year", DayMonthYear.Year, day?.Year, 4));

        var fieldset = Element("fieldset", "govuk-fieldset");
        fieldset.Attributes["role"] = "group";
        if (DescribedBy() is { } ids)
            fieldset.Attributes["aria-describedby"] = ids;
        fieldset.InnerHtml.AppendHtml(Element("legend", "govuk-fieldset__legend", Label)).AppendHtml(HintAndError()).AppendHtml(boxes);
        Group(output);
        output.Content.AppendHtml(fieldset);
    }

    private TagBuilder Box(string id, string part, int? held, int width)
    {
        var name = $"{FieldName}.{part}";
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        box.AddCssClass(
            $"govuk-input govuk-date-input__input{(Error is null ? "" : " govuk-input--error")} "
                + $"govuk-input--width-{width.ToString(CultureInfo.InvariantCulture)}"
        );
        box.Attributes["id"] = id;
        box.Attributes["name"] = name;
        box.Attributes["type"] = "text";
        box.Attributes["inputmode"] = "numeric";
        if ((Sent(name) is [var sent, ..] ? sent : held?.ToString(CultureInfo.InvariantCulture)) is { Length: > 0 } value)
            box.Attributes["value"] = value;
        var group = Element("div", "govuk-form-group");
        group.InnerHtml.AppendHtml(LabelOf(id, Words["Date." + part].Value, " govuk-date-input__label")).AppendHtml(box);
        var item = Element("div", "govuk-date-input__item");
        item.InnerHtml.AppendHtml(group);
        return item;
    }
}
