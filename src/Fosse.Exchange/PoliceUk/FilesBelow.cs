namespace Fosse.Exchange.PoliceUk;

/// <summary>The files in a folder and in all folders below it; what cannot be looked into is told, never passed over.</summary>
internal static class FilesBelow
{
    public static IReadOnlyList<string> Of(string folder, List<LeftFile> left)
    {
        List<string> files = [];
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out var path))
        {
            foreach (var within in In(path, left))
            {
                var at = Path.Combine(path, within.Name);
                if (within.LinkTarget is not null)
                    left.Add(new(at, "It is a link, which can lead anywhere. Give the folder or file that it leads to"));
                else if (within is DirectoryInfo)
                    folders.Push(at);
                else if (within.Exists)
                    files.Add(at);
                else
                    left.Add(new(at, "Its name is not text in UTF-8, so that it cannot be opened here. Give it another name"));
            }
        }
        return files;
    }

    private static FileSystemInfo[] In(string folder, List<LeftFile> left)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            left.Add(new(folder, $"The folder cannot be read: {unreadable.Message} Check its name and who may read it"));
            return [];
        }
    }
}
