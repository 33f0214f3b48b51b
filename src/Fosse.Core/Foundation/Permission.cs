namespace Fosse.Foundation;

/// <summary>What a role lets its holder do. What may be read about whom is decided by the access policy on top of these.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "It is a permission.")]
public enum Permission
{
    /// <summary>Opens the partner face.</summary>
    Work,
    ReadRecords,
    WriteRecords,
    SearchRecords,

    /// <summary>Opens a record without leave in an emergency, told to its owner at once and reviewed.</summary>
    BreakGlass,
    AnswerDisclosures,
    AnswerSubjectRequests,
    ReviewAccess,
    ReadLedger,

    /// <summary>Opens the admin face.</summary>
    Administer,
    ManageAgreements,
    ManageRetention,
}
