using LeakGate.Cli;
using LeakGate.Observation;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

public sealed class EndingTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    private Task<int> RunAsync(CancellationToken cancellation) => _cli.RunAsync(cancellation, "run", "--url", "http://127.0.0.1:1", "--", "ls");

    [Fact]
    public async Task The_exit_code_is_that_of_the_body()
    {
        _cli.Body = _ => Task.FromResult(42);

        (await RunAsync(TestContext.Current.CancellationToken)).ShouldBe(42);
    }

    [Fact]
    public async Task An_unexpected_exception_is_one_plain_line_and_a_file_with_the_rest()
    {
        _cli.Body = _ => throw new InvalidOperationException("the sky\nfell");

        (await RunAsync(TestContext.Current.CancellationToken)).ShouldBe(5);

        string line = _cli.Error.TrimEnd();
        line.ShouldNotContain("\n");
        line.ShouldStartWith("leakgate: a fault of LeakGate itself: InvalidOperationException: the sky; details: ");
        string details = line[(line.LastIndexOf("details: ", StringComparison.Ordinal) + 9)..];
        (await File.ReadAllTextAsync(details, TestContext.Current.CancellationToken)).ShouldContain("fell");
    }

    [Fact]
    public async Task A_target_that_failed_exits_4_with_its_message()
    {
        _cli.Body = _ => throw new TargetFailedException("exited", "shop exited with code 7");

        (await RunAsync(TestContext.Current.CancellationToken)).ShouldBe(4);
        _cli.Error.ShouldContain("shop exited with code 7");
    }

    [Fact]
    public async Task The_first_signal_ends_in_order_with_130_and_the_second_at_once()
    {
        List<int> exits = [];
        using Interruption interruption = new(exits.Add);
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _cli.Body = async cancellation =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return 0;
        };
        Task<int> run = RunAsync(interruption.Token);
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);

        interruption.Signal();

        (await run.WaitAsync(TestContext.Current.CancellationToken)).ShouldBe(130);
        _cli.Error.ShouldContain("interrupted");
        exits.ShouldBeEmpty();
        interruption.Signal();
        exits.ShouldBe([130]);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_fault()
    {
        _cli.Body = _ => throw new OperationCanceledException();

        (await RunAsync(TestContext.Current.CancellationToken)).ShouldBe(5);
    }
}
