using System.Security.Cryptography;
using System.Xml.Linq;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.Hosting;

/// <summary>The keys of forms and half-done sign-ins: shared by all hosts, and of no use to whoever has only the database.</summary>
public sealed class ProtectionKeysTests
{
    private static readonly Actor Operator = new(Actor.TheHouse, Guid.Empty, "operator");

    private static IDataProtector Protector(IServiceProvider services) =>
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("a sign-in");

    private static Task<List<string>> Stored(TestCounty county) =>
        county.Do(db => db.Set<ProtectionKey>().OrderBy(k => k.Id).Select(k => k.Xml).ToListAsync());

    private static string Ring(string xml) => (string)XElement.Parse(xml).Descendants("ring").Single().Attribute("key")!;

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task They_lie_locked_are_shared_by_hosts_and_outlive_a_turn_of_the_ring(string database)
    {
        await using var county = await TestCounty.Open(database);
        string made;
        await using (var site = await TestSite.On(county))
            made = Protector(site.App.Services).Protect("half way");
        var before = Assert.Single(await Stored(county));
        Assert.DoesNotContain("masterKey", before, StringComparison.Ordinal);
        await using (var other = await TestSite.On(county))
            Assert.Equal("half way", Protector(other.App.Services).Unprotect(made));

        var rotation = county.Services.GetRequiredService<KeyRotation>();
        var turned = await rotation.Rotate(Operator, default);
        await rotation.Retire(Operator, default);
        var after = Assert.Single(await Stored(county));
        Assert.NotEqual(turned.Current, Ring(before));
        Assert.Equal(turned.Current, Ring(after));
        await using var later = await TestSite.On(county);
        Assert.Equal("half way", Protector(later.App.Services).Unprotect(made));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_has_the_database_and_not_the_ring_can_make_no_sign_in_and_a_host_without_a_ring_says_so(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county);
        var made = Protector(site.App.Services).Protect("half way");

        // Another ring: the thief's own.
        await using (var thief = await TestSite.On(county.Address, null, $"--Keys:Folder={Path.Combine(county.Folder, "other")}"))
        {
            var protector = Protector(thief.App.Services);
            Assert.Throws<CryptographicException>(() => protector.Unprotect(made));
            Assert.Throws<CryptographicException>(() => Protector(site.App.Services).Unprotect(protector.Protect("forged")));
        }
        // None at all: it works for itself, stores nothing, and says why.
        var stored = (await Stored(county)).Count;
        await using var bare = await TestSite.Bare(
            county.Address,
            builder => builder.Logging.AddProvider(county.Log),
            $"--Keys:Folder={Path.Combine(county.Folder, "none")}"
        );
        var own = Protector(bare.App.Services);
        Assert.Equal("here", own.Unprotect(own.Protect("here")));
        Assert.Throws<CryptographicException>(() => own.Unprotect(made));
        Assert.Equal(stored, (await Stored(county)).Count);
        Assert.Contains(
            county.Log.Lines,
            line =>
                line.StartsWith("There is no key ring", StringComparison.Ordinal)
                && line.Contains("Set Keys:Folder", StringComparison.Ordinal)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_key_that_lies_open_from_before_is_used_no_more_and_goes(string database)
    {
        await using var county = await TestCounty.Open(database);
        var open = new Shelf();
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("fosse").Services.Configure<KeyManagementOptions>(o => o.XmlRepository = open);
        await using var before = services.BuildServiceProvider();
        var forged = Protector(before).Protect("forged");
        await county.Do(async db =>
        {
            db.AddRange(open.All.Select(x => new ProtectionKey { Name = "from before", Xml = x.ToString(SaveOptions.DisableFormatting) }));
            await db.SaveChangesAsync();
        });
        await using var site = await TestSite.On(county);
        Assert.Throws<CryptographicException>(() => Protector(site.App.Services).Unprotect(forged));
        await using (var scope = county.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetServices<ITimetabled>().OfType<ClearOld>().Single().Run(default);
        Assert.Equal(0, await county.Do(db => db.Set<ProtectionKey>().CountAsync(k => k.Name == "from before")));
    }

    private sealed class Shelf : IXmlRepository
    {
        public List<XElement> All { get; } = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. All];

        public void StoreElement(XElement element, string friendlyName) => All.Add(element);
    }
}
