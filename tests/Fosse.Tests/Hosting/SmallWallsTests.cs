using System.Net;
using System.Net.Http.Headers;
using Fosse.Tests.Operations;

namespace Fosse.Tests.Hosting;

/// <summary>Small ways in, each shut.</summary>
public sealed class SmallWallsTests
{
    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded; charset=\"UTF-7\"")]
    [InlineData("application/x-www-form-urlencoded; charset=klingon")]
    [InlineData("multipart/form-data; boundary=x; charset=ebcdic-cp-us")]
    [InlineData("nonsense")]
    public async Task A_form_that_cannot_be_read_is_refused_with_every_header(string type)
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=All");
        foreach (var path in new[] { "/sign-in", "/report", "/open311/v2/requests.xml", "/nothing-is-here" })
        {
            using var body = new StringContent("a=b");
            body.Headers.Remove("Content-Type");
            body.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await site.Client().PostAsync(new Uri(path, UriKind.Relative), body);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
            Assert.True(answer.Headers.Contains("Content-Security-Policy"), path);
            Assert.True(answer.Headers.Contains("X-Content-Type-Options"), path);
        }
    }

    [Fact]
    public async Task A_name_that_the_asker_gave_the_server_is_kept_for_nobody_else()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using (var site = await TestSite.On(county, "--Faces=Api"))
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, "/open311/discovery.json");
            ask.Headers.Host = "evil.example";
            using var answer = await site.Client().SendAsync(ask);
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        }
        await using var named = await TestSite.On(county, "--Faces=Api", "--Open311:Address=https://fosse.example");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/open311/discovery.json");
        again.Headers.Host = "evil.example";
        using var kept = await named.Client().SendAsync(again);
        Assert.True(kept.Headers.CacheControl?.Public);
        Assert.DoesNotContain("evil.example", await kept.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_program_writes_is_for_its_user_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "county.db");
        Assert.Equal(0, (await FosseProcess.Run(folder.Path, "update", "--db", $"Data Source={file}")).Code);
        var backup = await FosseProcess.Run(folder.Path, "backup", Path.Combine(folder.Path, "backups"), "--db", $"Data Source={file}");
        Assert.True(backup.Code == 0, backup.Errors);
        foreach (var written in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            var others = File.GetUnixFileMode(written) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Assert.True(others == 0, $"{written}: {others}");
        }
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", true)]
    [InlineData("http://*:80", true)]
    [InlineData("http://[::]:80", true)]
    [InlineData("http://fosse.example", true)]
    [InlineData("https://0.0.0.0:443", false)]
    [InlineData("http://127.0.0.1:8080", false)]
    [InlineData("http://[::1]:8080", false)]
    [InlineData("http://localhost:8080", false)]
    public void Plain_HTTP_that_other_machines_reach_is_warned_of(string address, bool warned) =>
        Assert.Equal(warned, Cli.OpenToTheWire.Warning([address]) is not null);
}
