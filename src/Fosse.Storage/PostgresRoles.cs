using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Fosse.Storage;

/// <summary>
/// The database's own door: <c>fosse_public</c> may put personal data in and cannot take it out, reads no table of staff and cases,
/// and nobody but the owner may change the ledger. A face takes on its role by <c>Storage:Role</c> or as a user who has it.
/// </summary>
internal static class PostgresRoles
{
    // Rights are taken away and given again at every update: a table that says nothing of itself is closed to both.
    private const string Close = """
        DO $roles$
        DECLARE t record;
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fosse_public') THEN CREATE ROLE fosse_public NOLOGIN; END IF;
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fosse_app') THEN CREATE ROLE fosse_app NOLOGIN; END IF;
            GRANT USAGE ON SCHEMA public TO fosse_public, fosse_app;
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO fosse_public, fosse_app;
            FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                EXECUTE format('REVOKE ALL ON %I FROM fosse_public, fosse_app', t.tablename);
            END LOOP;
            GRANT SELECT ON schema_versions TO fosse_public, fosse_app;
        END $roles$;

        """;

    /// <summary>What the tables say of themselves where they are mapped, as statements of PostgreSQL.</summary>
    internal static string Statements(IModel model) =>
        Close + string.Join('\n', model.Grants().Select(g => $"GRANT {g.Said} ON {g.Table} TO {g.Role};"));

    /// <returns>Notes for the operator: empty when the roles are in place.</returns>
    public static async Task<IReadOnlyList<string>> Grant(SafetyDb db, CancellationToken stop)
    {
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = Statements(db.Model);
            await command.ExecuteNonQueryAsync(stop);
            return [];
        }
        catch (PostgresException e)
            when (e.SqlState
                    is PostgresErrorCodes.InsufficientPrivilege
                        or PostgresErrorCodes.DuplicateObject
                        or PostgresErrorCodes.UniqueViolation
                || e.MessageText.Contains("concurrently", StringComparison.Ordinal)
            )
        {
            return
            [
                "The roles fosse_public and fosse_app were not granted: the database user may not create roles, or another "
                    + "update was doing the same. "
                    + "Run 'fosse update' once as a user with CREATEROLE, or create both roles and run it again.",
            ];
        }
    }
}
