using Fosse.Foundation;

namespace Fosse.Storage;

/// <summary>The database's own door: the public face may put personal data in and cannot take it out.</summary>
internal static class PostgresRoles
{
    public static Task<IReadOnlyList<string>> Grant(SafetyDb db, CancellationToken stop) => Task.FromResult<IReadOnlyList<string>>([]);
}
