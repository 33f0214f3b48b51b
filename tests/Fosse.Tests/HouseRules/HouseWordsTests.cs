using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.HouseRules;

/// <summary>The words that rooms declare: each by the room that owns it, once, with words for people.</summary>
public sealed class HouseWordsTests
{
    private static readonly string[] Lists = ["Permissions", "Purposes", "DataClasses", "AdminEvents"];

    private static readonly string Web = Path.Combine(Repository.Root, "src", "Fosse.Web");

    private static readonly Type[] All =
    [
        .. new[] { typeof(CodedWord), typeof(SafetyDb), typeof(IntakeRoom) }.SelectMany(t => t.Assembly.GetTypes()),
    ];

    private static IEnumerable<Type> Rooms => All.Where(t => t.IsClass && typeof(IRoom).IsAssignableFrom(t));

    // What comes with the wall has no room of its own: the lowest one declares it.
    private static IEnumerable<Type> ListsOf(Type room) =>
        All.Where(t => t is { IsAbstract: true, IsSealed: true } && Lists.Any(l => t.Name.EndsWith(l, StringComparison.Ordinal)))
            .Where(t => t.Namespace == room.Namespace || room == typeof(FoundationRoom) && t.Namespace == typeof(CodedWord).Namespace)
            .Where(t => Members(t).Any());

    private static IEnumerable<CodedWord> Members(Type list) =>
        list.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(p => p.GetValue(null)).OfType<CodedWord>();

    private static IEnumerable<CodedWord> Said(HouseWords words) =>
        [.. words.Permissions, .. words.Purposes, .. words.DataClasses, .. words.AdminEvents];

    [Fact]
    public void Each_room_declares_every_word_of_its_lists_and_no_other()
    {
        foreach (var room in Rooms)
        {
            var services = new ServiceCollection();
            room.GetMethod(nameof(IRoom.Declare))!.Invoke(null, [new Room(services)]);
            var declared = Said(HouseWords.Of(services.BuildServiceProvider())).Select(Name).Order();
            Assert.Equal(ListsOf(room).SelectMany(Members).Select(Name).Order(), declared);
        }
        Assert.Equal(Rooms.SelectMany(ListsOf).SelectMany(Members).Count(), Said(TheHouse.Words).Count());

        static string Name(CodedWord word) => $"{word.GetType().Name} {word.Code}";
    }

    [Fact]
    public void A_list_is_named_for_its_room_and_a_word_for_its_member()
    {
        foreach (var list in Rooms.SelectMany(ListsOf))
        {
            Assert.Equal(
                list.Namespace!.Split('.')[1],
                Lists.Aggregate(list.Name, (name, kind) => name.Replace(kind, "", StringComparison.Ordinal))
            );
            Assert.All(list.GetProperties(), p => Assert.Equal(p.Name, ((CodedWord)p.GetValue(null)!).Code));
        }
    }

    [Fact]
    public void A_code_is_declared_once()
    {
        var services = new ServiceCollection().AddRooms();
        new Room(services).Permissions(99, new Permission("readrecords"));
        var refused = Assert.Throws<InvalidOperationException>(() => HouseWords.Of(services.BuildServiceProvider()));
        Assert.Contains("more than once", refused.Message, StringComparison.Ordinal);
    }

    // Rows of counties hold these, and pages show them in this order: a line that goes is data that nobody can read any more.
    [Fact]
    public void The_codes_that_counties_hold_are_there_in_the_order_in_which_pages_show_them()
    {
        var words = TheHouse.Words;
        var lines = new[]
        {
            ("permission", words.Permissions.Select(p => p.Code)),
            ("purpose", words.Purposes.Select(p => p.Code)),
            ("data class", words.DataClasses.Select(c => c.Code)),
            ("admin event", words.AdminEvents.Select(k => k.Code).Order(StringComparer.Ordinal)),
            ("navigation", words.Navigation.Select(n => n.Path)),
        }.SelectMany(kind => kind.Item2.Select(code => $"{kind.Item1},{code}\n"));
        Approved.Is($"kind,code\n{string.Concat(lines)}", "docs", "security", "codes.csv");
    }

    [Fact]
    public void Every_word_has_its_words_for_people()
    {
        var words = TheHouse.Words;
        Have(["Admin", "Roles", "RolesWords.resx"], words.Permissions.SelectMany(p => new[] { $"Permission.{p}", $"Permission.{p}.What" }));
        Have(["Admin", "Running", "RunningWords.resx"], words.AdminEvents.Select(k => $"Did.{k}"));
        Have(
            ["Partner", "Shared", "SharingWords.resx"],
            words.Purposes.Select(p => $"Purpose.{p}").Concat(words.DataClasses.Select(c => $"DataClass.{c}"))
        );
        Have(["Partner", "Shared", "StaffWords.resx"], words.Navigation.Select(n => n.Key));

        static void Have(string[] file, IEnumerable<string> keys) =>
            Trespasses.None(keys.Except(Keys(file)).Select(k => $"src/Fosse.Web/{string.Join('/', file)} has no {k}: write it there"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("ReadEverything")]
    public void What_no_room_has_declared_is_refused(string? code)
    {
        Assert.False(Purpose.TryParse(code, null, out _));
        Assert.False(Permission.TryParse(code, null, out _));
        Assert.False(DataClass.TryParse(code, null, out _));
        Assert.False(AdminEventKind.TryParse(code, null, out _));
        if (code is null)
            return;
        Assert.Throws<FormatException>(() => CodedWords.Find<Purpose>(code));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DataClass>($"\"{code}\""));
    }

    [Fact]
    public void A_word_goes_out_and_comes_in_as_its_code()
    {
        Assert.Equal("\"Health\"", JsonSerializer.Serialize(RecordsDataClasses.Health));
        Assert.Same(RecordsDataClasses.Health, JsonSerializer.Deserialize<DataClass>("\"Health\""));
        Assert.True(Permission.TryParse("ManageAgreements", null, out var permission));
        Assert.Same(PartnershipPermissions.ManageAgreements, permission);
    }

    [Fact]
    public void A_purpose_that_no_room_has_declared_opens_nothing()
    {
        var rule = TheHouse.Words.RuleOf(new Purpose("Curiosity"));
        Assert.Equal(new PurposeRule(new("Curiosity"), null), rule);
        var asker = new SignedIn(Guid.NewGuid(), "Somebody", Guid.NewGuid(), "Agency", TheHouse.Words.Permissions.ToHashSet());
        var facts = new AccessFacts
        {
            Today = new(2025, 3, 14),
            Asker = asker,
            Record = new(asker.AgencyId, RecordsDataClasses.Health, false),
            Assignment = "Lead officer",
        };
        foreach (var glass in new[] { false, true })
        {
            var question = new AccessQuestion(asker.Actor, rule.Purpose, Guid.NewGuid(), "named in a complaint", glass);
            Assert.False(AccessPolicy.Decide(question, rule, facts).Granted);
        }
    }

    private static HashSet<string> Keys(params string[] path) =>
        [.. XDocument.Load(Path.Combine([Web, .. path])).Descendants("data").Select(d => (string)d.Attribute("name")!)];
}
