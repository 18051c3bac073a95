using System.Formats.Tar;
using System.IO.Compression;

namespace LeakGate.Runs.Archives;

/// <summary>A run with all its targets as one file, to be sent to a server: a compressed tar with paths below the run's folder.</summary>
public static class RunArchive
{
    /// <summary>Most files of one run.</summary>
    public const int MostFiles = 5000;

    /// <summary>Content type of an archive on its way.</summary>
    public const string ContentType = "application/vnd.leakgate.run+gzip";

    /// <summary>Writes the folder of a run. The same folder gives the same bytes, so that sending can be taken up again.</summary>
    /// <param name="folder">Folder of the run.</param>
    /// <param name="archive">Where to.</param>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static void Write(string folder, Stream archive)
    {
        using GZipStream packed = new(archive, CompressionLevel.Optimal, leaveOpen: true);
        using TarWriter tar = new(packed, TarEntryFormat.Pax);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (new FileInfo(file).LinkTarget is not null)
            {
                continue;
            }

            using FileStream content = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, Path.GetRelativePath(folder, file))
            {
                DataStream = content,
                ModificationTime = DateTimeOffset.UnixEpoch,
            });
        }
    }

    /// <summary>Unpacks into a new folder. Only plain files are taken, and none may lead out of it.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">A folder that does not stand yet.</param>
    /// <param name="most">Most bytes that all files may have together.</param>
    /// <exception cref="InvalidDataException">It is no such archive, too large, or holds a path that leads elsewhere.</exception>
    public static void Unpack(Stream archive, string folder, long most)
    {
        string root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        using GZipStream packed = new(archive, CompressionMode.Decompress, leaveOpen: true);
        using TarReader tar = new(packed);
        Directory.CreateDirectory(folder);
        int files = 0;
        while (Next(tar) is { } entry)
        {
            string path = Path.GetFullPath(Path.Combine(root, entry.Name));
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                || !path.StartsWith(root, StringComparison.Ordinal) || path.EndsWith('/'))
            {
                throw new InvalidDataException("The archive holds something that is no plain file of the run.");
            }

            most -= entry.Length;
            if (++files > MostFiles || most < 0)
            {
                throw new InvalidDataException("The archive holds too much.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            entry.ExtractToFile(path, overwrite: false);
        }
    }

    private static TarEntry? Next(TarReader tar)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (EndOfStreamException fault)
        {
            throw new InvalidDataException("The archive ends too early.", fault);
        }
    }
}
