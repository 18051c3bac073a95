using LeakGate.Observation.Probes.Proc;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Proc;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("/srv/app/leak_123.txt", "/srv/app/leak_*.txt")]
    [InlineData("/srv/app/leak_123.txt (deleted)", "/srv/app/leak_*.txt")]
    [InlineData("/srv/run-17/part-3.log", "/srv/run-*/part-*.log")]
    [InlineData("/usr/lib/x86_64-linux-gnu/deep/er/libc.so.6", "/usr/lib/x86_64-linux-gnu/deep/er/libc.so.*")]
    [InlineData("/data/0f8fad5b-d9cb-469f-a165-70867728950e.bin", "/data/*.bin")]
    [InlineData("/data/leak_0f8fad5bd9cb469fa16570867728950e.txt", "/data/leak_*.txt")]
    [InlineData("/data/deadbeef.txt", "/data/deadbeef.txt")]
    [InlineData("/data/tmpAb3dE9.tmp", "/data/tmp*.tmp")]
    [InlineData("/data/tmp.Xy12Zw34ab", "/data/tmp*")]
    [InlineData("/data/tmpfiles", "/data/tmpfiles")]
    [InlineData("/dev/null", "/dev/null")]
    [InlineData("/", "/")]
    [InlineData("socket:[4711]", "socket")]
    [InlineData("pipe:[4711]", "pipe")]
    [InlineData("anon_inode:[eventfd]", "eventfd")]
    [InlineData("anon_inode:inotify", "inotify")]
    [InlineData("net:[4026531833]", "net")]
    public void A_descriptor_becomes_the_kind_it_is_of(string target, string kind) => DescriptorKind.Of(target).ShouldBe(kind);
}
