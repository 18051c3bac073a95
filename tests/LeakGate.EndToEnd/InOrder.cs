using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestFramework(typeof(LeakGate.EndToEnd.InOrder))]

namespace LeakGate.EndToEnd;

/// <summary>
/// xUnit's own framework, but the collections that run side by side begin in the order that <see cref="LongestFirst"/> gives, and those of
/// <see cref="Calm"/> when all others are done, two at a time; <see cref="Waiting"/> goes on beside them from the start. xUnit hands them all to the thread pool at once, which takes them from both
/// ends: the longest one could begin last.
/// </summary>
public sealed class InOrder : XunitTestFramework
{
    /// <summary>Collections that wait for all others that run side by side.</summary>
    private static readonly string[] Calm = [nameof(Dashboard.DashboardPages), nameof(Runs.CalmRuns)];

    /// <summary>The collection that begins at once and takes no place.</summary>
    private const string Waiting = nameof(Runs.WaitingRuns);

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
        private readonly TaskCompletionSource _calmNow = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private SemaphoreSlim? _places;
        private SemaphoreSlim? _calmPlaces;
        private int _left;

        /// <inheritdoc />
        protected override List<(IXunitTestCollection Collection, List<IXunitTestCase> TestCases)> OrderTestCollections(XunitTestAssemblyRunnerContext ctxt)
        {
            var ordered = base.OrderTestCollections(ctxt);
            var turn = Task.CompletedTask;
            foreach (var (collection, _) in ordered.Where(one => !one.Collection.DisableParallelization && !IsCalm(one.Collection)))
            {
                _left++;
                var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _line[collection] = (turn, next);
                turn = next.Task;
            }

            if (_left == 0)
            {
                _calmNow.SetResult();
            }

            _places = ctxt is { DisableParallelization: false, MaxParallelThreads: > 0 and var most } ? new SemaphoreSlim(most) : null;
            _calmPlaces = _places is null ? null : new SemaphoreSlim(2);
            return ordered;
        }

        /// <inheritdoc />
        protected override async ValueTask<RunSummary> RunTestCollection(
            XunitTestAssemblyRunnerContext ctxt, IXunitTestCollection testCollection, IReadOnlyCollection<IXunitTestCase> testCases)
        {
            if (_calmPlaces is not null && IsCalm(testCollection))
            {
                return await WhenCalmAsync(_calmPlaces, ctxt, testCollection, testCases);
            }

            if (_places is null || !_line.TryGetValue(testCollection, out var mine))
            {
                return await base.RunTestCollection(ctxt, testCollection, testCases);
            }

            // One stands in the queue before the next may come; a place in it is given in the order of asking.
            var waits = testCollection.TestCollectionDisplayName.Contains(Waiting, StringComparison.Ordinal);
            await mine.Turn;
            var place = waits ? Task.CompletedTask : _places.WaitAsync(CancellationToken.None);
            mine.Next.SetResult();
            await place;
            try
            {
                return await base.RunTestCollection(ctxt, testCollection, testCases);
            }
            finally
            {
                if (!waits)
                {
                    _places.Release();
                }

                if (Interlocked.Decrement(ref _left) == 0)
                {
                    _calmNow.SetResult();
                }
            }
        }

        private async ValueTask<RunSummary> WhenCalmAsync(
            SemaphoreSlim places, XunitTestAssemblyRunnerContext ctxt, IXunitTestCollection testCollection, IReadOnlyCollection<IXunitTestCase> testCases)
        {
            await _calmNow.Task;
            await places.WaitAsync(CancellationToken.None);
            try
            {
                return await base.RunTestCollection(ctxt, testCollection, testCases);
            }
            finally
            {
                places.Release();
            }
        }

        private static bool IsCalm(IXunitTestCollection collection) => Array.Exists(Calm, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
    }
}
