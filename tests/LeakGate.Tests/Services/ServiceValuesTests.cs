using LeakGate.Observation;
using LeakGate.Observation.Services;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Services;

public sealed class ServiceValuesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leakgate-values-").FullName;

    private readonly ServiceValues _values = new(new Dictionary<string, string>
    {
        ["redis.address"] = "127.0.0.1:6379",
        ["postgres.connection"] = "Host=127.0.0.1;Password=a$b${redis.address}",
    });

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("${redis.address}", "127.0.0.1:6379")]
    [InlineData("a ${redis.address} b ${redis.address}", "a 127.0.0.1:6379 b 127.0.0.1:6379")]
    [InlineData("${postgres.connection};Pooling=false", "Host=127.0.0.1;Password=a$b${redis.address};Pooling=false")]
    [InlineData("$redis.address {redis.address} a$$b", "$redis.address {redis.address} a$b")]
    public void Dotted_names_are_replaced_once_and_nothing_else_is(string text, string expected) => _values.Resolve(text).ShouldBe(expected);

    [Fact]
    public void A_name_that_no_service_gives_is_an_error_of_ours() =>
        Should.Throw<InvalidOperationException>(() => _values.Resolve("${mysql.port}")).Message.ShouldContain("mysql.port");

    [Fact]
    public void The_newest_PostgreSQL_of_Debians_folders_is_found_and_one_in_the_path_comes_first()
    {
        Install("9.6/bin/initdb", "9.6/bin/postgres", "15/bin/initdb", "15/bin/postgres", "16/bin/initdb", "own/initdb", "own/postgres");

        // 16 has no server: only its client is installed.
        PostgresPrograms.Find("/nowhere", _folder).Server.ShouldBe(Path.Combine(_folder, "15/bin/postgres"));
        PostgresPrograms.Find($"/nowhere:{_folder}/own", _folder).InitDb.ShouldBe(Path.Combine(_folder, "own/initdb"));
    }

    [Fact]
    public void Without_PostgreSQL_it_is_said_what_to_install()
    {
        var failure = Should.Throw<TargetFailedException>(() => PostgresPrograms.Find("/nowhere", Path.Combine(_folder, "none")));

        failure.Code.ShouldBe("not_found");
        failure.Message.ShouldContain("apt-get install postgresql");
    }

    private void Install(params string[] programs)
    {
        foreach (var program in programs)
        {
            var path = Path.Combine(_folder, program);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "#!/bin/sh\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
