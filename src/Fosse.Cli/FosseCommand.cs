using System.CommandLine;
using Fosse.Cli.Commands;

namespace Fosse.Cli;

/// <summary>The one executable: every deed is a command under it.</summary>
public static class FosseCommand
{
    /// <returns>0 done, 1 failed, 2 bad input.</returns>
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Fosse: the open platform of a county's community safety partnership.")
        {
            DemoCommand.Make(), ServeCommand.Make(), ImportCommand.Make(), ImportsCommand.Make(), UpdateCommand.Make(), BackupCommand.Make(), BackupCommand.MakeRestore(), DoctorCommand.Make(), CheckRatesCommand.Make(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Run 'fosse --help' or 'fosse COMMAND --help' for what can be asked.");
            return ExitCodes.BadInput;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. What was finished is kept; run the same command again to go on.");
            return ExitCodes.Failed;
        }
        catch (Exception bad) when (bad is FormatException or FileNotFoundException or DirectoryNotFoundException)
        {
            await Console.Error.WriteLineAsync(bad.Message);
            return ExitCodes.BadInput;
        }
        catch (Exception failed) when (failed is System.Data.Common.DbException or IOException or Storage.SchemaRefused or Storage.BackupRefused or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Failed: {failed.Message}");
            return ExitCodes.Failed;
        }
    }
}

internal static class ExitCodes
{
    public const int Done = 0, Failed = 1, BadInput = 2;
}
