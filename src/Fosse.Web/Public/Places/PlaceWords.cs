namespace Fosse.Web.Public.Places;

/// <summary>Names the words of the place page; they are in PlaceWords.resx.</summary>
public sealed class PlaceWords;
