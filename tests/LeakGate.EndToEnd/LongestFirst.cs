using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LeakGate.EndToEnd.LongestFirst))]

namespace LeakGate.EndToEnd;

/// <summary>
/// Starts the collections that take longest first, so that none of them is still going on alone when all others are done. What a collection
/// tests does not depend on the order.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "WaitingRuns", "BusyPipelines", "BusyRuns", "BusyAttaching", "OneEndpointTests", "SampleTests", "ViewerPages", "AllureThreeHostileTests", "AllureTwoHostileTests",
        "TeamsCardTests", "AllureReportTests", "TrendsPageTests", "ValidationTests", "RulesTests", "AccessTests", "ComposeFilesTests",
    ];

    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Place(string name)
    {
        var at = Array.FindIndex(Long, one => name.Contains(one, StringComparison.Ordinal));
        return at < 0 ? Long.Length : at;
    }
}
