using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Fosse.Storage;

/// <summary>Takes on the role of <c>Storage:Role</c> with every connection, so that a host of the public face has no more rights than it
/// needs.</summary>
internal sealed partial class PostgresRole(string role) : DbConnectionInterceptor
{
    private readonly string sql = Name().IsMatch(role)
        ? $"SET ROLE {role}"
        : throw new FormatException("Storage:Role must be the name of a role, such as fosse_public.");

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // a name that has been checked, from the operator's settings
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex Name();
}
