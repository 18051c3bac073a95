using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestFramework(typeof(LeakGate.EndToEnd.InOrder))]

namespace LeakGate.EndToEnd;

/// <summary>
/// xUnit's own framework, but the collections that run side by side begin in the order that <see cref="LongestFirst"/> gives. xUnit hands them
/// all to the thread pool at once, which takes them from both ends: the longest one could begin last.
/// </summary>
public sealed class InOrder : XunitTestFramework
{
    /// <inheritdoc />
    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly) => new Executor(new XunitTestAssembly(assembly, null, assembly.GetName().Version));

    private sealed class Executor(IXunitTestAssembly assembly) : XunitTestFrameworkExecutor(assembly)
    {
        /// <inheritdoc />
        public override async ValueTask RunTestCases(
            IReadOnlyCollection<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions,
            CancellationToken cancellationToken) =>
            await new Runner().Run(TestAssembly, testCases, executionMessageSink, executionOptions, cancellationToken);
    }

    private sealed class Runner : XunitTestAssemblyRunner
    {
        private readonly Dictionary<IXunitTestCollection, (Task Turn, TaskCompletionSource Next)> _line = [];
        private SemaphoreSlim? _places;

        /// <inheritdoc />
        protected override List<(IXunitTestCollection Collection, List<IXunitTestCase> TestCases)> OrderTestCollections(XunitTestAssemblyRunnerContext ctxt)
        {
            var ordered = base.OrderTestCollections(ctxt);
            var turn = Task.CompletedTask;
            foreach (var (collection, _) in ordered.Where(one => !one.Collection.DisableParallelization))
            {
                var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _line[collection] = (turn, next);
                turn = next.Task;
            }

            _places = ctxt is { DisableParallelization: false, MaxParallelThreads: > 0 and var most } ? new SemaphoreSlim(most) : null;
            return ordered;
        }

        /// <inheritdoc />
        protected override async ValueTask<RunSummary> RunTestCollection(
            XunitTestAssemblyRunnerContext ctxt, IXunitTestCollection testCollection, IReadOnlyCollection<IXunitTestCase> testCases)
        {
            if (_places is null || !_line.TryGetValue(testCollection, out var mine))
            {
                return await base.RunTestCollection(ctxt, testCollection, testCases);
            }

            // One stands in the queue before the next may come; a place in it is given in the order of asking.
            await mine.Turn;
            var place = _places.WaitAsync(CancellationToken.None);
            mine.Next.SetResult();
            await place;
            try
            {
                return await base.RunTestCollection(ctxt, testCollection, testCases);
            }
            finally
            {
                _places.Release();
            }
        }
    }
}
