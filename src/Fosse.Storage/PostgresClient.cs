using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Fosse.Storage;

/// <summary>Runs PostgreSQL's own clients; they know their dumps better than we would.</summary>
internal static class PostgresClient
{
    public static async Task Run(string client, DatabaseAddress address, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var to = new NpgsqlConnectionStringBuilder(address.Connection);
        var start = new ProcessStartInfo(client) { RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["PGHOST"] = to.Host;
        start.Environment["PGPORT"] = to.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = to.Database;
        start.Environment["PGUSER"] = to.Username;
        if (to.Password is { Length: > 0 } password)
            start.Environment["PGPASSWORD"] = password; // not an argument: those can be seen by others
        start.Environment["PGSSLMODE"] = to.SslMode switch
        {
            SslMode.VerifyFull => "verify-full",
            SslMode.VerifyCA => "verify-ca",
            var mode => mode.ToString().ToLowerInvariant(),
        };
        if (to.RootCertificate is { Length: > 0 } root)
            start.Environment["PGSSLROOTCERT"] = root;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new BackupRefused(
                $"{client} is not installed. Install the PostgreSQL client (Debian: postgresql-client) of the server's version or newer."
            );
        }
        using (process)
        {
            var said = await process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            if (process.ExitCode != 0)
                throw new BackupRefused($"{client} failed: {said.Trim()}");
        }
    }
}
