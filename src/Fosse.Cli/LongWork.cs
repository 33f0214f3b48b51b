using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Fosse.Cli;

/// <summary>Shows how far long work has come: a bar with rows, rate and time left on a terminal, plain lines elsewhere; always on standard error.</summary>
internal static class LongWork
{
    public static readonly IAnsiConsole Screen = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    });

    /// <param name="total">Expected units (bytes, rows); the work reports how many it has done since the last time and a name for the step.</param>
    public static async Task<T> Run<T>(string what, long total, Func<Action<string, long>, Task<T>> work)
    {
        if (Console.IsErrorRedirected) return await Plain(what, total, work);
        return await Screen.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(what, maxValue: Math.Max(1, total));
                return await work((step, done) =>
                {
                    if (step.Length > 0) bar.Description = Markup.Escape(step);
                    bar.Increment(done);
                });
            });
    }

    private static async Task<T> Plain<T>(string what, long total, Func<Action<string, long>, Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        var (done, said) = (0L, TimeSpan.Zero);
        return await work((step, more) =>
        {
            done += more;
            if (watch.Elapsed - said < TimeSpan.FromSeconds(5)) return;
            said = watch.Elapsed;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {done:N0} of about {total:N0}, {done / watch.Elapsed.TotalSeconds:N0} a second"));
        });
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text($"{task.Value:N0} rows, {task.Speed ?? 0:N0}/s");
    }
}
