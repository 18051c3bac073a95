using System.Buffers.Binary;

namespace LeakGate.Observation.Probes.Go;

/// <summary>
/// Recognises an executable that the Go linker wrote (1.13 and newer): its ELF file has a section <c>.go.buildinfo</c>, or, where sections
/// were stripped, the mark of the build info at the beginning of its data. Reads headers only, at most some 130 KB.
/// </summary>
internal static class GoBuildInfo
{
    private const int HeaderLength = 64;
    private const int MostNames = 64 * 1024;
    private const int MostPrograms = 64;
    private const int Searched = 64 * 1024;
    private const int Alignment = 16;
    private const uint Loaded = 1;
    private const uint ExecutableOrWritable = 3;
    private const uint Writable = 2;

    private static ReadOnlySpan<byte> Section => "\0.go.buildinfo\0"u8;

    /// <summary>A byte 255 and <c> Go buildinf:</c>.</summary>
    private static ReadOnlySpan<byte> Mark => [0xFF, 0x20, 0x47, 0x6F, 0x20, 0x62, 0x75, 0x69, 0x6C, 0x64, 0x69, 0x6E, 0x66, 0x3A];

    /// <summary>Whether it is; what is no ELF file of a little-endian machine, or is cut off, is not.</summary>
    /// <param name="program">The executable; it can seek.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    public static bool IsIn(Stream program)
    {
        var header = At(program, 0, HeaderLength);
        if (header.Length < HeaderLength || !header.AsSpan().StartsWith("\u007fELF"u8) || header[4] is not (1 or 2) || header[5] != 1)
        {
            return false;
        }

        var elf = new Elf(header, Wide: header[4] == 2);
        return HasSection(program, elf) || HasMark(program, elf);
    }

    private static bool HasSection(Stream program, Elf elf)
    {
        // The section headers may lie anywhere; one of them tells where the names of all sections are.
        var place = elf.SectionHeaders + ((long)elf.NamesIndex * elf.SectionHeaderLength);
        var names = elf.SectionHeaders <= 0 ? [] : At(program, place, elf.SectionHeaderLength);
        if (names.Length < (elf.Wide ? 64 : 40))
        {
            return false;
        }

        var (offset, size) = elf.Wide ? (Long(names, 24), Long(names, 32)) : (Word(names, 16), Word(names, 20));
        return At(program, offset, (int)Math.Clamp(size, 0, MostNames)).AsSpan().IndexOf(Section) >= 0;
    }

    private static bool HasMark(Stream program, Elf elf)
    {
        for (var index = 0; index < Math.Min(elf.Programs, MostPrograms); index++)
        {
            var part = At(program, elf.ProgramHeaders + ((long)index * elf.ProgramHeaderLength), elf.ProgramHeaderLength);
            if (part.Length < (elf.Wide ? 56 : 32))
            {
                return false;
            }

            var (flags, offset, size) = elf.Wide ? (Word(part, 4), Long(part, 8), Long(part, 32)) : (Word(part, 24), Word(part, 4), Word(part, 16));
            if (Word(part, 0) == Loaded && (flags & ExecutableOrWritable) == Writable)
            {
                return BeginsABlock(At(program, offset, (int)Math.Clamp(size, 0, Searched)));
            }
        }

        return false;
    }

    private static bool BeginsABlock(ReadOnlySpan<byte> data)
    {
        for (var at = 0; at < data.Length; at += Alignment)
        {
            if (data[at..].StartsWith(Mark))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] At(Stream program, long offset, int length)
    {
        if (offset < 0 || offset >= program.Length || length <= 0)
        {
            return [];
        }

        var bytes = new byte[length];
        program.Position = offset;
        return bytes[..program.ReadAtLeast(bytes, length, throwOnEndOfStream: false)];
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

    /// <summary>What the header of the file says; the fields of a 64-bit file lie elsewhere than those of a 32-bit one.</summary>
    private readonly record struct Elf(byte[] Header, bool Wide)
    {
        public long ProgramHeaders => Wide ? Long(Header, 32) : Word(Header, 28);

        public long SectionHeaders => Wide ? Long(Header, 40) : Word(Header, 32);

        public int ProgramHeaderLength => Half(Wide ? 54 : 42);

        public int Programs => Half(Wide ? 56 : 44);

        public int SectionHeaderLength => Half(Wide ? 58 : 46);

        public int NamesIndex => Half(Wide ? 62 : 50);

        private int Half(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Header.AsSpan(at));
    }
}
