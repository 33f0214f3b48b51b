using System.IO.Compression;
using System.Text;
using Fosse.Accounts;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Intake;

/// <summary>The admin page of a county on which imports are asked for, and a worker that can be told to look.</summary>
internal sealed class AskedImports : IAsyncDisposable
{
    private AskedImports(TestCounty county, TestSite site, Visitor admin) => (County, Site, Admin) = (county, site, admin);

    public TestCounty County { get; }
    public TestSite Site { get; }
    public Visitor Admin { get; }
    public string Uploads => UploadsOf(County);

    public static string UploadsOf(TestCounty county) => Path.Combine(county.Folder, "uploads");

    public static async Task<AskedImports> Open(TestCounty county, params string[] settings)
    {
        var site = await TestSite.On(
            county,
            ["--Faces=Admin", $"--Intake:Uploads={UploadsOf(county)}", "--Work:Lease=00:00:01", .. settings]
        );
        return new(county, site, await Officer.SignsIn(site, county, AccountsPermissions.Administer));
    }

    /// <summary>Sends the form with files, or with a folder.</summary>
    public async Task<Visitor> Asks(ImportKind? kind, string? folder = null, params (string Name, byte[] Content)[] files)
    {
        await Admin.Opens("/admin/imports/add");
        using var form = new MultipartFormDataContent();
        Add(form, "__RequestVerificationToken", Admin.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
        if (kind is not null)
            Add(form, "Kind", kind.Value.ToString());
        if (folder is not null)
            Add(form, "Folder", folder);
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "files", name);
        return await Admin.SendsForm("/admin/imports/add", form);
    }

    public static byte[] Zip(params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return bytes.ToArray();
    }

    public static byte[] Zip(string folder) => Zip([.. Directory.GetFiles(folder).Select(f => (Path.GetFileName(f), File.ReadAllText(f)))]);

    /// <summary>What a worker does when it looks.</summary>
    public Task<int> WorkerLooks(CancellationToken stop = default) =>
        Site.App.Services.GetServices<IWorkInRounds>().Single().DrainOnce(stop);

    public Task<ImportRequest> Newest() =>
        County.Do(db => db.Set<ImportRequest>().AsNoTracking().OrderByDescending(r => r.AskedAt).FirstAsync());

    public static async Task<string> Hash(TestCounty county)
    {
        var doctor = await FosseProcess.Run(county.Folder, "doctor", "--content-hash", "--db", county.Address.Connection);
        Assert.Equal(0, doctor.Code);
        return doctor.Output.Trim();
    }

    private static void Add(MultipartFormDataContent form, string name, string value)
    {
        var field = new StringContent(value);
        field.Headers.ContentType = null;
        form.Add(field, name);
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
