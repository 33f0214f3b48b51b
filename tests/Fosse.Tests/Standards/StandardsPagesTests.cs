using System.Net;
using Fosse.Tests.HouseRules;
using Fosse.Tests.Reporting.Open311;

namespace Fosse.Tests.Standards;

/// <summary>The pages of docs/standards against what answers: a row that nothing holds, or that is gone, fails.</summary>
public sealed class StandardsPagesTests
{
    private const string Open311 = "open311.md";

    /// <summary>By the first cell of the rows that are no calls: the tests that hold them.</summary>
    private static readonly Dictionary<string, string[]> Held = new()
    {
        ["What is a request that was sent?"] =
        [
            "A_request_becomes_a_sealed_report_and_its_sender_is_told_its_id_and_no_token",
            "No_name_word_time_or_true_point_of_a_report_is_in_any_answer_header_or_log_line",
        ],
        ["What does anybody read?"] = ["Requests_are_published_matters_with_the_middle_of_their_area"],
        ["A report's id (`R-…`) without its sender's key?"] =
        [
            "A_system_follows_its_own_requests_and_to_everybody_else_they_are_not_there",
            "Without_a_key_that_is_known_today_everything_private_is_forbidden",
        ],
        ["And in the list?"] = ["What_anybody_reads_is_the_same_to_the_byte_before_and_after_a_report_was_sent"],
        ["What does the sender see of its own?"] = ["A_system_follows_its_own_requests_and_to_everybody_else_they_are_not_there"],
        ["What does it hear in updates?"] =
        [
            "Its_sender_hears_that_something_happened_and_never_what_was_said",
            "A_question_and_an_answer_are_told_in_the_same_words",
        ],
        ["What is kept from it?"] =
        [
            "However_a_report_ends_the_same_is_told_for_a_duplicate_would_tell_that_another_has_reported",
            "Who_works_on_it_and_what_is_feared_is_not_told",
        ],
        ["May the sender give the reporter the code of the box?"] =
        [
            "A_system_that_hands_codes_on_is_given_one_that_opens_the_letters_and_the_same_again",
        ],
        ["with `attribute[fixmystreet_id]` (FixMyStreet fills it by itself: the definitions mark it `automated` = `server_set`)"] =
        [
            "The_same_sent_again_or_twelve_times_at_once_is_one_report",
        ],
        ["without it"] = ["The_same_sent_again_or_twelve_times_at_once_is_one_report"],
        ["by two systems"] = ["The_same_sent_again_or_twelve_times_at_once_is_one_report"],
        ["an update"] = ["What_is_written_at_the_sender_becomes_one_message_in_the_report_however_often_it_is_sent"],
    };

    private static readonly string Tests = string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText)
    );

    private static bool IsCall(string says) => says.Contains("/open311/", StringComparison.Ordinal);

    [Fact]
    public void Each_page_is_held_by_a_test() =>
        Assert.Equal([Open311, "police-uk-csv.md"], StandardsPage.All.Order(StringComparer.Ordinal));

    [Fact]
    public void Each_row_of_the_open_interface_has_a_test_that_is_there()
    {
        var rows = StandardsPage.Rows(Open311).Where(r => !IsCall(r.Says)).Select(r => r.First).ToList();
        Assert.Equal(rows.Order(StringComparer.Ordinal), Held.Keys.Order(StringComparer.Ordinal));
        Assert.All(Held.Values.SelectMany(t => t), test => Assert.Contains($" {test}(", Tests, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_call_of_the_page_is_answered_in_both_formats_and_asks_for_a_key_where_the_page_says_so()
    {
        await using var site = await Open311Site.Open(TestCounty.Sqlite);
        var calls = StandardsPage.Rows(Open311).Where(r => IsCall(r.Says)).ToList();
        Assert.Equal(6, calls.Count);
        foreach (var (call, says) in calls)
        {
            var (how, who) = (says.Split('|')[0], says.Split('|')[1].Trim());
            foreach (var path in PathsIn(how))
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post }.Where(m => how.Contains($"`{m}", StringComparison.Ordinal)))
            foreach (var address in new[] { path, path.Replace(".xml", ".json", StringComparison.Ordinal) })
            {
                using var request = new HttpRequestMessage(method, address);
                if (method == HttpMethod.Post)
                    request.Content = new FormUrlEncodedContent([]);
                using var answer = await site.Client.SendAsync(request);
                var told = $"{call}: {method} {address} is answered with {(int)answer.StatusCode}";
                var type = address.EndsWith("xml", StringComparison.Ordinal) ? "text/xml" : "application/json";
                Assert.True(answer.Content.Headers.ContentType?.MediaType == type, told);
                Assert.True(answer.StatusCode == Expected(who, address), told);
            }
        }
    }

    private static HttpStatusCode Expected(string who, string address) =>
        // What is not one's own is not there, with a key or without.
        address.Contains("/ID.", StringComparison.Ordinal) || address.Contains("/TOKEN.", StringComparison.Ordinal)
            ? HttpStatusCode.NotFound
        : !who.StartsWith("anybody", StringComparison.Ordinal) ? HttpStatusCode.Forbidden
        : HttpStatusCode.OK;

    // "`GET /open311/v2/services.xml`, `/services/CODE.xml`": a path that goes on from the version stands shortened.
    private static IEnumerable<string> PathsIn(string how) =>
        how.Split('`')
            .SelectMany(part => part.Split(' '))
            .Where(part => part.StartsWith('/'))
            .Select(part => part.StartsWith("/open311", StringComparison.Ordinal) ? part : "/open311/v2" + part)
            .Select(part => part.Replace("CODE", Open311Site.Noise, StringComparison.Ordinal));
}
