using Fosse.Foundation;

namespace Fosse.Records;

/// <summary>What a role may let its holder do in this room.</summary>
public static class RecordsPermissions
{
    public static Permission ReadRecords { get; } = new(nameof(ReadRecords)) { Personal = true };
    public static Permission WriteRecords { get; } = new(nameof(WriteRecords));
    public static Permission SearchRecords { get; } = new(nameof(SearchRecords)) { Personal = true };

    /// <summary>Opens a record without leave in an emergency, told to its owner at once and reviewed.</summary>
    public static Permission BreakGlass { get; } = new(nameof(BreakGlass)) { Personal = true };
}
