namespace Fosse.Tests;

/// <summary>A folder of a test's own, gone when the test is.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fosse-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
