using Fosse.Accountability;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

/// <summary>The roles that a county begins with. An administrator may change each of them; one that has been changed or renamed is left
/// alone.</summary>
public static class StandardRoles
{
    public const string Officer = "Officer",
        CommunitySafetyOfficer = "Community safety officer",
        Sergeant = "Sergeant",
        Supervisor = "Supervisor",
        Analyst = "Analyst",
        DataProtectionOfficer = "Data protection officer",
        Administrator = "Administrator";

    private const string Key = "standard-roles";

    public static IReadOnlyList<Role> All =>
        [
            new()
            {
                Name = Officer,
                Explanation = "Works on records of their own agency and those assigned to them.",
                Permissions =
                [
                    AccountsPermissions.Work,
                    RecordsPermissions.ReadRecords,
                    RecordsPermissions.WriteRecords,
                    RecordsPermissions.BreakGlass,
                ],
            },
            new()
            {
                Name = CommunitySafetyOfficer,
                Explanation = "Brings agencies together about a person or a place; finds records and asks other agencies.",
                Permissions =
                [
                    AccountsPermissions.Work,
                    RecordsPermissions.ReadRecords,
                    RecordsPermissions.WriteRecords,
                    RecordsPermissions.SearchRecords,
                    RecordsPermissions.BreakGlass,
                ],
            },
            new()
            {
                Name = Sergeant,
                Explanation = "Leads officers: finds records, answers other agencies, looks at what their people opened.",
                Permissions =
                [
                    AccountsPermissions.Work,
                    RecordsPermissions.ReadRecords,
                    RecordsPermissions.WriteRecords,
                    RecordsPermissions.SearchRecords,
                    RecordsPermissions.BreakGlass,
                    PartnershipPermissions.AnswerDisclosures,
                    AccountabilityPermissions.ReviewAccess,
                ],
            },
            new()
            {
                Name = Supervisor,
                Explanation = "Leads people outside the police: finds records, answers other agencies, looks at what their people opened.",
                Permissions =
                [
                    AccountsPermissions.Work,
                    RecordsPermissions.ReadRecords,
                    RecordsPermissions.WriteRecords,
                    RecordsPermissions.SearchRecords,
                    RecordsPermissions.BreakGlass,
                    PartnershipPermissions.AnswerDisclosures,
                    AccountabilityPermissions.ReviewAccess,
                ],
            },
            new()
            {
                Name = Analyst,
                Explanation = "Works with figures and opens nobody’s record.",
                Permissions = [AccountsPermissions.Work],
            },
            new()
            {
                Name = DataProtectionOfficer,
                Explanation = "Answers people about their own data, and watches over agreements, retention and the ledger.",
                Permissions =
                [
                    AccountsPermissions.Work,
                    AccountabilityPermissions.AnswerSubjectRequests,
                    AccountabilityPermissions.ReviewAccess,
                    AccountabilityPermissions.ReadLedger,
                    PartnershipPermissions.ManageAgreements,
                    AccountabilityPermissions.ManageRetention,
                ],
            },
            new()
            {
                Name = Administrator,
                Explanation = "Looks after agencies, people, roles and settings, and opens nobody’s record.",
                Permissions = [AccountsPermissions.Administer, PartnershipPermissions.ManageAgreements],
            },
        ];

    /// <summary>Makes them in a county that has never had them.</summary>
    public static async Task Ensure(SafetyDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Set<Setting>().AnyAsync(s => s.Key == Key, stop))
            return;
        var names = All.Select(r => r.Name).ToList();
        var held = await db.Set<Role>().Where(r => names.Contains(r.Name)).Select(r => r.Name).Take(names.Count).ToListAsync(stop);
        db.AddRange(All.Where(r => !held.Contains(r.Name)));
        db.Add(new Setting { Key = Key, Value = "made" });
        await db.SaveChangesAsync(stop);
    }
}
