using System.Numerics;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary><c>load:</c> what is sent, and how fast.</summary>
internal static class LoadSection
{
    internal const int MostConcurrency = 1024;

    public static LoadPlan Read(Node? node, ConfigurationScan scan)
    {
        LoadPlan defaults = new() { Requests = [] };
        if (Fields.Of(node, "load", KnownNames.Load, scan) is not { } fields)
        {
            return defaults;
        }

        return new LoadPlan
        {
            Rate = Rate(fields["rate"], scan),
            Concurrency = scan.Whole(fields["concurrency"], "concurrency", 1, MostConcurrency) ?? defaults.Concurrency,
            Requests = Requests(fields, scan),
            Timeout = Timeout(fields["timeout"], scan) ?? defaults.Timeout,
            Seed = scan.Whole(fields["seed"], "seed", 0, int.MaxValue) ?? defaults.Seed,
        };
    }

    private static TimeSpan? Timeout(Node? node, ConfigurationScan scan)
    {
        TimeSpan? timeout = scan.Value<TimeSpan>(node, "timeout", DurationText.TryParse, scan.Texts.BadDuration);
        if (timeout > LoadPlan.LongestTimeout)
        {
            scan.Error(node!, scan.Texts.TooLong("timeout", ((ScalarNode)node!).Value, "1d"));
        }

        return timeout;
    }

    /// <summary>Requests of the shortest sequence that holds the weights exactly: their sum over their greatest common divisor.</summary>
    private static long CycleOf(IReadOnlyList<RequestPlan> requests)
    {
        long divisor = requests.Aggregate(0L, (gcd, request) => (long)BigInteger.GreatestCommonDivisor(gcd, request.Weight));
        return divisor == 0 ? 0 : requests.Sum(request => (long)request.Weight) / divisor;
    }

    private static double? Rate(Node? node, ConfigurationScan scan)
    {
        if (scan.FinalText(node, "rate") is not { } text)
        {
            return null;
        }

        if (!RateText.TryParseLoad(text, out double? rate))
        {
            scan.Error(node!, scan.Texts.BadLoadRate("rate", ((ScalarNode)node!).Value));
        }

        return rate;
    }

    private static List<RequestPlan> Requests(Fields load, ConfigurationScan scan)
    {
        const string example = "requests: [GET /api/items]";
        if (load["requests"] is not { } node)
        {
            scan.Error(load.Node.Start, "", scan.Texts.MissingKey("requests", "load", example));
            return [];
        }

        if (node is not SequenceNode list)
        {
            scan.Error(node, scan.Texts.NeedsList("requests", example));
            return [];
        }

        if (list.Items.Count == 0)
        {
            scan.Error(list, scan.Texts.Empty("requests", example));
            return [];
        }

        List<RequestPlan> requests = [];
        foreach (Node item in list.Items)
        {
            if (RequestSection.Read(item, scan) is not { } request)
            {
                continue;
            }

            if (requests.Exists(other => other.Name == request.Name))
            {
                scan.Error(item.Start, request.Name, scan.Texts.DoubledRequestName(request.Name));
            }

            requests.Add(request);
        }

        if (requests.Count == list.Items.Count && requests.TrueForAll(request => request.Weight == 0))
        {
            scan.Error(list, scan.Texts.NoWeight());
        }
        else if (CycleOf(requests) > LoadPlan.LongestCycle)
        {
            scan.Error(list, scan.Texts.UnevenWeights());
        }

        return requests;
    }
}
