namespace Fosse.Places;

/// <summary>What a search can find, the larger before the smaller.</summary>
public enum FoundKind
{
    Postcode,
    PostcodeDistrict,
    County,
    District,
    Settlement,
    Ward,
    Neighbourhood,
    Msoa,
    Lsoa,
    Street,
}

/// <summary>One answer of a search.</summary>
/// <param name="Label">Its name as people write it.</param>
/// <param name="Detail">Names of what it lies in: "Loughborough, Charnwood"; may be empty.</param>
/// <param name="Opens">The area whose page it leads to, where that is another than itself; else empty.</param>
/// <param name="Href">The address of that page below the site's root.</param>
/// <param name="Score">Higher is better; see <see cref="PlaceIndex.Exact"/>.</param>
public sealed record Found(FoundKind Kind, string Label, string Detail, string Opens, string Href, int Score)
{
    /// <summary>True where the query is its whole name, code or postcode.</summary>
    public bool IsExact => Score >= PlaceIndex.Exact;
}
