using Microsoft.Extensions.Hosting;

namespace Fosse.Cli;

/// <summary>The server ended and nobody had told it to; the words say why.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It says what happened, as the rest of the house does."
)]
internal sealed class ServerEnded(string message, Exception? cause) : IOException(message, cause)
{
    /// <summary>The host ends when one of its services fails, and keeps the reason to itself. None where no service failed: then it was
    /// told to end, by a signal that the host heard before the command did.</summary>
    public static ServerEnded? Of(IEnumerable<IHostedService> services)
    {
        var failed = services
            .OfType<BackgroundService>()
            .Select(s => (s.GetType().Name, Why: s.ExecuteTask?.Exception?.GetBaseException()))
            .FirstOrDefault(s => s.Why is not null);
        return failed.Why is { } why ? new($"The server ended, for {failed.Name} failed: {Says(why)}", why) : null;
    }

    public static ServerEnded AtTheStart(Exception why) => new($"The server could not start: {Says(why)}", why);

    private static string Says(Exception why) => $"{why.GetType().Name}: {why.Message.ReplaceLineEndings(" ")}";
}
