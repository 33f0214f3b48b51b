using System.Net;
using System.Net.Sockets;
using Fosse.Cli;
using Fosse.Foundation;
using Fosse.Intake;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Fosse.Tests.Operations;

/// <summary>Every end of a process says why, and the doctor finds what would stop a page.</summary>
public sealed class NothingHiddenTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task One_figure_that_no_page_can_show_ends_no_server_and_the_doctor_names_it(string database)
    {
        await using var county = await TestCounty.Open(database);
        await Small.Areas(county);
        await county.Do(db => db.Set<AreaMeasure>().ExecuteUpdateAsync(m => m.SetProperty(x => x.Value, double.PositiveInfinity)));

        var doctor = await FosseProcess.On(county, "doctor");
        Assert.True(doctor.Code == 1, doctor.Output);
        Assert.Contains("UNWELL measures: E01000001 residents 2021 is Infinity", doctor.Output, StringComparison.Ordinal);

        await county.Do(async db =>
        {
            db.Add(new Setting { Key = "county", Value = "{ torn" }); // of which no figures can be made at all
            await db.SaveChangesAsync();
        });
        await using var fosse = FosseProcess.Start(
            county.Folder,
            "serve",
            "--urls",
            "http://127.0.0.1:0",
            "--db",
            county.Address.Connection,
            "--",
            $"--Keys:Folder={county.KeyFolder}"
        );
        using var client = new HttpClient { BaseAddress = await fosse.Address };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
        fosse.Signal("TERM");
        var ended = await fosse.Ends();
        Assert.Equal(0, ended.Code);
        Assert.Contains("The figures could not be loaded: ", ended.Errors, StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_doctor_finds_broken_outlines_places_off_the_earth_and_facts_that_cannot_be_read(string database)
    {
        await using var county = await TestCounty.Open(database);
        await Small.Areas(county);
        await county.Do(async db =>
        {
            db.Add(
                new AreaBoundary
                {
                    AreaId = 1,
                    Vintage = 2021,
                    ValidFrom = new(2021, 1, 1),
                    Shape = [1, 2, 3],
                    Source = "made up",
                }
            );
            db.Add(
                new Postcode
                {
                    Code = "ZZ11AA",
                    Longitude = 0,
                    Latitude = 99,
                }
            );
            db.Add(new Setting { Key = "county", Value = "{ torn" });
            await db.SaveChangesAsync();
        });

        var doctor = await FosseProcess.On(county, "doctor");

        Assert.Equal(1, doctor.Code);
        doctor.ShowsNoTrace();
        foreach (
            var unwell in (string[])
                [
                    "outlines: E01000001 of 2021 cannot be read",
                    "points: ZZ11AA",
                    "facts: the setting 'county' cannot be read",
                    "figures: JsonException",
                ]
        )
            Assert.Contains($"UNWELL {unwell}", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_county_that_is_well_is_called_so()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await Small.Areas(county);
        var doctor = await FosseProcess.On(county, "doctor");
        Assert.True(doctor.Code == 0, doctor.Output);
        Assert.Contains("well   settings: Every setting can be read.", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_finds_a_setting_that_the_host_would_not_start_with()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var doctor = await FosseProcess.With(county, new() { ["FOSSE_SignIn__IdleTimeout"] = "soon" }, "doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains("UNWELL settings: ", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("IdleTimeout", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_port_is_taken_says_so_and_ends_with_1()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var ended = await FosseProcess.On(county, "serve", "--urls", $"http://127.0.0.1:{port}");
        Assert.Equal(1, ended.Code);
        Assert.Contains("address already in use", ended.Errors, StringComparison.OrdinalIgnoreCase);
        ended.ShowsNoTrace();
    }

    [Fact]
    public async Task A_service_of_the_host_that_fails_is_the_reason_that_is_told()
    {
        await using var failing = new Failing();
        await failing.StartAsync(CancellationToken.None);
        await ((Task)failing.ExecuteTask!).ContinueWith(_ => { }, TaskScheduler.Default);
        var ended = ServerEnded.Of([failing]);
        Assert.NotNull(ended);
        Assert.Null(ServerEnded.Of([])); // told to stop
        Assert.Equal("The server ended, for Failing failed: OverflowException: a figure was infinite", ended.Message);
        Assert.Contains(
            "could not start: InvalidOperationException: no",
            ServerEnded.AtTheStart(new InvalidOperationException("no")).Message,
            StringComparison.Ordinal
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_the_database_does_not_take_is_named_with_its_row(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.Do(async db =>
        {
            db.Add(Small.Lsoa(1, "E01000001", "Ashby"));
            db.Add(Small.Lsoa(2, "E01000001", "Ashby again"));
            var stopped = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            var told = FileNotTaken.Of("Areas", stopped);
            Assert.Contains("E01000001", told.Message, StringComparison.Ordinal);
            Assert.StartsWith("Areas: Area ", told.Message, StringComparison.Ordinal);
            var named = await Assert.ThrowsAsync<FileNotTaken>(() => FileNotTaken.Naming<int>("2026-01-street.csv", () => throw stopped));
            Assert.StartsWith("2026-01-street.csv was not taken. ", named.Message, StringComparison.Ordinal);
        });
    }

    private sealed class Failing : BackgroundService, IAsyncDisposable
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new OverflowException("a figure was infinite");
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private static class Small
    {
        public static Area Lsoa(int id, string code, string name) =>
            new()
            {
                Id = id,
                Kind = AreaKind.Lsoa,
                Code = code,
                Name = name,
                FirstVintage = 2021,
            };

        public static Task Areas(TestCounty county) =>
            county.Do(async db =>
            {
                db.Add(Lsoa(1, "E01000001", "Ashby"));
                db.Add(
                    new AreaSlug
                    {
                        AreaId = 1,
                        Slug = "ashby",
                        Current = true,
                    }
                );
                db.Add(
                    new AreaMeasure
                    {
                        AreaId = 1,
                        Measure = "residents",
                        Year = 2021,
                        Value = 1501,
                        Source = "made up",
                    }
                );
                await db.SaveChangesAsync();
            });
    }
}
