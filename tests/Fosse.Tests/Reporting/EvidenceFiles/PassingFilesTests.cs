using System.Net;
using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Tests.Operations;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Files on their way in, and what lies where meanwhile.</summary>
public sealed class PassingFilesTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_being_sent_lies_nowhere_in_clear_and_nowhere_at_all_after_a_kill(string database)
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "what a process has open is seen on Linux alone");
        await using var county = await PartnershipOfReports.Open(database);
        var passing = Directory.CreateDirectory(Path.Combine(county.Folder, "passing")).FullName;
        await using var server = FosseProcess.StartIn(
            county.Folder,
            passing,
            ["serve", "--port", "0", "--db", county.Address.Connection, "--", "--Faces=Public", $"--Keys:Folder={county.KeyFolder}"]
        );
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = await server.Address };
        var visitor = await Uploading.AtEvidence(client);
        var canary = Encoding.ASCII.GetBytes($"canary {Guid.NewGuid():n}");
        using var form = Uploading.Form(visitor);
        using var file = new Halting(canary);
        using var given = new CancellationTokenSource();
        form.Add(file, "files", "photo.jpg");
        var sending = client.PostAsync(new Uri("/report/evidence?handler=Add", UriKind.Relative), form, given.Token);

        Assert.Same(file.Sent, await Task.WhenAny(file.Sent, sending)); // far more than the sockets hold: most of it has been taken
        var open = Directory.EnumerateFileSystemEntries($"/proc/{server.Id}/fd").Where(f => LeadsInto(passing, f)).ToList();
        Assert.Contains(open, f => Read(f).Length > 8 * 1024 * 1024); // it is there
        Assert.DoesNotContain(open.Concat(Files(passing)), f => Read(f).IndexOf(canary) >= 0);

        server.Signal("KILL");
        await server.Ends();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        Assert.DoesNotContain(Files(passing), f => Read(f).Length > 0);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_letter_of_any_size_comes_through_whole(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public", Uploading.Store(county));
        var visitor = await Uploading.AtEvidence(site.Client());
        using var form = Uploading.Form(visitor);
        foreach (var size in (int[])[65_535, 65_536, 65_537, 200_000, 5_000_000])
            form.Add(new ByteArrayContent(Uploading.Large(size)), "files", $"{size}.pdf");
        await visitor.SendsForm("/report/evidence?handler=Add", form);
        Assert.Empty(visitor.All(".govuk-error-summary__list li"));
        Assert.Equal(5, site.App.Services.GetRequiredService<FileStore>().List().Count());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_form_of_too_many_files_is_refused(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public", Uploading.Store(county));
        var visitor = await Uploading.AtEvidence(site.Client());
        using var form = Uploading.Form(visitor);
        for (var i = 0; i < 500; i++)
            form.Add(new ByteArrayContent([1]), "files", "a.jpg");
        await visitor.SendsForm("/report/evidence?handler=Add", form);
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Equal("Photos or papers", (await visitor.Opens("/report/evidence")).Heading); // and what was told is still there
    }

    [Fact]
    public async Task A_file_is_read_from_any_place_as_often_as_somebody_likes()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        using var file = await PassingFile.Take("somebody", "files", "a", new HeaderDictionary(), new MemoryStream(bytes), default);
        await using var content = file.OpenReadStream();
        foreach (var place in (int[])[0, 5, 65_535, 65_536, 131_073, 199_999, 200_000, 3])
        {
            content.Position = place;
            using var rest = new MemoryStream();
            await content.CopyToAsync(rest);
            Assert.Equal(bytes[place..], rest.ToArray());
        }
    }

    [Fact]
    public void What_one_address_has_on_its_way_leaves_room_for_others()
    {
        Assert.True(PassingRoom.Takes("one", PassingRoom.OfAddress));
        try
        {
            Assert.False(PassingRoom.Takes("one", 1));
            Assert.True(PassingRoom.Takes("other", 1));
            PassingRoom.Return("other", 1);
        }
        finally
        {
            PassingRoom.Return("one", PassingRoom.OfAddress);
        }
        Assert.True(PassingRoom.Takes("one", 1));
        PassingRoom.Return("one", 1);
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);

    private static bool LeadsInto(string folder, string descriptor) =>
        new FileInfo(descriptor).LinkTarget is { } to && to.StartsWith(folder, StringComparison.Ordinal);

    // Empty also where it is no file, but a way to talk to the process.
    private static ReadOnlySpan<byte> Read(string file)
    {
        if (new FileInfo(file).LinkTarget is null && new FileInfo(file).Length == 0)
            return [];
        using var raw = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var all = new MemoryStream();
        raw.CopyTo(all);
        return all.ToArray();
    }

    /// <summary>A file that comes for 40 MB and then no further.</summary>
    private sealed class Halting(byte[] canary) : HttpContent
    {
        private readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Sent => sent.Task;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, default);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            byte[] many = [.. Enumerable.Repeat(canary, 2_000).SelectMany(c => c)];
            for (var sent = 0; sent < 40 * 1024 * 1024; sent += many.Length)
                await stream.WriteAsync(many, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            sent.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
