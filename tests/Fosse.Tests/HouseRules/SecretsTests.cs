namespace Fosse.Tests.HouseRules;

/// <summary>No secret is in the repository. What only looks like one stands in a list, each line with its reason.</summary>
public sealed class SecretsTests
{
    private static readonly string List = Path.Combine("tests", "Fosse.Tests", "HouseRules", "allowed-secrets.txt");

    // file | a part of what was found | why it is none
    private static List<string[]> Allowed =>
        [
            .. Repository
                .Read(List)
                .ReplaceLineEndings("\n")
                .Split('\n')
                .Where(l => l.Length > 0 && l[0] != '#')
                .Select(l => l.Split(" | ", StringSplitOptions.TrimEntries)),
        ];

    [Fact]
    public void No_file_of_the_repository_holds_a_secret()
    {
        var allowed = Allowed;
        var used = new HashSet<string[]>();
        var found = new List<string>();
        foreach (var file in Tracked.Files.Where(f => f.Replace('/', Path.DirectorySeparatorChar) != List))
        {
            if (TextOf(file) is not { } text)
                continue;
            foreach (var secret in Secrets.In(text))
            {
                if (allowed.FirstOrDefault(a => a[0] == file && secret.Text.Contains(a[1], StringComparison.Ordinal)) is { } line)
                    used.Add(line);
                else
                    found.Add($"{file}:{secret.Line} {secret.Kind}: {secret.Text[..Math.Min(24, secret.Text.Length)]}…");
            }
        }
        Assert.True(
            found.Count == 0,
            $"Take it out and change it where it is used, for the history keeps it; if it is none, say why in "
                + $"{List}:\n{string.Join('\n', found)}"
        );
        Assert.All(
            allowed,
            line => Assert.True(used.Contains(line), $"Nothing is found any more for this line of {List}: {string.Join(" | ", line)}")
        );
    }

    [Fact]
    public void Every_line_of_the_list_has_a_file_a_part_and_a_reason() =>
        Assert.All(Allowed, line => Assert.True(line.Length == 3 && line[1].Length >= 4 && line[2].Length >= 10, string.Join(" | ", line)));

    [Fact]
    public void Files_are_looked_for_where_git_keeps_them()
    {
        Assert.Contains("tests/Fosse.Tests/HouseRules/SecretsTests.cs", Tracked.Files);
        Assert.Contains("docs/running/settings.md", Tracked.Files);
        Assert.DoesNotContain(Tracked.Files, f => f.Contains("/obj/", StringComparison.Ordinal));
    }

    // In pieces, so that this file is not found itself.
    [Theory]
    [InlineData("private key", "-----BEGIN RSA PRIV", "ATE KEY-----")]
    [InlineData("private key", "-----BEGIN PRIV", "ATE KEY-----")]
    [InlineData("private key", "-----BEGIN OPENSSH PRIV", "ATE KEY-----")]
    [InlineData("private key", "-----BEGIN PGP PRIV", "ATE KEY BLOCK-----")]
    [InlineData("cloud key", "aws_key = AKI", "AIOSFODNN7EXAMPLE")]
    [InlineData("cloud key", "AIza", "SyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY")]
    [InlineData(
        "cloud key",
        "DefaultEndpointsProtocol=https;AccountK",
        "ey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq=="
    )]
    [InlineData("token", "gh", "p_16C7e42F292c6912E7710c838347Ae178B4a")]
    [InlineData("token", "glp", "at-abcDEF1234567890wxyz")]
    [InlineData("token", "np", "m_aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3cD5")]
    [InlineData("token", "xox", "b-2348239482-abcdefgh")]
    [InlineData("token", "sk_", "live_4eC39HqLyjWDarjtT1zdp7dc")]
    [InlineData("token", "notify-26785a09", "-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0")]
    [InlineData("signed token", "ey", "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N")]
    [InlineData("signed token", "Authorization: Bea", "rer 3Rk9dQx0vLq8Zs2Wm5Nt7Yb1")]
    [InlineData("password in an address", "postgres://fosse:", "gannet42@db.example.org/fosse")]
    [InlineData("password of a server", "Host=db;Username=fosse;Pass", "word=gannet-42;Database=fosse")]
    [InlineData("password of a server", "export PGPASS", "WORD=gannet42")]
    [InlineData("words by chance under a secret's name", "\"ClientSec", "ret\": \"q8ZrT2vLxW5yN0bKdH7mPc3s\"")]
    [InlineData("words by chance under a secret's name", "search_ke", "y=Jt5R2qWz8Lk1Vb9Xn4Mc7Yd0Gf3Hs6Pa")]
    public void What_is_planted_is_found(string kind, string begin, string rest) =>
        Assert.Contains(Secrets.In($"first line\n  {begin}{rest}\n"), s => s.Kind == kind && s.Line == 2);

    [Theory]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("Host=…;Database=…;Username=…;Password=…")]
    [InlineData("Password=$PASSWORD")]
    [InlineData("CREATE USER fosse_web PASSWORD '…' IN ROLE fosse_public;")]
    [InlineData("start.Environment[\"PGPASSWORD\"] = password;")]
    [InlineData("public const string Password = \"wagtail under seven bridges\";")]
    [InlineData("key: \"Household.Composition.Of.Everyone\"")]
    [InlineData("\"integrity\": \"sha512-q8ZrT2vLxW5yN0bKdH7mPc3sJt5R2qWz8Lk1Vb9Xn4Mc7Yd0Gf3Hs6Pa==\"")]
    [InlineData("\"contentHash\": \"q8ZrT2vLxW5yN0bKdH7mPc3sJt5R2qWz8Lk1Vb9Xn4Mc7Yd0Gf3Hs6Pa==\"")]
    [InlineData("https://fosse.example/sign-in?return=/work")]
    [InlineData("git clone git@example.org:fosse/fosse.git")]
    [InlineData("var token = Regex.Match(page, pattern).Groups[1].Value;")]
    [InlineData("[PrimaryKey(nameof(SubjectRecord.AgencyId), nameof(SubjectRecord.OpenedAt))]")]
    [InlineData("ParentKeyOfTheWholeTable = SubjectRecordAssignmentsOfToday")]
    public void What_is_innocent_is_left_alone(string line) => Assert.Empty(Secrets.In(line));

    private static string? TextOf(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Repository.Root, file));
        return bytes.AsSpan(0, Math.Min(bytes.Length, 8000)).Contains((byte)0) ? null : System.Text.Encoding.UTF8.GetString(bytes);
    }
}
