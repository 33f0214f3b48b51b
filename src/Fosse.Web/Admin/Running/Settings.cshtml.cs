using Fosse.Foundation;
using Fosse.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Configuration;

namespace Fosse.Web.Admin.Running;

/// <summary>What this host runs with. Settings are changed where the host is started, never here.</summary>
public sealed class SettingsModel(IConfiguration configuration, DatabaseAddress address) : PageModel
{
    public IReadOnlyList<HostSetting> All => HostSettings.Of(configuration);

    /// <summary>The kind alone: an address may hold a password.</summary>
    public string Database => address.Kind is DatabaseKind.Sqlite ? "SQLite" : "PostgreSQL";
    public static string Zone => CountyClock.Zone.Id;
}
