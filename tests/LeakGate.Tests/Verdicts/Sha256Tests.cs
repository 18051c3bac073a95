using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LeakGate.Findings;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Verdicts;

public sealed class Sha256Tests
{
    /// <summary>Examples of FIPS 180-4, and a million times the letter a.</summary>
    [Theory]
    [InlineData("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [InlineData("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")]
    public void It_gives_what_the_standard_gives(string text, int times, string hash) =>
        Convert.ToHexStringLower(Sha256.HashData(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times))))).ShouldBe(hash);

    [Fact]
    public void It_gives_what_the_runtime_gives_at_every_length_up_to_three_blocks()
    {
        for (var length = 0; length <= 200; length++)
        {
            var data = new byte[length];
            new Random(length).NextBytes(data);
            Sha256.HashData(data).ShouldBe(SHA256.HashData(data), "bytes: " + length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void It_gives_what_the_runtime_gives() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), data => Sha256.HashData(data).AsSpan().SequenceEqual(SHA256.HashData(data))).QuickCheckThrowOnFailure();
}
