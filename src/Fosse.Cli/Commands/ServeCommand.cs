using System.CommandLine;
using System.CommandLine.Parsing;
using System.Data.Common;
using Fosse.Foundation;
using Fosse.Publishing;
using Fosse.Reporting;
using Fosse.Storage;
using Fosse.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fosse.Cli.Commands;

/// <summary>fosse serve: the web site on a database.</summary>
internal static class ServeCommand
{
    internal const int StandardPort = 5080;

    public static Command Make()
    {
        var db = CountyDatabase.Option();
        var urls = new Option<string?>("--urls") { Description = $"Where to listen; without it {AtPort(StandardPort)}" };
        var port = new Option<int?>("--port") { Description = "Port on 127.0.0.1 alone, in place of --urls; 0 takes a free one" };
        var settings = new Argument<string[]>("settings")
        {
            Description = "Behind --, settings such as --Faces=Api or --Map:Tiles=FOLDER",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command(
            "serve",
            """
            Serve the web site until it is stopped (Ctrl-C or SIGTERM).

            Examples:
              fosse serve
              fosse serve --port 8080
              fosse serve --urls http://127.0.0.1:8080 -- --Map:Tiles=./tiles
              fosse serve -- --Faces=Public,Partner,Admin,Api,Worker --SignIn:Address=https://fosse.example
            """
        )
        {
            settings,
            urls,
            port,
            db,
        };
        command.Validators.Add(asked =>
        {
            if (asked.GetResult(urls) is not null && asked.GetResult(port) is not null)
                asked.AddError("Give --urls or --port, not both.");
        });
        command.SetAction(
            (parsed, stop) =>
                Serve(
                    CountyDatabase.Address(parsed.GetValue(db)),
                    parsed.GetValue(urls) ?? AtPort(parsed.GetValue(port) ?? StandardPort),
                    [],
                    null,
                    stop,
                    BehindTheDashes(parsed, parsed.GetValue(settings) ?? [])
                )
        );
        return command;
    }

    internal static string AtPort(int port) => $"http://127.0.0.1:{port}";

    /// <summary>The settings; what stands before -- is none, but an option that is not known.</summary>
    private static string[] BehindTheDashes(ParseResult parsed, string[] settings)
    {
        var behind = parsed.Tokens.SkipWhile(t => t.Type is not TokenType.DoubleDash).Skip(1).Count();
        return settings.Length <= behind
            ? settings
            : throw new FormatException(
                $"'{settings[0]}' is no option of 'fosse serve', whose --help names them. Settings stand behind --, such as: "
                    + "fosse serve -- --Faces=Public,Api"
            );
    }

    internal static async Task<int> Serve(
        DatabaseAddress address,
        string urls,
        IReadOnlyList<string> words,
        Action<WebApplicationBuilder>? more,
        CancellationToken stop,
        params string[] settings
    )
    {
        // Side by side: the figures and the host are most of what a cold start waits for.
        var figures = Task.Run(() => CountyDatabase.FiguresBeforehand(address, stop), stop);
        await using var site = FosseSite.Build(
            [$"--urls={urls}", .. settings],
            address,
            builder =>
            {
                LogBesideTheAnswer(builder);
                more?.Invoke(builder);
            }
        );
        site.Services.GetRequiredService<PublishedFigures>().Expect(figures);
        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().Run(stop);
        }
        await Start(site, stop);
        Console.WriteLine($"Fosse is at {site.Urls.First()}");
        if (OpenToTheWire.Warning(site) is { } warning)
            await Console.Error.WriteLineAsync(warning);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop, site.Lifetime.ApplicationStopping);
        try
        {
            // It serves: whoever stops it from here on stops a server, and cuts nothing off.
            if (await NotReady(site, ends.Token))
                site.Logger.LogWarning(
                    "Reports cannot be taken yet, and residents are told so: "
                        + "the first page for administrators (/admin) says what is missing"
                );
            foreach (var line in words)
                Console.WriteLine(line);
            await Task.Delay(Timeout.Infinite, ends.Token);
        }
        catch (OperationCanceledException)
        {
            await site.StopAsync(CancellationToken.None);
        }
        return Failed(site) is { } why ? throw why : ExitCodes.Done;
    }

    private static ServerEnded? Failed(WebApplication site) => ServerEnded.Of(site.Services.GetServices<IHostedService>());

    // A service that fails while others start only cancels their start, and says nothing.
    private static async Task Start(WebApplication site, CancellationToken stop)
    {
        try
        {
            await site.StartAsync(stop);
        }
        catch (OperationCanceledException) when (Failed(site) is { } failed)
        {
            throw failed;
        }
        catch (Exception why) when (why is not (OperationCanceledException or OptionsValidationException or IOException or DbException))
        {
            throw ServerEnded.AtTheStart(why);
        }
    }

    private static async Task<bool> NotReady(WebApplication site, CancellationToken stop)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        return !await scope.ServiceProvider.GetRequiredService<StandingRules>().SomebodyAnswers(db, stop);
    }

    // Standard output carries the address alone. What stops the start is said in one line by the command, not with its trace by the host.
    private static void LogBesideTheAnswer(WebApplicationBuilder builder)
    {
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o =>
            o.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // In universal time, so that lines of several machines and of a night when the clocks change can be put in order.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.SimpleConsoleFormatterOptions>(o =>
            (o.TimestampFormat, o.UseUtcTimestamp, o.SingleLine) = ("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", true, true)
        );
    }
}
