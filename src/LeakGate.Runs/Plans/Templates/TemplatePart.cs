using System.Buffers;
using System.Globalization;

namespace LeakGate.Runs.Plans.Templates;

/// <summary>One piece of a template. Every piece writes UTF-8, and a placeholder's value is ASCII whatever the culture.</summary>
internal abstract record TemplatePart
{
    private TemplatePart()
    {
    }

    public abstract void Write(in TemplateContext context, int position, IBufferWriter<byte> output);

    /// <summary>Text that stands as it was written.</summary>
    public sealed record Literal(byte[] Utf8) : TemplatePart
    {
        public override void Write(in TemplateContext context, int position, IBufferWriter<byte> output) => output.Write(Utf8);
    }

    /// <summary><c>{{seq}}</c></summary>
    public sealed record Sequence : TemplatePart
    {
        public override void Write(in TemplateContext context, int position, IBufferWriter<byte> output) =>
            WriteNumber(context.Sequence, output);
    }

    /// <summary><c>{{n}}</c></summary>
    public sealed record Number : TemplatePart
    {
        public override void Write(in TemplateContext context, int position, IBufferWriter<byte> output) =>
            WriteNumber(context.Number, output);
    }

    /// <summary><c>{{uuid}}</c>: version 4 by its form (RFC 9562), though its bits come from the seed.</summary>
    public sealed record Uuid : TemplatePart
    {
        private const int Length = 36;

        public override void Write(in TemplateContext context, int position, IBufferWriter<byte> output)
        {
            var random = new RandomStream(context, position);
            var high = (random.Next() & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000;
            var low = (random.Next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000;
            Span<byte> bytes = stackalloc byte[16];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
            new Guid(bytes, bigEndian: true).TryFormat(output.GetSpan(Length), out var written);
            output.Advance(written);
        }
    }

    /// <summary><c>{{int MIN MAX}}</c>, both ends included.</summary>
    public sealed record Int(long Min, long Max) : TemplatePart
    {
        public override void Write(in TemplateContext context, int position, IBufferWriter<byte> output)
        {
            var random = new RandomStream(context, position);
            // In unsigned arithmetic the whole range of a long wraps to 0, which Below reads as "any".
            var offset = random.Below(unchecked((ulong)Max - (ulong)Min + 1));
            WriteNumber(unchecked((long)((ulong)Min + offset)), output);
        }
    }

    /// <summary><c>{{text LENGTH}}</c>: letters, digits, <c>-</c> and <c>_</c>, so it is safe in JSON, a path and a header alike.</summary>
    public sealed record Text(int Length) : TemplatePart
    {
        private const int CharactersPerDraw = 10; // of 6 bits each, out of 64

        private static ReadOnlySpan<byte> Alphabet => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8;

        public override void Write(in TemplateContext context, int position, IBufferWriter<byte> output)
        {
            var random = new RandomStream(context, position);
            var span = output.GetSpan(Length)[..Length];
            for (var start = 0; start < Length; start += CharactersPerDraw)
            {
                var bits = random.Next();
                var end = Math.Min(start + CharactersPerDraw, Length);
                for (var i = start; i < end; i++, bits >>= 6)
                {
                    span[i] = Alphabet[(int)(bits & 63)];
                }
            }

            output.Advance(Length);
        }
    }

    /// <summary><c>{{pick A B …}}</c>: each word as likely as the others.</summary>
    public sealed record Pick(byte[][] Words) : TemplatePart
    {
        public override void Write(in TemplateContext context, int position, IBufferWriter<byte> output)
        {
            var random = new RandomStream(context, position);
            output.Write(Words[(int)random.Below((ulong)Words.Length)]);
        }
    }

    private static void WriteNumber(long value, IBufferWriter<byte> output)
    {
        const int LongestNumber = 20;
        value.TryFormat(output.GetSpan(LongestNumber), out var written, provider: CultureInfo.InvariantCulture);
        output.Advance(written);
    }
}
