using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Tests.Operations;
using Fosse.Tests.Reporting;
using Fosse.Tests.Reporting.EvidenceFiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Tests.Faults;

/// <summary>
/// Residents report while the real server is killed under them again and again. docs/running/faults.md says what the full size of it
/// showed.
/// </summary>
public sealed partial class KilledServerTests
{
    private static readonly int Reports = LongRun.Of(small: 60, full: 2000);
    private static readonly int Kills = Math.Max(4, Reports / 100),
        Clients = Math.Min(50, Reports / 6);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Every_reference_that_somebody_saw_is_there_once_with_its_photo(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        var port = FreePort();
        var (left, standing, references) = (Reports, new Standing(), Channel.CreateUnbounded<string>());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(20));
        var server = await Serves(county, port);
        var residents = Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (Interlocked.Decrement(ref left) >= 0)
                        {
                            using var resident = new Resident(port, standing, patience.Token);
                            references.Writer.TryWrite(await resident.Reports());
                        }
                    })
                )
        );
        var over = residents.ContinueWith(all => references.Writer.Complete(all.Exception), TaskScheduler.Default);
        var (seen, kills) = (new List<string>(), 0);
        try
        {
            await foreach (var reference in references.Reader.ReadAllAsync(patience.Token))
            {
                seen.Add(reference);
                // Spread over the whole: each when another share of the references has been seen.
                if (kills == Kills || seen.Count < Reports * (kills + 1) / (Kills + 1))
                    continue;
                standing.Falls();
                server.Signal("KILL");
                await server.DisposeAsync();
                server = await Serves(county, port);
                standing.Rises();
                kills++;
            }
            await over;
        }
        finally
        {
            await patience.CancelAsync();
            await server.DisposeAsync();
        }
        Assert.Equal(Kills, kills);
        await Holds(county, seen);
    }

    private static async Task Holds(TestCounty county, IReadOnlyCollection<string> seen)
    {
        Assert.Equal(Reports, seen.Distinct().Count());
        var (reports, uploads) = await county.Do(async db =>
            (await db.Set<IncidentReport>().AsNoTracking().ToListAsync(), await db.Set<ReportUpload>().AsNoTracking().ToListAsync())
        );
        Assert.Equal(seen.Order(StringComparer.Ordinal), reports.Select(r => r.Reference).Order(StringComparer.Ordinal));
        var files = new FileStore(Options.Create(new FileStoreOptions { Folder = Path.Combine(county.Folder, "files") }));
        foreach (var report in reports)
        {
            var own = uploads.Where(u => u.RecordId == report.RecordId).ToList();
            Assert.NotEmpty(own);
            foreach (var upload in own)
                Assert.True(await files.Verify(upload.File, default), "a photo is not what was stored");
        }
    }

    private static async Task<FosseProcess> Serves(TestCounty county, int port)
    {
        var server = FosseProcess.Start(
            county.Folder,
            "serve",
            "--urls",
            $"http://127.0.0.1:{port}",
            "--db",
            county.Address.Connection,
            "--",
            "--Faces=Public",
            $"--Keys:Folder={county.KeyFolder}",
            "--RateLimits:ExemptLoopback=true"
        );
        await server.Address;
        return server;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether the server is there, so that nobody asks in vain.</summary>
    private sealed class Standing
    {
        private volatile TaskCompletionSource up = Made();

        public Standing() => up.SetResult();

        public Task Up => up.Task;

        public void Falls() => up = Made();

        public void Rises() => up.SetResult();

        private static TaskCompletionSource Made() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Somebody who sends again whatever was not answered, as a browser's reload does.</summary>
    private sealed partial class Resident(int port, Standing standing, CancellationToken stop) : IDisposable
    {
        private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
            Timeout = TimeSpan.FromSeconds(20),
        };
        private string token = "";

        public void Dispose() => client.Dispose();

        public async Task<string> Reports()
        {
            token = Token.Match(await Asks(() => client.GetAsync(new Uri("/report", UriKind.Relative), stop))).Groups[1].Value;
            await Sends("/report", ("now", "no"));
            await Sends("/report/what", ("category", "other"));
            await Sends("/report/where", ("unknown", "true"));
            await Sends("/report/when", ("happened", nameof(HappenedKind.Unknown)));
            await Sends("/report/saw", ("behaviour", "They throw bottles at the bus every evening"));
            await Asks(() =>
            {
                var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
                var photo = new ByteArrayContent(MadeUpFiles.Jpeg());
                photo.Headers.ContentType = new("image/jpeg");
                form.Add(photo, "files", "photo.jpg");
                return client.PostAsync(new Uri("/report/evidence?handler=Add", UriKind.Relative), form, stop);
            });
            await Sends("/report/evidence");
            await Sends("/report/about", ("anonymous", "yes"));
            var check = await Asks(() => client.GetAsync(new Uri("/report/check", UriKind.Relative), stop));
            await Sends("/report/check", ("receipt", Receipt.Match(check).Groups[1].Value)); // sent again, it is the same form
            return Reference.Match(await Asks(() => client.GetAsync(new Uri("/report/done", UriKind.Relative), stop))).Value;
        }

        private Task<string> Sends(string path, params (string Name, string Value)[] fields) =>
            Asks(() =>
                client.PostAsync(
                    new Uri(path, UriKind.Relative),
                    new FormUrlEncodedContent(
                        fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))
                    ),
                    stop
                )
            );

        private async Task<string> Asks(Func<Task<HttpResponseMessage>> ask)
        {
            while (true)
            {
                try
                {
                    using var answer = await ask();
                    if ((int)answer.StatusCode < 400)
                        return await answer.Content.ReadAsStringAsync(stop);
                    Assert.True((int)answer.StatusCode >= 500, $"answered {(int)answer.StatusCode}");
                }
                catch (Exception cut)
                    when (cut is HttpRequestException or IOException or TaskCanceledException && !stop.IsCancellationRequested)
                {
                    await standing.Up.WaitAsync(stop); // the server is away: again when it is back
                }
            }
        }

        [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
        private static partial Regex Token { get; }

        [GeneratedRegex("name=\"receipt\"[^>]* value=\"([^\"]+)\"")]
        private static partial Regex Receipt { get; }

        [GeneratedRegex("R-[2-9A-Z]{4}-[2-9A-Z]{4}")]
        private static partial Regex Reference { get; }
    }
}
