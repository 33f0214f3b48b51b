using System.Globalization;
using System.Text;

namespace Fosse.Places;

/// <summary>Makes the addresses of area pages from names.</summary>
public static class Slug
{
    /// <summary>"Kibworth &amp; Foxton" becomes "kibworth-and-foxton"; accents are dropped, anything else becomes a hyphen.</summary>
    public static string Of(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.Replace("&", " and ", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || c is '\'' or '’')
                continue;
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        return slug.ToString().Trim('-') is { Length: > 0 } made ? made : "area";
    }

    /// <summary>The first of the candidates that nobody has; the code makes the last one unique.</summary>
    public static string Choose(Area area, string? districtName, Predicate<string> taken)
    {
        var name = Of(area.Name);
        string[] candidates = area.Kind switch
        {
            AreaKind.Ward or AreaKind.Neighbourhood when districtName is not null =>
            [
                $"{name}-{Of(districtName)}",
                $"{name}-{Of(districtName)}-{area.Kind.ToString().ToLowerInvariant()}",
            ],
            AreaKind.Neighbourhood => [$"{name}-neighbourhood"],
            _ => [name],
        };
        return candidates.FirstOrDefault(c => !taken(c)) ?? $"{candidates[0]}-{Of(area.Code)}";
    }
}
