using Fosse.Foundation;
using Fosse.Privacy;

namespace Fosse.Chronology;

/// <summary>Something that was done on a record. It names staff and agencies and nobody of the public, so it can be read before the record
/// is opened.</summary>
/// <param name="Code">What; its words are the page's.</param>
/// <param name="By">Who of the staff; none where nobody was.</param>
/// <param name="On">The day on which it happened, where that is not the day on which it was written.</param>
/// <param name="Wordless">Nothing is ever written with it, so that words of the same instant are not its own.</param>
public sealed record Happened(
    DateTimeOffset At,
    string Code,
    Guid? By = null,
    string About = "",
    DateOnly? On = null,
    bool Wordless = false
);

/// <summary>Words that were written on a record, from behind the wall.</summary>
public sealed record Told(DateTimeOffset At, string Code, Guid? By, string Words, DateOnly? On = null);

/// <summary>What a room knows of what happened on a record. Whoever keeps such rows declares one; the chronology is made of all.</summary>
public sealed record Chronicle(
    Func<SafetyDb, Guid, CancellationToken, Task<IReadOnlyList<Happened>>> Deeds,
    Func<SafetyDb, Access, CancellationToken, Task<IReadOnlyList<Told>>>? Words = null
);

/// <summary>Declares what a room knows of it.</summary>
public static class ChronicleDeclaration
{
    public static Room Chronicles(this Room room, Chronicle chronicle)
    {
        ArgumentNullException.ThrowIfNull(room);
        Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(room.Services, chronicle);
        return room;
    }
}
