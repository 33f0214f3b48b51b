using Fosse.Places;
using Fosse.Privacy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Search;

/// <summary>Finds places by what people type; where there is no doubt, it leads straight to the page.</summary>
public sealed class SearchModel(PlaceFinder finder) : PageModel
{
    /// <summary>Beyond this, typing more helps more than reading on.</summary>
    public const int Most = 200;

    private const int OnAPage = 20;

    public string Query { get; private set; } = "";
    public bool Cut { get; private set; }
    public int Count { get; private set; }
    public int Pages { get; private set; }
    public int Shown { get; private set; }

    /// <summary>What this page shows by kind, each with the count on all pages.</summary>
    public IReadOnlyList<(FoundKind Kind, int Count, IReadOnlyList<Found> Found)> Groups { get; private set; } = [];
    public IReadOnlyList<Found> Nearest { get; private set; } = [];

    /// <summary>What could be typed here and is found.</summary>
    public PlaceExamples? Examples { get; private set; }

    /// <summary>The postcode that was asked for and is not held.</summary>
    public string? NotHeld { get; private set; }

    public async Task<IActionResult> OnGet(string? q, [FromQuery(Name = "page")] string? page, CancellationToken stop)
    {
        Response.Headers["X-Robots-Tag"] = "noindex";
        Cut = q?.Length > PlaceIndex.Longest;
        Query = (Cut ? q![..PlaceIndex.Longest] : q ?? "").Trim();
        var index = await finder.Now(stop);
        Examples = index.Examples;
        if (Query.Length == 0)
            return Page();

        var found = index.Search(Query, Most);
        if (TheOne(found) is { } one)
            return Redirect(Url.Content("~" + one));
        Count = found.Count;
        Pages = Math.Max(1, (Count + OnAPage - 1) / OnAPage);
        Shown = int.TryParse(page, out var asked) ? Math.Clamp(asked, 1, Pages) : 1;
        Groups =
        [
            .. found
                .Skip((Shown - 1) * OnAPage)
                .Take(OnAPage)
                .GroupBy(f => f.Kind)
                .Select(g => (g.Key, found.Count(f => f.Kind == g.Key), (IReadOnlyList<Found>)[.. g])),
        ];
        if (!found.Any(f => f.Kind is FoundKind.Postcode) && PostcodeText.Read(Query) is [var code, ..])
            NotHeld = PostcodeText.Show(code);
        if (Count == 0)
            Nearest = index.Nearest(Query, 5);
        return Page();
    }

    // A district's own name means the district, though a town or a ward in it bears it too.
    // A street is never the only meaning of its name: the next village has one too.
    private static string? TheOne(IReadOnlyList<Found> found)
    {
        var pages = found.Where(f => f.IsExact && f.Kind is not FoundKind.Street).Select(f => f.Href).Distinct().Take(2).ToList();
        var towns = found.Count(f => f.IsExact && f.Kind is FoundKind.Settlement);
        var districts = found.Where(f => f.IsExact && f.Kind is FoundKind.District).Select(f => f.Href).Distinct().Take(2).ToList();
        // Two villages of a name are a question, and so is a town beside a ward that is called the same.
        return districts.Count == 1 && towns < 2 ? districts[0]
            : pages.Count == 1 ? pages[0]
            : null;
    }
}
