using System.ComponentModel;

namespace Fosse.Privacy;

/// <summary>Settings under <c>Keys</c>: where the key ring is. It is never in the database and never in a backup.</summary>
public sealed record KeyOptions
{
    public const string Section = "Keys";

    [Description(
        "where the key ring lies, never in the database or a backup ([keys](keys.md)); empty: `keys/NAME` beside the SQLite file "
            + "`NAME.db`. With PostgreSQL it must be set, or nothing personal can be stored"
    )]
    public string Folder { get; set; } = "";

    [Description(
        "keys from a secret store, beside those in the folder: `ID=BASE64`, several with a semicolon between them; only in the environment"
    )]
    public string Ring { get; set; } = "";
}
