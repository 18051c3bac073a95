using LeakGate.Runs.Text;
using LeakGate.Server;
using LeakGate.Server.Children;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Server;

/// <summary>What may be started: one answer for each question, whatever was asked before or at the same time.</summary>
public sealed class StartCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leakgate-start-").FullName;
    private readonly StartCheck _check;

    public StartCheckTests()
    {
        string file = Path.Combine(_folder, "leakgate.yml");
        File.WriteAllText(file, "targets:\n  leaky:\n    command: ./shop\n    url: http://127.0.0.1:5000\nload:\n  requests:\n    - GET /\n");
        ServerOptions options = new()
        {
            Folder = _folder,
            ConfigurationFile = file,
            RunsFolder = Path.Combine(_folder, "runs"),
            AllowCommands = true,
            Language = Language.English,
            Version = "1",
            Self = ("leakgate", []),
            Machine = new NoMachine(),
        };
        _check = new StartCheck(options, new ProjectConfiguration(options));
    }

    private static StartRequest Invalid => new() { Port = 0 };

    private static StartRequest Valid => new() { Targets = ["leaky"] };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_wrong_question_leaves_nothing_behind_for_the_next_one()
    {
        _check.Check(Invalid).Errors.Count.ShouldBe(2);
        _check.Check(Invalid).Errors.Count.ShouldBe(2);

        (StartWords? start, IReadOnlyList<StartError> errors) = _check.Check(Valid);

        errors.ShouldBeEmpty();
        start!.Words.ShouldContain("leaky");
    }

    [Fact]
    public void Questions_at_once_do_not_get_the_errors_of_each_other()
    {
        Parallel.For(0, 200, i =>
        {
            int errors = _check.Check(i % 2 == 0 ? Valid : Invalid).Errors.Count;
            errors.ShouldBe(i % 2 == 0 ? 0 : 2);
        });
    }

    private sealed class NoMachine : IMachine
    {
        public IReadOnlyList<ListeningProgram> Listening() => [];

        public Task<RunningContainers> ContainersAsync(CancellationToken cancel) => Task.FromResult(new RunningContainers([], null));
    }
}
