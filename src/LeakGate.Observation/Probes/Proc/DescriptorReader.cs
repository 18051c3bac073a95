using System.Buffers.Text;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>Called with where one descriptor points to.</summary>
internal delegate void DescriptorVisitor(ReadOnlySpan<byte> target);

/// <summary>Reads the descriptors of one process: how many, and what each is.</summary>
internal sealed class DescriptorReader(ProcFiles files, LiveMembers members)
{
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
        var folder = files.OpenFolder(id.Id, "fd"u8, out var outcome, out var problem);
        if (folder == 0)
        {
            if (outcome == ProcOutcome.Failed || members.ShouldHave(id))
            {
                column.Miss(problem);
            }

            return;
        }

        try
        {
            VisitAll(id, folder, visitor, ref column);
        }
        finally
        {
            ProcCalls.CloseFolder(folder);
        }
    }

    /// <summary>Adds the inodes of the process's sockets, and the count of all its descriptors.</summary>
    public void SocketInodes(ProcessId id, HashSet<long> into, ref ColumnSum column) => Visit(
        id,
        target =>
        {
            if (SocketInode(target) is { } inode)
            {
                _ = into.Add(inode);
            }
        },
        ref column);

    /// <summary>The inode of a socket descriptor, <c>socket:[123]</c>; <see langword="null"/> for any other kind.</summary>
    public static long? SocketInode(ReadOnlySpan<byte> target) =>
        target.StartsWith("socket:["u8) && Utf8Parser.TryParse(target["socket:["u8.Length..], out long inode, out _)
            ? inode
            : null;

    private void VisitAll(ProcessId id, nint folder, DescriptorVisitor? visitor, ref ColumnSum column)
    {
        var count = 0;
        while (true)
        {
            var name = ProcCalls.NextEntry(folder, out var error);
            if (error != 0)
            {
                // A process that ends while it is listed holds nothing any more.
                if (members.ShouldHave(id))
                {
                    column.Miss($"{files.TextPath(id.Id, "fd")}: {ProcCalls.Describe(error)}");
                }

                return;
            }

            if (name.IsEmpty)
            {
                break;
            }

            if (name[0] == '.')
            {
                continue;
            }

            if (!Utf8Parser.TryParse(name, out int descriptor, out var used) || used != name.Length)
            {
                column.Miss($"{files.TextPath(id.Id, "fd")}: an entry is no number: '{ProcFields.Shown(name)}'");
                return;
            }

            count += visitor is null || VisitOne(id, descriptor, visitor, ref column) ? 1 : 0;
        }

        column.Add(count);
    }

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
}
