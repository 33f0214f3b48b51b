using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>Marks a <c>DateOnly?</c> that is asked for in three boxes.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DayMonthYearAttribute() : ModelBinderAttribute(typeof(DayMonthYear));

/// <summary>Makes a date of three boxes. Nothing in any of them is no date; anything else that is none is refused with how to mend
/// it.</summary>
public sealed class DayMonthYear(IStringLocalizer<Words> words) : IModelBinder
{
    internal const string Day = "Day",
        Month = "Month",
        Year = "Year";

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        ArgumentNullException.ThrowIfNull(bindingContext);
        string[] sent = [Sent(Day), Sent(Month), Sent(Year)];
        if (sent.All(part => part.Length == 0))
            return Task.CompletedTask;
        if (Refused(sent, out var day) is { } refused)
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, words["Date." + refused]);
        else
            bindingContext.Result = ModelBindingResult.Success(day);
        return Task.CompletedTask;

        string Sent(string part)
        {
            var name = $"{bindingContext.ModelName}.{part}";
            var value = bindingContext.ValueProvider.GetValue(name);
            if (value == ValueProviderResult.None)
                return "";
            bindingContext.ModelState.SetModelValue(name, value);
            // a box alone is neither right nor wrong; unmarked, the whole form would count as wrong
            bindingContext.ModelState.MarkFieldSkipped(name);
            return value.FirstValue?.Trim() ?? "";
        }
    }

    private static string? Refused(string[] sent, out DateOnly day)
    {
        day = default;
        if (sent.Any(part => part.Length == 0))
            return "Missing";
        if (sent[2].Length != 4)
            return "FourDigits";
        return
            DateOnly.TryParseExact(string.Join('/', sent), "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day.Year >= 1900
            ? null
            : "NotReal";
    }
}
