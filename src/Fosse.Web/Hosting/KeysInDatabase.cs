using System.Collections.Concurrent;
using System.Xml.Linq;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Hosting;

/// <summary>
/// The framework's keys lie in the county's database, so that every host has the same and a restart ends nobody's form or sign-in. They are
/// locked with the key ring: a stolen database makes no sign-in. Without a ring they stay in this process, and nothing is stored.
/// </summary>
internal sealed class KeysInDatabase(IServiceScopeFactory scopes, ILogger<KeysInDatabase> log) : IXmlRepository
{
    private const int Most = 1_000;

    private readonly ConcurrentBag<XElement> here = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var stored = scope
            .ServiceProvider.GetRequiredService<SafetyDb>()
            .Set<ProtectionKey>()
            .AsNoTracking()
            .OrderBy(k => k.Id)
            .Take(Most)
            .Select(k => k.Xml)
            .AsEnumerable();
        return [.. stored.Where(xml => !ProtectionKeys.LiesOpen(xml)).Select(XElement.Parse), .. here.Select(key => new XElement(key))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var xml = element.ToString(SaveOptions.DisableFormatting);
        if (ProtectionKeys.LiesOpen(xml))
        {
            log.LogWarning(
                "There is no key ring, so the keys of forms and half-done sign-ins are in this process alone: they end with it, "
                    + "and other hosts do not know them. Set Keys:Folder and run 'fosse update'"
            );
            here.Add(new(element));
            return;
        }
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        db.Add(new ProtectionKey { Name = friendlyName, Xml = xml });
        db.SaveChanges();
    }

    internal static void Use(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("fosse");
        services.AddSingleton<KeysInDatabase>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(sp => new ConfigureOptions<KeyManagementOptions>(keys =>
        {
            keys.XmlRepository = sp.GetRequiredService<KeysInDatabase>();
            keys.XmlEncryptor = new RingLock(sp.GetRequiredService<RingBox>());
        }));
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
    }
}

/// <summary>Locks what the framework would write in the clear.</summary>
internal sealed class RingLock(RingBox ring) : IXmlEncryptor
{
    // What is not locked is not stored.
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        ring.HasRing
            ? new(ProtectionKeys.Lock(plaintextElement, ring), typeof(RingUnlock))
            : new(new XElement("unencryptedKey", plaintextElement), typeof(NullXmlDecryptor));
}

/// <summary>The framework makes it by its name, which stands in the stored key.</summary>
internal sealed class RingUnlock(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => ProtectionKeys.Unlock(encryptedElement, services.GetRequiredService<RingBox>());
}
