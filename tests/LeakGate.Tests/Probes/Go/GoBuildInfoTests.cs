using System.Buffers.Binary;
using LeakGate.Observation.Probes.Go;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Go;

public sealed class GoBuildInfoTests
{
    private const int Names = 256;
    private const int SectionHeaders = 1024;
    private const int Data = 4096;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_section_named_so_tells_a_go_program(bool wide)
    {
        Told(Elf(wide, names: "\0.text\0.go.buildinfo\0.shstrtab\0", data: "")).ShouldBeTrue();
        Told(Elf(wide, names: "\0.text\0.data\0.shstrtab\0", data: "")).ShouldBeFalse();
        Told(Elf(wide, names: "\0.not.go.buildinfo.here\0", data: "")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_sections_the_mark_at_the_beginning_of_the_data_does(bool wide)
    {
        Told(Elf(wide, names: null, data: "\u00FF Go buildinf:\b")).ShouldBeTrue();
        Told(Elf(wide, names: null, data: new string('x', 32) + "\u00FF Go buildinf:")).ShouldBeTrue();
        Told(Elf(wide, names: null, data: new string('x', 5) + "\u00FF Go buildinf:")).ShouldBeFalse("it begins at a multiple of 16 bytes");
        Told(Elf(wide, names: null, data: "another program")).ShouldBeFalse();
    }

    [Fact]
    public void What_is_cut_off_or_no_such_file_is_none()
    {
        var whole = Elf(wide: true, names: "\0.go.buildinfo\0", data: "\u00FF Go buildinf:");
        foreach (var length in new[] { 0, 3, 63, 64, 65, SectionHeaders, SectionHeaders + 10 })
        {
            Told(whole[..length]).ShouldBeFalse(length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Told("#!/bin/sh\nexec go\n.go.buildinfo"u8.ToArray()).ShouldBeFalse();
        using var own = File.OpenRead(Environment.ProcessPath!);
        GoBuildInfo.IsIn(own).ShouldBeFalse();
    }

    [Fact]
    public void Offsets_and_lengths_that_point_nowhere_are_no_error()
    {
        var file = Elf(wide: true, names: "\0.text\0", data: "");
        foreach (var at in new[] { 32, 40, 54, 56, 58, 60, 62, SectionHeaders + 24, SectionHeaders + 32 })
        {
            var broken = (byte[])file.Clone();
            broken.AsSpan(at, 2).Fill(0xFF);
            Told(broken).ShouldBeFalse();
            broken = (byte[])file.Clone();
            broken.AsSpan(at, Math.Min(8, broken.Length - at)).Fill(0xFF);
            Told(broken).ShouldBeFalse();
        }
    }

    private static bool Told(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return GoBuildInfo.IsIn(stream);
    }

    /// <summary>A file with one section that holds the names, if any, and one writable part.</summary>
    private static byte[] Elf(bool wide, string? names, string data)
    {
        var file = new byte[Data + 256];
        "\u007fELF"u8.CopyTo(file);
        file[4] = (byte)(wide ? 2 : 1);
        file[5] = 1;
        Put(wide ? 32 : 28, 64, wide);
        Put(wide ? 40 : 32, names is null ? 0 : SectionHeaders, wide);
        Half(wide ? 54 : 42, wide ? 56 : 32);
        Half(wide ? 56 : 44, 1);
        Half(wide ? 58 : 46, wide ? 64 : 40);
        Half(wide ? 60 : 48, names is null ? 0 : 1);
        Put(64, 1, wide: false);
        Put(wide ? 68 : 88, 6, wide: false);
        Put(wide ? 72 : 68, Data, wide);
        Put(wide ? 96 : 80, 256, wide);
        if (names is not null)
        {
            Put(SectionHeaders + (wide ? 24 : 16), Names, wide);
            Put(SectionHeaders + (wide ? 32 : 20), names.Length, wide);
            names.Select(letter => (byte)letter).ToArray().CopyTo(file, Names);
        }

        data.Select(letter => (byte)letter).ToArray().CopyTo(file, Data);
        return file;

        void Put(int at, int value, bool wide)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
            if (wide)
            {
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at + 4), 0);
            }
        }

        void Half(int at, int value) => BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(at), (short)value);
    }
}
