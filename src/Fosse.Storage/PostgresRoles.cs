using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fosse.Storage;

/// <summary>
/// The database's own door: <c>fosse_public</c> may put personal data in and cannot take it out, reads no table of staff and cases,
/// and nobody but the owner may change the ledger. A face takes on its role by <c>Storage:Role</c> or as a user who has it.
/// </summary>
internal static class PostgresRoles
{
    // Rights are taken away and given again at every update, so that new tables are never forgotten.
    private const string Grants = """
        DO $roles$
        DECLARE t record;
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fosse_public') THEN CREATE ROLE fosse_public NOLOGIN; END IF;
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fosse_app') THEN CREATE ROLE fosse_app NOLOGIN; END IF;
            GRANT USAGE ON SCHEMA public TO fosse_public, fosse_app;
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO fosse_public, fosse_app;
            FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                EXECUTE format('REVOKE ALL ON %I FROM fosse_public, fosse_app', t.tablename);
                IF t.tablename LIKE 'p\_%' THEN
                    EXECUTE format('GRANT INSERT ON %I TO fosse_public', t.tablename);
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO fosse_app', t.tablename);
                ELSIF t.tablename = 'ledger' THEN
                    EXECUTE format('GRANT SELECT, INSERT ON %I TO fosse_app', t.tablename);
                ELSIF t.tablename = 'ledger_head' THEN
                    EXECUTE format('GRANT SELECT, UPDATE ON %I TO fosse_app', t.tablename);
                ELSIF t.tablename = 'subject_keys' THEN
                    EXECUTE format('GRANT INSERT ON %I TO fosse_public', t.tablename);
                    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I TO fosse_app', t.tablename);
                ELSIF t.tablename = 'ring_keys' THEN
                    EXECUTE format('GRANT SELECT ON %I TO fosse_app', t.tablename);
                ELSIF t.tablename = 'forgetting_certificates' THEN
                    EXECUTE format('GRANT SELECT (subject) ON %I TO fosse_public', t.tablename);
                    EXECUTE format('GRANT SELECT, INSERT ON %I TO fosse_app', t.tablename);
                ELSIF t.tablename IN ('timetable', 'report_figures') THEN
                    EXECUTE format('GRANT SELECT ON %I TO fosse_public', t.tablename);
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO fosse_app', t.tablename);
                ELSIF t.tablename IN ('records', 'report_places', 'report_file_marks', 'report_notices', 'report_mailings') THEN
                    EXECUTE format('GRANT INSERT ON %I TO fosse_public', t.tablename);
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO fosse_app', t.tablename);
                ELSIF t.tablename = 'api_keys' THEN
                    EXECUTE format('GRANT SELECT, UPDATE (last_used_on) ON %I TO fosse_public', t.tablename);
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO fosse_app', t.tablename);
                ELSIF t.tablename = 'report_drafts' THEN
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO fosse_public, fosse_app', t.tablename);
                ELSIF t.tablename = 'schema_versions' THEN
                    EXECUTE format('GRANT SELECT ON %I TO fosse_public, fosse_app', t.tablename);
                ELSIF t.tablename ~ ('^(accounts?|sign_in|admin|roles?|sessions?|invitations?|passkeys?|recovery_codes?|records?'
                    || '|assignments?|conflicts?|access|agreements?|sharing|disclosures?|subject|reviews?|exports?|retention|holds?'
                    || '|own|legal|ledger_exports)(_|$)') THEN
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO fosse_app', t.tablename);
                ELSE
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO fosse_public', t.tablename);
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO fosse_app', t.tablename);
                END IF;
            END LOOP;
        END $roles$
        """;

    /// <returns>Notes for the operator: empty when the roles are in place.</returns>
    public static async Task<IReadOnlyList<string>> Grant(SafetyDb db, CancellationToken stop)
    {
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = Grants;
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
