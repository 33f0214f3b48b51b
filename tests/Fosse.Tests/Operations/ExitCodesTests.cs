using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Fosse.Tests.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Operations;

/// <summary>How the executable ends: 0 done, 1 failed, 2 bad input, and always in words.</summary>
public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(2, "--nonsense", "imports", "--nonsense")]
    [InlineData(2, "no-such-deed", "no-such-deed")]
    [InlineData(2, "nowhere is not there", "import", "county", "nowhere")]
    [InlineData(2, "nowhere.zip is not there", "import", "crime", "nowhere.zip")]
    [InlineData(2, "nowhere.csv is not there", "import", "postcodes", "nowhere.csv")]
    [InlineData(2, "There is no database at", "doctor", "--db", "Data Source=nowhere.db")]
    [InlineData(2, "There is no database at", "imports", "--db", "Data Source=nowhere.db")]
    [InlineData(2, "There is no database at", "check-rates", "--db", "Data Source=nowhere.db")]
    [InlineData(2, "There is no database at", "backup", "copy", "--db", "Data Source=nowhere.db")]
    [InlineData(2, "The database address cannot be read", "doctor", "--db", "fosse.db")]
    [InlineData(2, "The database address cannot be read", "serve", "--db", "Password=geheim")]
    [InlineData(2, "'--prot' is no option of 'fosse serve'", "serve", "--prot", "1", "--db", "Data Source=new.db")]
    [InlineData(2, "'--Faces=Api' is no option", "serve", "--Faces=Api", "--db", "Data Source=new.db", "--", "--Work:EventsPerRound=0")]
    [InlineData(2, "Give --urls or --port", "serve", "--port", "1", "--urls", "http://127.0.0.1:1", "--db", "Data Source=new.db")]
    [InlineData(2, "not-a-port", "serve", "--port", "not-a-port", "--db", "Data Source=new.db")]
    [InlineData(1, "Failed", "doctor", "--db", "Host=127.0.0.1;Port=1;Database=none;Username=nobody;Password=geheim;Timeout=2")]
    [InlineData(1, "holds no manifest.json", "restore", "nowhere", "--db", "Data Source=new.db")]
    public async Task What_cannot_be_done_is_said_in_a_line_and_stores_nothing(int code, string words, params string[] arguments)
    {
        using var folder = new TestFolder();
        var ended = await FosseProcess.Run(folder.Path, arguments);
        Assert.Equal(code, ended.Code);
        Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", ended.Errors, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
        ended.ShowsNoTrace();
        Assert.Empty(Directory.GetFiles(folder.Path, "*.db", SearchOption.AllDirectories));
    }

    [Theory, InlineData(), InlineData("import"), InlineData("import", "residents"), InlineData("serve"), InlineData("doctor")]
    public async Task Help_is_the_result_and_goes_to_standard_output(params string[] command)
    {
        using var folder = new TestFolder();
        var ended = await FosseProcess.Run(folder.Path, [.. command, "--help"]);
        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Contains("--help", ended.Output, StringComparison.Ordinal);
    }

    [Theory, InlineData("demo", "var/demo.db"), InlineData("serve", "var/fosse.db")]
    public async Task The_help_of_a_command_names_the_database_that_it_uses(string command, string database)
    {
        using var folder = new TestFolder();
        var help = (await FosseProcess.Run(folder.Path, command, "--help")).Output;
        Assert.Contains(
            database,
            string.Join(' ', help.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_import_answers_a_script_in_JSON_alone_and_the_doctor_finds_all_well()
    {
        using var folder = new TestFolder();
        var data = CountyFiles.Write(Path.Combine(folder.Path, "data"));
        string[] db = ["--db", "Data Source=county.db"];

        var import = await FosseProcess.Run(folder.Path, ["import", "county", data, "--json", .. db]);
        Assert.Equal(0, import.Code);
        using var said = JsonDocument.Parse(import.Output);
        Assert.Equal(
            300,
            said.RootElement.GetProperty("took")
                .EnumerateArray()
                .Single(t => t.GetProperty("kind").GetString() == "postcodes")
                .GetProperty("count")
                .GetInt32()
        );

        var doctor = await FosseProcess.Run(folder.Path, ["doctor", "--json", .. db]);
        Assert.Equal(0, doctor.Code);
        using var well = JsonDocument.Parse(doctor.Output);
        Assert.True(well.RootElement.GetProperty("well").GetBoolean());
        Assert.Equal(300, well.RootElement.GetProperty("holds").GetProperty("postcodes").GetInt32());

        var runs = await FosseProcess.Run(folder.Path, ["imports", "--json", .. db]);
        using var listed = JsonDocument.Parse(runs.Output);
        Assert.Equal("county", listed.RootElement[0].GetProperty("run").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused_and_named_with_the_command_that_takes_it()
    {
        using var folder = new TestFolder();
        var data = CountyFiles.Write(Path.Combine(folder.Path, "data"));
        var ended = await FosseProcess.Run(
            folder.Path,
            "import",
            "residents",
            Path.Combine(data, CountyFiles.Postcodes),
            "--db",
            "Data Source=county.db"
        );
        Assert.Equal(2, ended.Code);
        Assert.Contains("codes.csv holds postcodes, not residents. Use 'fosse import postcodes'", ended.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "county.db")));

        var early = await FosseProcess.Run(
            folder.Path,
            "import",
            "residents",
            Path.Combine(data, CountyFiles.Residents),
            "--db",
            "Data Source=county.db"
        );
        Assert.Equal(2, early.Code);
        Assert.Contains("Import the boundaries first", early.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_finds_something_ends_with_1()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await SmallCounty.Figures(county, SmallCounty.From("2024-01", 2)); // counts without the rows that they count
        var rates = await FosseProcess.Run(county.Folder, "check-rates", "--json", "--db", county.Address.Connection);
        Assert.Equal(1, rates.Code);
        using var said = JsonDocument.Parse(rates.Output);
        Assert.True(said.RootElement.GetProperty("differ").GetInt32() > 0);

        await county.Do(db => db.Database.ExecuteSqlAsync($"UPDATE crime_files SET state = 'Loading'"));
        var doctor = await FosseProcess.Run(county.Folder, "doctor", "--db", county.Address.Connection);
        Assert.Equal(1, doctor.Code);
        Assert.Contains("UNWELL imports: 2 files were cut off", doctor.Output, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_port_that_is_taken_is_one_line(bool byUrl)
    {
        using var folder = new TestFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var ended = await FosseProcess.Run(
            folder.Path,
            "serve",
            byUrl ? "--urls" : "--port",
            byUrl ? $"http://127.0.0.1:{port}" : $"{port}",
            "--db",
            "Data Source=county.db"
        );
        Assert.Equal(1, ended.Code);
        Assert.Contains("address already in use", ended.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Single(ended.Errors.Split('\n'), line => line.Contains($"{port}", StringComparison.Ordinal));
        Assert.Empty(ended.Output);
        ended.ShowsNoTrace();
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start_with_a_line_that_names_the_key()
    {
        using var folder = new TestFolder();
        var ended = await FosseProcess.Run(
            folder.Path,
            "serve",
            "--urls",
            "http://127.0.0.1:0",
            "--db",
            "Data Source=county.db",
            "--",
            "--Work:EventsPerRound=0"
        );
        Assert.Equal(2, ended.Code);
        Assert.Contains("EventsPerRound", ended.Errors, StringComparison.Ordinal);
        ended.ShowsNoTrace();
    }
}
