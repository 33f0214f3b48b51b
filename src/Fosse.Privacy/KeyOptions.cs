namespace Fosse.Privacy;

/// <summary>Settings under <c>Keys</c>: where the key ring is. It is never in the database and never in a backup.</summary>
public sealed record KeyOptions
{
    public const string Section = "Keys";

    /// <summary>The folder of the key ring. Empty: beside an SQLite file, in keys/ under the file's name; with PostgreSQL it must be
    /// named.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Keys from a secret store, beside those in the folder: ID=BASE64, several with a semicolon between them.</summary>
    public string Ring { get; set; } = "";
}
