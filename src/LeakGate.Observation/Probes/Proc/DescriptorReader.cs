using System.Buffers.Text;
using System.IO.Enumeration;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>Called with where one descriptor points to.</summary>
internal delegate void DescriptorVisitor(ReadOnlySpan<byte> target);

/// <summary>Reads the descriptors of one process: how many, and what each is.</summary>
internal sealed class DescriptorReader(ProcFiles files, LiveMembers members)
{
    private static readonly EnumerationOptions Options = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>Adds the count: since Linux 6.2 it is the size of the folder, before that its entries are counted.</summary>
    public void Count(ProcessId id, ref ColumnSum column)
    {
        if (files.SizeIsCount && files.Size(id.Id, "fd"u8) is > 0 and var size)
        {
            column.Add(size);
            return;
        }

        Visit(id, null, ref column);
    }

    /// <summary>Adds the count and calls the visitor for each descriptor that is still open when its turn comes.</summary>
    public void Visit(ProcessId id, DescriptorVisitor? visitor, ref ColumnSum column)
    {
        var folder = files.TextPath(id.Id, "fd");
        var count = 0;
        try
        {
            foreach (var descriptor in new FileSystemEnumerable<int>(folder, NumberOf, Options))
            {
                if (descriptor < 0)
                {
                    column.Miss($"{folder}: an entry is no number");
                    return;
                }

                if (visitor is not null && !VisitOne(id, descriptor, visitor, ref column))
                {
                    continue;
                }

                count++;
            }

            column.Add(count);
        }
        catch (UnauthorizedAccessException)
        {
            column.Miss($"{folder}: permission denied");
        }
        catch (DirectoryNotFoundException)
        {
            if (members.ShouldHave(id))
            {
                column.Miss($"{folder}: does not exist");
            }
        }
        catch (IOException problem)
        {
            if (members.ShouldHave(id))
            {
                column.Miss($"{folder}: {problem.Message}");
            }
        }
    }

    /// <summary>The inode of a socket descriptor, <c>socket:[123]</c>; <see langword="null"/> for any other kind.</summary>
    public static long? SocketInode(ReadOnlySpan<byte> target) =>
        target.StartsWith("socket:["u8) && Utf8Parser.TryParse(target["socket:["u8.Length..], out long inode, out _)
            ? inode
            : null;

    private bool VisitOne(ProcessId id, int descriptor, DescriptorVisitor visitor, ref ColumnSum column)
    {
        Span<byte> name = stackalloc byte[16];
        "fd/"u8.CopyTo(name);
        _ = Utf8Formatter.TryFormat(descriptor, name[3..], out var digits);
        var link = files.ReadLink(id.Id, name[..(3 + digits)]);
        if (link.Outcome == ProcOutcome.Read)
        {
            visitor(link.Text);
            return true;
        }

        // Closed between listing and reading: it is no longer held.
        if (link.Outcome == ProcOutcome.Failed)
        {
            column.Miss(link.Problem);
        }

        return false;
    }

    private static int NumberOf(ref FileSystemEntry entry) =>
        int.TryParse(entry.FileName, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
}
