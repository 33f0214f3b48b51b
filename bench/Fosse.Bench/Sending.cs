using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Fosse.Bench;

/// <summary>
/// Sends reports to a running Fosse at a steady rate, by Open311, which ends in the same command as the pages. How long one took counts
/// from when it was due,
/// not from when it could be sent: a server that holds the sender up does not look fast.
/// </summary>
internal static class Sending
{
    private const int Connections = 64;

    public static async Task<int> Run(string address, string key, int rate, int seconds)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections })
        {
            BaseAddress = new Uri(address),
        };
        await Round(client, key, rate, 45); // code is compiled and caches are filled
        var (took, refused, over) = await Round(client, key, rate, seconds);
        var (p50, p99) = (At(took, 0.5), At(took, 0.99));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"reports\t{took.Count / over.TotalSeconds:0}/s of {rate}/s for {over.TotalSeconds:0.0} s\tp50 {p50:0.0} ms\tp99 "
                    + $"{p99:0.0} ms\tlongest {took[^1]:0} ms\trefused {refused}"
            )
        );
        return refused == 0 ? 0 : 1;
    }

    private static async Task<(List<double> Took, int Refused, TimeSpan Over)> Round(HttpClient client, string key, int rate, int seconds)
    {
        var (took, sent, refused, start) = (new ConcurrentBag<double>(), new List<Task>(), 0, Stopwatch.GetTimestamp());
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (sent.Count < rate * seconds && await tick.WaitForNextTickAsync())
        {
            for (var due = Math.Min(rate * seconds, (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * rate)); sent.Count < due; )
                sent.Add(One(sent.Count));
        }
        await Task.WhenAll(sent);
        return ([.. took.Order()], refused, Stopwatch.GetElapsedTime(start));

        async Task One(int number)
        {
            var due = start + (long)((double)number / rate * Stopwatch.Frequency);
            using var form = Report(key);
            using var answer = await client.PostAsync(new Uri("/open311/v2/requests.json", UriKind.Relative), form);
            took.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            if (answer.StatusCode is not HttpStatusCode.OK && Interlocked.Increment(ref refused) == 1)
                await Console.Error.WriteLineAsync(await answer.Content.ReadAsStringAsync());
        }
    }

    // Each by somebody else and at another place, as they come.
    private static FormUrlEncodedContent Report(string key)
    {
        var who = Guid.NewGuid();
        var east = (who.ToByteArray()[0] - 128) / 1000.0;
        return new(
            new Dictionary<string, string>
            {
                ["api_key"] = key,
                ["service_code"] = "noise",
                ["attribute[noise]"] = "music",
                ["attribute[fixmystreet_id]"] = $"{who:n}",
                ["lat"] = "52.64",
                ["long"] = (-1.13 + east).ToString(CultureInfo.InvariantCulture),
                ["description"] =
                    $"Music until two in the morning from the flat above the shop, every night of this week. It is number {who:n}.",
                ["first_name"] = "Ann",
                ["last_name"] = $"Example {who:n}",
                ["email"] = $"{who:n}@example.org",
                ["phone"] = "07700 900123",
            }
        );
    }

    private static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
