using Fosse.Privacy;

namespace Fosse.Foundation;

/// <summary>
/// What the policies ask about a purpose. The room that declares the purpose answers, so that they need not know it; what no answer opens
/// is shut.
/// </summary>
/// <param name="Needed">The permission to read for it; none where it is of the house alone.</param>
public sealed record PurposeRule(Purpose Purpose, Permission? Needed)
{
    /// <summary>A job of the house reads for it.</summary>
    public bool ByTheHouse { get; init; }

    /// <summary>A job of the house compares numbers of words for it, and finds nobody.</summary>
    public bool ComparedByTheHouse { get; init; }

    /// <summary>It is for the agency that holds the record, and opens none of another's.</summary>
    public bool OfTheHolderAlone { get; init; }

    /// <summary>It is to answer a request, and opens what a request that is open is about.</summary>
    public bool OfARequest { get; init; }

    /// <summary>The glass may be broken for it.</summary>
    public bool BreaksGlass { get; init; }

    /// <summary>Whoever works a queue reads for it what waits there.</summary>
    public bool OfAQueue { get; init; }

    /// <summary>It opens the reasons that people of the own agency typed, and nothing of the record.</summary>
    public bool OpensReasons { get; init; }

    /// <summary>Records of the own agency are searched for it.</summary>
    public bool Searched { get; init; }

    /// <summary>That another agency holds a record is told for it.</summary>
    public bool Told { get; init; }

    /// <summary>An agreement may share a class of data for it.</summary>
    public bool Shared { get; init; }

    /// <summary>A disclosure may be asked for it.</summary>
    public bool Disclosed { get; init; }

    /// <summary>Work on a record, for which agencies may search, share and ask each other.</summary>
    public static PurposeRule OfWork(Purpose purpose, Permission needed) =>
        new(purpose, needed)
        {
            Searched = true,
            Told = true,
            Shared = true,
            Disclosed = true,
        };
}
