using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Fosse.Privacy;

/// <summary>
/// Stands between the code and every table whose name begins with <c>p_</c>. A command that names one is let through
/// only while an <see cref="Access"/> is open; the one exception is adding a row, so that anyone may hand something in
/// and nobody takes anything out. It reads the SQL itself, so entities, projections, bulk updates and raw SQL all meet it.
/// </summary>
internal sealed class PersonalDataWall : DbCommandInterceptor
{
    public static readonly PersonalDataWall Instance = new();

    private static void Check(DbCommand command, CommandEventData data)
    {
        if (data.Context is GuardedDb { Access: not null })
            return;
        // A command that only names a procedure or a table is SQL that the driver writes: there is nothing to read.
        if (command.CommandType is not CommandType.Text || PersonalSql.Touches(command.CommandText, Reader(data)))
            throw new PersonalDataRefused("Personal data was asked for and no access was open.");
    }

    private static SqlReader Reader(CommandEventData data) =>
        data.Context?.Database.ProviderName?.EndsWith("Sqlite", StringComparison.Ordinal) == true ? SqlReader.Sqlite : SqlReader.Postgres;

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Check(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Check(command, eventData);
        return new(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Check(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Check(command, eventData);
        return new(result);
    }

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result
    )
    {
        Check(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        Check(command, eventData);
        return new(result);
    }
}
