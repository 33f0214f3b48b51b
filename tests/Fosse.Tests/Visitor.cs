using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Fosse.Tests;

/// <summary>Somebody at the site without script. Every page that is seen is checked for what every page must be.</summary>
public sealed class Visitor
{
    private static readonly HtmlParser Parser = new();
    private readonly HttpClient client;
    private IHtmlDocument? page;

    private Visitor(HttpClient client) => this.client = client;

    // What a script fills in bears a mark for it.
    private static bool IsForScript(IElement input) => input.Attributes.Any(a => a.Name.StartsWith("data-", StringComparison.Ordinal));

    public HttpClient Client => client;
    public HttpStatusCode Status { get; private set; }
    public Uri At { get; private set; } = new("/", UriKind.Relative);
    public IHtmlDocument Page => page ?? throw new InvalidOperationException("No page has been opened yet.");
    public string Title => Page.Title ?? "";
    public string Heading => Words(Page.QuerySelector("h1"));

    public static Visitor Of(HttpClient client) => new(client);

    /// <summary>Opens an address, and goes where it is sent.</summary>
    public async Task<Visitor> Opens(string path)
    {
        for (var hop = 0; hop < 5; hop++)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
            if (answer.Headers.Location is { } on)
            {
                path = on.ToString();
                continue;
            }
            return await Sees(path, answer);
        }
        throw new InvalidOperationException($"{path} sends round in circles.");
    }

    /// <summary>Follows the link whose words these are.</summary>
    public Task<Visitor> Follows(string words)
    {
        var link = Page.QuerySelectorAll("a[href]").FirstOrDefault(a => Words(a) == words);
        Assert.True(link is not null, $"{At} has no link \"{words}\".");
        return Opens(link!.GetAttribute("href")!);
    }

    /// <summary>Fills the form whose button has these words, by the names of its fields, and sends it.</summary>
    public Task<Visitor> Sends(string button, params (string Name, string Value)[] fields) => SendsTo(button, null, fields);

    /// <summary>Presses the button that is an answer and goes on.</summary>
    public Task<Visitor> Answers(string question, string answer, params (string Name, string Value)[] fields)
    {
        var button = Page.QuerySelectorAll($"button[type=submit][name='{question}']")
            .FirstOrDefault(b => b.GetAttribute("value") == answer);
        Assert.True(button is not null, $"{At} has no button that answers {question} with {answer}.");
        return Sends(Words(button), [(question, answer), .. fields]);
    }

    /// <summary>Sends a form to another address than its own: what a browser does not do and an attacker does.</summary>
    public async Task<Visitor> SendsTo(string button, string? query, params (string Name, string Value)[] fields)
    {
        var form = Page.QuerySelectorAll("form")
            .OfType<IHtmlFormElement>()
            .FirstOrDefault(f => f.QuerySelectorAll("button").Any(b => Words(b) == button));
        Assert.True(form is not null, $"{At} has no button \"{button}\".");
        var values = form!
            .QuerySelectorAll("input[type=hidden][name]")
            .Where(i => !IsForScript(i) || !fields.Any(f => f.Name == i.GetAttribute("name")))
            .Select(i => (Name: i.GetAttribute("name")!, Value: i.GetAttribute("value") ?? ""))
            .Concat(fields)
            .Select(f => KeyValuePair.Create(f.Name, f.Value))
            .ToList();
        var pressed = form.QuerySelectorAll("button").First(b => Words(b) == button);
        var action = (pressed.GetAttribute("formaction") ?? form.GetAttribute("action")) is { Length: > 0 } to ? to : At.ToString();
        if (query is not null)
            action = action.Split('?')[0] + query;
        using var content = new FormUrlEncodedContent(values);
        if (!string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase))
            return await Opens($"{action}?{await content.ReadAsStringAsync()}");
        using var answer = await client.PostAsync(new Uri(action, UriKind.RelativeOrAbsolute), content);
        return answer.Headers.Location is { } on ? await Opens(on.ToString()) : await Sees(action, answer);
    }

    /// <summary>Sends a form that holds files.</summary>
    public async Task<Visitor> SendsForm(string action, MultipartFormDataContent form)
    {
        using var answer = await client.PostAsync(new Uri(action, UriKind.Relative), form);
        return answer.Headers.Location is { } on ? await Opens(on.ToString()) : await Sees(action, answer);
    }

    /// <summary>Sends what a form held once more, to the byte, as a browser does where a page is loaded anew.</summary>
    public async Task<Visitor> SendsBytes(string action, byte[] form)
    {
        using var content = new ByteArrayContent(form);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var answer = await client.PostAsync(new Uri(action, UriKind.Relative), content);
        return answer.Headers.Location is { } on ? await Opens(on.ToString()) : await Sees(action, answer);
    }

    /// <summary>The words of the first that matches.</summary>
    public string Text(string css)
    {
        var found = Page.QuerySelector(css);
        Assert.True(found is not null, $"{At} has no {css}.");
        return Words(found);
    }

    /// <summary>The words of all that match.</summary>
    public IReadOnlyList<string> All(string css) => [.. Page.QuerySelectorAll(css).Select(Words)];

    public static string Words(IElement? element) =>
        element is null ? "" : string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<Visitor> Sees(string path, HttpResponseMessage answer)
    {
        (At, Status) = (new(path, UriKind.RelativeOrAbsolute), answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        page = await Parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        var faults = PageFaults.Of(page).ToList();
        Assert.True(faults.Count == 0, $"{path} ({(int)Status}):\n{string.Join('\n', faults)}");
        return this;
    }
}

/// <summary>What no page may have.</summary>
internal static class PageFaults
{
    internal static IEnumerable<string> Of(IHtmlDocument page)
    {
        var headings = page.QuerySelectorAll("h1");
        if (headings.Length != 1)
            yield return $"It has {headings.Length} h1.";
        var title = page.Title ?? "";
        var errors = page.QuerySelector(".govuk-error-summary") is not null;
        if (errors != title.StartsWith("Error: ", StringComparison.Ordinal))
            yield return errors ? "It has errors, and its title does not say so." : "Its title speaks of an error that it does not have.";
        var own = errors ? title.Replace("Error: ", "", StringComparison.Ordinal) : title;
        if (
            headings.Length == 1
            && !own.StartsWith(
                string.Join(' ', headings[0].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
                StringComparison.Ordinal
            )
        )
            yield return $"Its title \"{title}\" does not begin with its heading.";
        foreach (var twice in page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1))
            yield return $"The id {twice.Key} is there {twice.Count()} times.";
        foreach (
            var script in page.QuerySelectorAll("script")
                .Where(s => !s.HasAttribute("src") && s.GetAttribute("type") is not ("application/json" or "application/ld+json"))
        )
            yield return $"A script is inline: {script.OuterHtml}";
        if (page.QuerySelector("style, [style]") is { } styled)
            yield return $"A style is inline: {styled.OuterHtml}";
        foreach (var element in page.All.Where(e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase))))
            yield return $"A script is in an attribute: {element.OuterHtml}";
        if (page.DocumentElement.GetAttribute("lang") is null or "")
            yield return "It does not say its language.";
        if (page.DocumentElement.GetAttribute("dir") is null or "")
            yield return "It does not say its direction.";
        foreach (var image in page.QuerySelectorAll("img:not([alt])"))
            yield return $"An image has no alt: {image.OuterHtml}";
        foreach (var label in page.QuerySelectorAll("label[for]").Where(l => page.GetElementById(l.GetAttribute("for")!) is null))
            yield return $"A label is for nothing: {label.OuterHtml}";
    }
}
