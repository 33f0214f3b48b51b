using System.Diagnostics;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Subjects;
using Fosse.Exchange.Evidence;
using Fosse.Reporting;
using Fosse.Web.Hosting.Photos;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>A photo is built anew in a process that may die of it; the site goes on and says so.</summary>
public sealed class DarkroomTests(TestDarkroom shared) : IClassFixture<TestDarkroom>
{
    [Theory]
    [InlineData(1, new[] { 0, 1, 2, 3 })]
    [InlineData(2, new[] { 1, 0, 3, 2 })]
    [InlineData(3, new[] { 3, 2, 1, 0 })]
    [InlineData(4, new[] { 2, 3, 0, 1 })]
    [InlineData(5, new[] { 0, 2, 1, 3 })]
    [InlineData(6, new[] { 2, 0, 3, 1 })]
    [InlineData(7, new[] { 3, 1, 2, 0 })]
    [InlineData(8, new[] { 1, 3, 0, 2 })]
    public async Task A_photo_lies_the_way_it_was_held_and_says_nothing_of_it(byte held, int[] corners)
    {
        var photos = (byte[][])
            [SmallPhotos.Jpeg(held), SmallPhotos.Png(held), SmallPhotos.Webp(held), SmallPhotos.Webp(held, lossless: true)];
        foreach (var photo in photos)
        {
            Assert.NotEmpty(Judge.Finds(photo));
            Assert.True((await shared.Clean(photo, default)).Accepted(out var clean));
            var kept = clean.Content.ToArray();
            Assert.Empty(Judge.Finds(kept));
            var seen = SmallPhotos.Seen(kept);
            Assert.Equal(corners, SmallPhotos.Named(seen.Corners));
            Assert.Equal(held >= 5, seen.Width < seen.Height);
        }
    }

    [Fact]
    public async Task A_screenshot_keeps_each_pixel_as_it_was()
    {
        foreach (var photo in (byte[][])[SmallPhotos.Png(), SmallPhotos.Webp(lossless: true)])
        {
            Assert.True((await shared.Clean(photo, default)).Accepted(out var clean));
            Assert.Equal(SmallPhotos.Corners, SmallPhotos.Seen(clean.Content.ToArray()).Corners);
        }
    }

    [Fact]
    public async Task A_jpeg_without_the_mark_of_its_end_is_taken_when_it_is_whole_and_refused_when_it_is_cut_off()
    {
        var photo = SmallPhotos.Jpeg();
        Assert.Equal(PhotoVerdict.Rebuilt, (await shared.Rebuild(photo[..^2])).Verdict);
        Assert.Equal(PhotoVerdict.Rebuilt, (await shared.Rebuild(photo[..^1])).Verdict);
        for (var cut = 40; cut < 140; cut += 20)
        {
            var refusal = Assert.Single((await shared.Clean(photo.AsMemory()[..^cut], default)).Refusals);
            Assert.Contains("cut off", refusal.Message, StringComparison.Ordinal);
        }
        var layers = SmallPhotos.Layers(256, 256, 8);
        Assert.Equal(PhotoVerdict.Rebuilt, (await shared.Rebuild(layers[..^2])).Verdict);
    }

    [Fact]
    public async Task Of_a_thousand_damaged_photos_none_stops_the_next_and_what_is_kept_says_nothing()
    {
        var random = new Random(20_264);
        var whole = (byte[][])[SmallPhotos.Jpeg(6), SmallPhotos.Png(6), SmallPhotos.Webp(6), SmallPhotos.Webp(6, lossless: true)];
        var (kept, refused) = (0, 0);
        for (var i = 0; i < 1000; i++)
        {
            var bytes = Damaged(whole[i % whole.Length], random);
            if (!(await shared.Clean(bytes, default)).Accepted(out var clean))
            {
                refused++;
                continue;
            }
            kept++;
            Assert.True(Judge.Finds(clean.Content.ToArray()) is { Count: 0 }, $"{i}");
        }
        Assert.True(kept > 200 && refused > 200, $"{kept} kept, {refused} refused");
        Assert.Equal(PhotoVerdict.Rebuilt, (await shared.Rebuild(SmallPhotos.Jpeg())).Verdict);
    }

    [Fact]
    public async Task When_the_process_dies_of_a_photo_that_is_said_and_the_next_one_is_taken()
    {
        await using var room = new TestDarkroom(new() { Memory = 64 * 1024 * 1024, AtOnce = 1 });
        Assert.Equal(PhotoVerdict.TooMuch, (await room.Rebuild(Heavy())).Verdict);
        Assert.Empty(room.Room.Warm); // it is gone
        Assert.Equal(PhotoVerdict.Rebuilt, (await room.Rebuild(SmallPhotos.Jpeg())).Verdict);
        var warm = Assert.Single(room.Room.Warm);
        using (var process = Process.GetProcessById(warm))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        Assert.Equal(PhotoVerdict.Rebuilt, (await room.Rebuild(SmallPhotos.Jpeg())).Verdict);
        Assert.NotEqual(warm, Assert.Single(room.Room.Warm));
    }

    [Fact]
    public async Task A_photo_that_takes_too_long_ends_its_process()
    {
        await using var room = new TestDarkroom(new() { Timeout = TimeSpan.FromMilliseconds(50), AtOnce = 1 });
        var (verdict, _) = await room.Rebuild(SmallPhotos.Layers(8000, 6000, 16));
        Assert.Equal(PhotoVerdict.TooMuch, verdict);
        Assert.Contains("Make it smaller", EvidenceFile.Says(verdict), StringComparison.Ordinal);
        Assert.Empty(room.Room.Warm);
    }

    [Fact]
    public async Task The_site_goes_on_when_photos_kill_the_process_and_knows_what_to_say()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Photos:Memory=67108864");
        await using var scope = site.App.Services.CreateAsyncScope();
        var evidence = scope.ServiceProvider.GetRequiredService<Evidence>();
        var refused = await evidence.Take(new MemoryStream(Heavy()), "heavy.jpg", default);
        Assert.Contains("asks too much of our machine", Assert.Single(refused.Refusals).Message, StringComparison.Ordinal);
        Assert.True((await evidence.Take(new MemoryStream(SmallPhotos.Jpeg()), "small.jpg", default)).Accepted(out _));
        using var client = site.Client();
        Assert.True((await client.GetAsync(new Uri("/", UriKind.Relative))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_process_knows_no_secret_and_has_closed_its_doors()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The kernel's limits are those of Linux.");
        await using var room = new TestDarkroom(new() { AtOnce = 1, Memory = 512 * 1024 * 1024 });
        Assert.Equal(PhotoVerdict.Rebuilt, (await room.Rebuild(SmallPhotos.Jpeg())).Verdict);
        var process = $"/proc/{Assert.Single(room.Room.Warm)}";
        var status = await File.ReadAllTextAsync($"{process}/status");
        Assert.Matches(@"NoNewPrivs:\s+1\n", status);
        if (System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64)
            Assert.Matches(@"Seccomp:\s+2\n", status);
        var limits = await File.ReadAllTextAsync($"{process}/limits");
        Assert.Matches(@"Max data size\s+536870912\s+536870912", limits);
        Assert.Matches(@"Max core file size\s+0\s+0", limits);
        try
        {
            var names = (await File.ReadAllTextAsync($"{process}/environ")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(names, n => Assert.StartsWith("DOTNET_", n, StringComparison.Ordinal));
        }
        catch (UnauthorizedAccessException)
        {
            // Then it is seen by nobody but root, which is as it should be.
        }
    }

    // Small in pixels, and larger in bytes than the memory that is left; without an end, so that it is copied.
    private static byte[] Heavy()
    {
        var photo = SmallPhotos.Jpeg();
        return [.. photo[..2], .. Enumerable.Repeat(MadeUpFiles.Segment(0xEF, new byte[65_000]), 155).SelectMany(s => s), .. photo[2..^2]];
    }

    private static byte[] Damaged(byte[] whole, Random random)
    {
        var bytes = whole.ToArray();
        switch (random.Next(4))
        {
            case 0:
                return bytes[..random.Next(12, bytes.Length)];
            case 1:
                var at = random.Next(12, bytes.Length);
                return [.. bytes[..at], .. bytes[random.Next(at)..]];
            default:
                for (var n = random.Next(1, 9); n > 0; n--)
                    bytes[random.Next(12, bytes.Length)] = (byte)random.Next(256);
                return bytes;
        }
    }
}
