using System.Reflection;
using System.Text.RegularExpressions;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Tests.HouseRules;

/// <summary>Addresses of pages lie in logs, in histories and in what a browser offers the next person: nobody's name, telephone or address
/// of mail stands in one. Staff search for people by a form that is posted.</summary>
public sealed class NamesInAddressesTests
{
    // Words that a page of staff takes from its address, and what they are; a new one is a decision.
    private static readonly Dictionary<string, string> InAddresses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["did"] = "a code of what was done",
        ["said"] = "a code of what was done",
        ["file"] = "the name of a file that we make",
        ["find"] = "the name of an area",
        ["record"] = "a reference, made by chance",
        ["reference"] = "a reference, made by chance",
        ["rule"] = "a code of what is unusual",
        ["day"] = "a day",
        ["way"] = "a code of how it was read",
        ["team"] = "the number of a team, or a code",
        ["code"] = "a code of a kind of report or of an area",
        ["passkey"] = "a code of what was done",
        ["provider"] = "a code of what was done",
        ["name"] = "the name of a provider of sign-in, from the settings",
        ["token"] = "the half of an invitation that is mailed as a link, for one use",
        ["return"] = "the address to come back to",
        ["to"] = "the address to come back to",
    };

    [Fact]
    public void No_form_of_staff_that_is_sent_by_its_address_takes_a_persons_name_telephone_or_mail()
    {
        var found = new List<string>();
        foreach (var page in Pages())
        {
            foreach (
                Match form in Regex.Matches(File.ReadAllText(page), @"<form\b(?<tag>[^>]*)>(?<body>.*?)</form>", RegexOptions.Singleline)
            )
            {
                if (Regex.IsMatch(form.Groups["tag"].Value, @"method=""post""", RegexOptions.IgnoreCase))
                    continue;
                foreach (Match field in Regex.Matches(form.Groups["body"].Value, @"<(input|textarea|fosse-input|fosse-textarea)\b[^>]*>"))
                {
                    var name = Regex.Match(field.Value, @"\b(name|for)=""(\w+)""").Groups[2].Value;
                    if (!Regex.IsMatch(field.Value, @"type=""(hidden|date|checkbox|radio|submit)""") && !InAddresses.ContainsKey(name))
                        found.Add(
                            $"{Repository.Name(page)}: “{name}” goes into the address; post the form, or say in InAddresses what it is."
                        );
                }
            }
        }
        Trespasses.None(found);
    }

    [Fact]
    public void No_page_of_staff_reads_typed_words_out_of_its_address()
    {
        var models = typeof(FosseSite)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(PageModel)) && Regex.IsMatch(t.Namespace ?? "", @"^Fosse\.Web\.(Partner|Admin|Account)\b"))
            .ToList();
        Assert.True(models.Count > 50);
        var read = models.SelectMany(t =>
            t.GetMethods()
                .Where(m => m.Name.StartsWith("OnGet", StringComparison.Ordinal))
                .SelectMany(m => m.GetParameters())
                .Where(p => p.ParameterType == typeof(string) && p.GetCustomAttribute<FromRouteAttribute>() is null)
                .Select(p => (Page: t.Name, Name: p.GetCustomAttribute<FromQueryAttribute>()?.Name ?? p.Name!))
                .Concat(
                    t.GetProperties()
                        .Where(p => p.PropertyType == typeof(string))
                        .Where(p =>
                            p.GetCustomAttribute<FromQueryAttribute>() is not null
                            || p.GetCustomAttribute<BindPropertyAttribute>() is { SupportsGet: true }
                        )
                        .Select(p => (Page: t.Name, Name: p.GetCustomAttribute<FromQueryAttribute>()?.Name ?? p.Name))
                )
        );
        Trespasses.None(
            read.Where(r => !InAddresses.ContainsKey(r.Name))
                .Select(r => $"{r.Page} takes “{r.Name}” from its address: let it be posted, or say in InAddresses what it is.")
        );
    }

    private static IEnumerable<string> Pages() =>
        new[] { "Partner", "Admin", "Account" }.SelectMany(face =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Fosse.Web", face), "*.cshtml", SearchOption.AllDirectories)
        );
}
