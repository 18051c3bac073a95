using LeakGate.Observation.Probes.Redis;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Redis;

public sealed class RedisKeysTests
{
    [Fact]
    public void Keys_without_expiry_are_told_by_database_and_what_is_no_such_line_is_left_out() =>
        RedisKeys.WithoutExpiry("# Keyspace\r\ndb0:keys=12,expires=2,avg_ttl=0,subexpiry=0\r\ndb3:keys=5,expires=9\r\ndbx:keys=1,expires=0\r\ndb4:keys=,expires=0\r\n")
            .ShouldBe(new Dictionary<int, long> { [0] = 10, [3] = 0 });

    [Theory]
    [InlineData("session:9f3a:42", "session:")]
    [InlineData("shard7:x", "shard*:")]
    [InlineData("k123", "k*")]
    [InlineData("user-42-cart", "user-")]
    [InlineData("c9f0f895fb98ab9159f51fd0297e236d", "*")]
    [InlineData("dGhpcyBpcyBhIHRva2Vu", "dGhpcyBp…")]
    [InlineData(":odd", ":odd")]
    [InlineData("", "")]
    public void A_prefix_ends_at_the_first_colon_and_digits_vary(string key, string prefix) => RedisKeys.Prefix(key).ShouldBe(prefix);

    [Fact]
    public void A_prefix_without_end_is_cut() => RedisKeys.Prefix(new string('x', 1000) + ":").Length.ShouldBe(41);

    [Theory]
    [InlineData("# Memory\r\nused_memory:1048576\r\nused_memory_human:1.00M\r\n", 1048576)]
    [InlineData("used_memory_rss:5\r\n", null)]
    [InlineData("used_memory:-5\r\n", null)]
    [InlineData("", null)]
    public void Used_memory_is_the_figure_of_that_name(string info, int? bytes) => RedisProbe.UsedMemory(info).ShouldBe(bytes);
}
