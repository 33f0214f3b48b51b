using System.CommandLine;
using System.Data.Common;
using Fosse.Cli.Analyse;
using Fosse.Cli.Commands;
using Fosse.Storage;
using Microsoft.Extensions.Options;

namespace Fosse.Cli;

/// <summary>The one executable: every deed is a command under it.</summary>
public static class FosseCommand
{
    /// <returns>0 done, 1 failed, 2 bad input, 130 stopped before the end.</returns>
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Fosse: the open platform of a county's community safety partnership.")
        {
            DemoCommand.Make(),
            ServeCommand.Make(),
            ImportCommand.Make(),
            ImportsCommand.Make(),
            UpdateCommand.Make(),
            UserCommand.Make(),
            ApiKeyCommand.Make(),
            BackupCommand.Make(),
            RestoreCommand.Make(),
            DoctorCommand.Make(),
            KeysCommand.Make(),
            ForgetCommand.Make(),
            WhoCouldReadCommand.Make(),
            CheckRatesCommand.Make(),
            ReportFiguresCommand.Make(),
            AnalyseCommand.Make(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Run 'fosse --help' or 'fosse COMMAND --help' for what can be asked.");
            return ExitCodes.BadInput;
        }
        // What makes services faster the thousandth time that they are asked for is for those who stay.
        if (parsed.CommandResult.Command.Name is not ("serve" or "demo"))
            AppContext.SetSwitch("Microsoft.Extensions.DependencyInjection.DisableDynamicEngine", true);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(20) }
            );
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. What was finished is kept; run the same command again to go on.");
            return ExitCodes.Stopped;
        }
        catch (OptionsValidationException wrong)
        {
            foreach (var failure in wrong.Failures)
                await Console.Error.WriteLineAsync($"A setting is wrong. {failure}");
            return ExitCodes.BadInput;
        }
        catch (InvalidOperationException wrong) when (wrong.Source == "Microsoft.Extensions.Configuration.Binder")
        {
            await Console.Error.WriteLineAsync($"A setting is wrong. {wrong.Message}");
            return ExitCodes.BadInput;
        }
        catch (Exception bad) when (bad is FormatException or FileNotFoundException or DirectoryNotFoundException)
        {
            await Console.Error.WriteLineAsync(bad.Message);
            return ExitCodes.BadInput;
        }
        catch (Exception failed) when (Cause(failed) is { } cause)
        {
            await Console.Error.WriteLineAsync($"Failed: {cause.Message}");
            return ExitCodes.Failed;
        }
    }

    /// <summary>The failure to speak of; the database's own lies beneath what wraps it. None for a bug, whose trace is wanted.</summary>
    private static Exception? Cause(Exception failed)
    {
        for (Exception? at = failed; at is not null; at = at.InnerException)
        {
            if (at is DbException or IOException or SchemaRefused or BackupRefused or UnauthorizedAccessException)
                return at;
        }
        return null;
    }
}

internal static class ExitCodes
{
    /// <summary>Stopped is what shells say of Ctrl-C; a server that is told to stop has done its work and ends with Done.</summary>
    public const int Done = 0,
        Failed = 1,
        BadInput = 2,
        Stopped = 130;
}
