using System.CommandLine;

namespace Fosse.Cli.Commands;

/// <summary>fosse serve: the web site on a database.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var db = CountyDatabase.Option();
        var urls = new Option<string>("--urls") { Description = "Where to listen", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var command = new Command("serve", "Serve the web site.") { urls, db };
        command.SetAction((_, _) => Task.FromResult(ExitCodes.Failed));
        return command;
    }
}
