using System.Globalization;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Privacy;
using Fosse.Web.Admin.Roles;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Admin.Running;

/// <summary>What administrators did. It can be read and printed, and not changed.</summary>
public sealed class EventsModel(SafetyDb db, SignedIn by, IStringLocalizer<RunningWords> words, IStringLocalizer<RolesWords> roles)
    : PageModel
{
    public PageOf<AdminEventRow> Found { get; private set; } = null!;

    private Dictionary<Guid, string> imports = [];

    public async Task OnGet([FromQuery(Name = "page")] int? shown, CancellationToken stop)
    {
        Found = await db.AdminEventPage(by, shown ?? 1, stop);
        var ids = Found.Rows.Where(OfAnImport).Select(e => e.Event.AboutId).OfType<Guid>().Distinct().ToList();
        imports = await db.Set<ImportRequest>()
            .AsNoTracking()
            .Where(r => ids.Contains(r.Id))
            .Take(ids.Count)
            .ToDictionaryAsync(r => r.Id, r => words["About.Import", words[$"Asked.Kind.{r.Kind}"], r.What].Value, stop);
    }

    /// <summary>What it was done to, by name; an import by what was imported and from where.</summary>
    public string? About(AdminEventRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return !OfAnImport(row) ? row.About
            : row.Event.AboutId is { } id && imports.TryGetValue(id, out var named) ? named
            : words["About.ImportGone"].Value;
    }

    private static bool OfAnImport(AdminEventRow row) =>
        row.Event.Kind == IntakeAdminEvents.ImportAsked
        || row.Event.Kind == IntakeAdminEvents.ImportStopped
        || row.Event.Kind == IntakeAdminEvents.ImportGoneOn;

    /// <summary>The detail of an event in words: a day, or the permissions that came and went.</summary>
    public string Say(AdminEventRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Detail is not { } detail)
            return "";
        if (DateOnly.TryParseExact(detail, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.Words();
        if (row.Event.Kind == AccountsAdminEvents.RoleAdded)
            return string.Join("; ", detail.Split(' ').Select(Permits));
        return row.Event.Kind != AccountsAdminEvents.RoleChanged
            ? detail
            : string.Join("; ", detail.Split(' ').Select(p => words[p[0] == '+' ? "Detail.Now" : "Detail.NoMore", Permits(p[1..])].Value));
    }

    /// <summary>The name of a field, as its form has it.</summary>
    public string Field(string property) => words[$"Field.{property}"] is { ResourceNotFound: false } named ? named.Value : property;

    public string Value(string value) =>
        value.Length == 0 ? words["Field.None"].Value
        : DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.Words()
        : value;

    private string Permits(string name) =>
        CodedWords.TryFind<Permission>(name, out var permission) ? roles[$"Permission.{permission}"].Value : name;
}
