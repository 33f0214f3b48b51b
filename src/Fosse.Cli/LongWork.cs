using System.Diagnostics;
using System.Globalization;
using Fosse.Intake;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Fosse.Cli;

/// <summary>Shows how far long work has come: a bar with rate and time left on a terminal, plain lines elsewhere; always on standard
/// error.</summary>
internal sealed class LongWork : IShowProgress
{
    private const int Narrow = 60; // columns: below, the bar and the rate make room for the words
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    public static LongWork Shown { get; } = new();

    public Task<T> During<T>(string what, long total, Func<Action<string, long>, Task<T>> work, string unit = "rows") =>
        Console.IsErrorRedirected ? Plain(what, total, work, unit) : Terminal.Run(what, total, work, unit);

    public void Tell(string words) => Console.Error.WriteLine(words);

    private static async Task<T> Plain<T>(string what, long total, Func<Action<string, long>, Task<T>> work, string unit)
    {
        var watch = Stopwatch.StartNew();
        var (done, said) = (0L, TimeSpan.Zero);
        return await work(
            (_, more) =>
            {
                done += more;
                if (watch.Elapsed - said < BetweenLines)
                    return;
                said = watch.Elapsed;
                var rate = done / watch.Elapsed.TotalSeconds;
                var left = rate > 0 && total > done ? TimeSpan.FromSeconds((total - done) / rate) : TimeSpan.Zero;
                Console.Error.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{what}: {Words(done, unit)} of about {Words(total, unit)}, {Words((long)rate, unit)} a second, "
                            + $"{Math.Ceiling(left.TotalSeconds):N0} s left"
                    )
                );
            }
        );
    }

    private static string Words(long amount, string unit) =>
        unit == "bytes"
            ? string.Create(CultureInfo.InvariantCulture, $"{amount / 1_000_000.0:N1} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{amount:N0} {unit}");

    // Apart, so that what has no terminal does not wait for what draws on one.
    private static class Terminal
    {
        private static readonly IAnsiConsole Screen = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(Console.Error),
                Ansi = AnsiSupport.Detect,
                Interactive = InteractionSupport.Detect,
            }
        );

        public static async Task<T> Run<T>(string what, long total, Func<Action<string, long>, Task<T>> work, string unit)
        {
            if (!Screen.Profile.Capabilities.Ansi)
                return await Plain(what, total, work, unit);
            ProgressColumn[] columns =
                Screen.Profile.Width < Narrow
                    ? [new StepColumn(Math.Max(8, Screen.Profile.Width - 16)), new PercentageColumn(), new RemainingTimeColumn()]
                    :
                    [
                        new StepColumn(Screen.Profile.Width / 3),
                        new ProgressBarColumn { Width = Math.Min(40, Screen.Profile.Width / 5) },
                        new PercentageColumn(),
                        new RateColumn(unit),
                        new RemainingTimeColumn(),
                    ];
            return await Screen
                .Progress()
                .AutoClear(true)
                .HideCompleted(true)
                .Columns(columns)
                .StartAsync(async bars =>
                {
                    var bar = bars.AddTask(what, maxValue: Math.Max(1, total));
                    return await work(
                        (step, done) =>
                        {
                            if (step.Length > 0)
                                bar.Description = step;
                            bar.Increment(done);
                        }
                    );
                });
        }
    }

    /// <summary>The end of a name says more than its beginning: a path is cut in front.</summary>
    private sealed class StepColumn(int width) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Description.Length <= width ? task.Description : $"…{task.Description[^(width - 1)..]}");
    }

    private sealed class RateColumn(string unit) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text($"{Words((long)task.Value, unit)}, {Words((long)(task.Speed ?? 0), unit)}/s");
    }
}
