using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Fosse.Tests.Design;

/// <summary>One tag as a page would have it, without a page.</summary>
internal static class Rendered
{
    public static IStringLocalizer<Words> Words { get; } =
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<Words>>();

    public static IUrlHelperFactory Urls { get; } = new UrlHelperFactory();

    public static ViewContext View(ModelStateDictionary? state = null)
    {
        var http = new DefaultHttpContext();
        return new()
        {
            HttpContext = http,
            RouteData = new(),
            ActionDescriptor = new(),
            ViewData = new(new EmptyModelMetadataProvider(), state ?? new()),
        };
    }

    /// <summary>Model state in which one field is wrong.</summary>
    public static ModelStateDictionary Wrong(string field, string? message)
    {
        var state = new ModelStateDictionary();
        if (message is not null)
            state.AddModelError(field, message);
        return state;
    }

    public static string Html(TagHelper tag, string inner = "", params (string Name, string Value)[] attributes) =>
        Html(tag, _ => inner, attributes);

    /// <summary>With inner tags that are made from the context they share.</summary>
    public static string Html(TagHelper tag, Func<TagHelperContext, string> inner, params (string Name, string Value)[] attributes) =>
        Html(tag, inner, new Dictionary<object, object>(), attributes);

    public static string Html(
        TagHelper tag,
        Func<TagHelperContext, string> inner,
        IDictionary<object, object> shared,
        params (string Name, string Value)[] attributes
    )
    {
        var list = new TagHelperAttributeList(attributes.Select(a => new TagHelperAttribute(a.Name, a.Value)));
        var context = new TagHelperContext(list, shared, Guid.NewGuid().ToString());
        var output = new TagHelperOutput(
            "x",
            list,
            (_, _) =>
            {
                TagHelperContent content = new DefaultTagHelperContent();
                return Task.FromResult(content.SetHtmlContent(inner(context)));
            }
        );
        tag.ProcessAsync(context, output).GetAwaiter().GetResult();
        using var text = new StringWriter();
        output.WriteTo(text, HtmlEncoder.Default);
        return text.ToString();
    }

    /// <summary>The same for any two texts that mean the same: attributes and classes in order, no idle white space.</summary>
    public static string Canonical(string html)
    {
        var lines = new List<string>();
        foreach (
            var node in new HtmlParser()
                .ParseFragment(html, null!)
                .OfType<IElement>()
                .SelectMany(e => e.LocalName == "html" ? e.QuerySelector("body")!.ChildNodes.ToArray() : [e])
        )
            Write(node, 0, lines);
        return string.Join('\n', lines);
    }

    private static string InOrder(string classes) =>
        string.Join(' ', classes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    private static void Write(INode node, int depth, List<string> lines)
    {
        var indent = new string(' ', depth * 2);
        if (node is IElement element)
        {
            var attributes = element
                .Attributes.OrderBy(a => a.Name, StringComparer.Ordinal)
                .Select(a => $" {a.Name}=\"{(a.Name == "class" ? InOrder(a.Value) : a.Value)}\"");
            lines.Add($"{indent}<{element.LocalName}{string.Concat(attributes)}>");
            foreach (var child in element.ChildNodes)
                Write(child, depth + 1, lines);
        }
        else if (
            node is IText text
            && string.Join(' ', text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } words
        )
        {
            lines.Add(indent + words);
        }
    }
}
