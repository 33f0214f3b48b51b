using Fosse.Exchange.Evidence;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Fosse.Web.Hosting.Photos;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>The real processes that build photos anew, shared by the tests of a class.</summary>
public sealed class TestDarkroom : IAsyncDisposable
{
    public TestDarkroom()
        : this(new()) { }

    internal TestDarkroom(PhotoOptions options)
    {
        Room = new(Options.Create(options), TimeProvider.System, NullLogger<Darkroom>.Instance);
        Clean = new EvidenceFormats(Room).Clean;
    }

    public CleanEvidence Clean { get; }

    internal Darkroom Room { get; }

    internal Task<(PhotoVerdict Verdict, byte[] Photo)> Rebuild(byte[] photo)
    {
        var found = EvidenceFile.Look(photo);
        return Room.Rebuild(found.Content, Assert.NotNull(found.Photo), default);
    }

    public ValueTask DisposeAsync() => Room.DisposeAsync();
}
