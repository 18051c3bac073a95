using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary>One target.</summary>
internal static class TargetSection
{
    /// <summary>Highest process id that Linux gives (proc(5), pid_max).</summary>
    internal const int MostPid = 4_194_304;

    internal const int MostPort = 65_535;

    /// <summary>Each resource that is judged adds to the evidence that every one of them needs.</summary>
    internal const int MostGauges = 16;

    /// <summary>What stands for a source that could not be read; the plan is thrown away then.</summary>
    private static readonly TargetSource Unreadable = new TargetSource.Pid(0);

    public static TargetPlan Read(string name, Fields fields, bool hasRequests, ConfigurationScan scan)
    {
        Node? urlNode = fields["url"];
        Uri? url = Url(urlNode, scan);
        if (urlNode is not null && !hasRequests)
        {
            scan.Error(fields.Key("url"), scan.Texts.UrlWithoutLoad(name));
        }
        else if (urlNode is null && hasRequests)
        {
            scan.Warnings.Add(scan.Texts.OnlyWatched(name));
        }

        foreach ((string key, IReadOnlyList<string> sources) in KnownNames.SourceKeys)
        {
            if (fields[key] is not null && sources.All(source => fields[source] is null))
            {
                scan.Error(fields.Key(key), scan.Texts.OnlyWithSource(key, sources));
            }
        }

        string? workDir = scan.FinalText(fields["workdir"], "workdir");
        return new TargetPlan
        {
            Name = name,
            Source = Source(name, fields, scan) ?? Unreadable,
            WorkDir = fields["command"] is null ? null : Path.GetFullPath(workDir ?? ".", scan.Context.BaseFolder),
            Environment = EnvironmentSection.Read(fields["env"], "env", scan),
            Url = url,
            Health = Health(fields["health"], urlNode is not null, scan),
            Expect = Expect(fields["expect"], scan),
            Probes = Probes(fields["probes"], urlNode is not null, scan),
            ProductionRate = scan.Value<double>(fields["rate"], "rate", RateText.TryParse, scan.Texts.BadRate),
        };
    }

    private static TargetSource? Source(string name, Fields fields, ConfigurationScan scan)
    {
        string[] given = [.. KnownNames.Sources.Where(key => fields[key] is not null)];
        if (given.Length == 0)
        {
            scan.Error(fields.Node.Start, name, scan.Texts.NoSource(name));
            return null;
        }

        foreach (string more in given.Skip(1))
        {
            scan.Error(fields.Key(more), scan.Texts.TwoSources(name, given[0], more));
        }

        // Every source is read, so that what is wrong inside a second one is told as well.
        TargetSource?[] sources = [.. given.Select(key => Source(key, fields[key]!, fields, scan))];
        return sources[0];
    }

    private static TargetSource? Source(string key, Node node, Fields fields, ConfigurationScan scan) => key switch
    {
        "image" => ImageSection.Read(fields, scan),
        "command" => CommandSection.Read(node, key, scan) is { } words
            ? new TargetSource.Command(words.Expanded) { AsWritten = words.AsWritten }
            : null,
        "pid" => scan.Whole(node, key, 1, MostPid) is { } pid ? new TargetSource.Pid(pid) : null,
        "port" => scan.Whole(node, key, 1, MostPort) is { } port ? new TargetSource.Port(port) : null,
        _ => scan.FinalText(node, key) is { } container ? new TargetSource.Container(container) : null,
    };

    private static Uri? Url(Node? node, ConfigurationScan scan)
    {
        if (scan.FinalText(node, "url") is not { } text)
        {
            return null;
        }

        string written = AddressText.WithoutLogin(((ScalarNode)node!).Value);
        if (!AddressText.TryParseUrl(text, out Uri url))
        {
            scan.Error(node.Start, written, scan.Texts.BadUrl("url", written));
            return null;
        }

        // A log-in would be recorded with the run; a path would be in front of every request unseen.
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0 || url.AbsolutePath != "/")
        {
            scan.Error(node.Start, written, scan.Texts.UrlWithMore("url"));
            return null;
        }

        return url;
    }

    private static HealthPlan Health(Node? node, bool hasUrl, ConfigurationScan scan)
    {
        if (node is ScalarNode)
        {
            return new HealthPlan { Path = AskedPath(node, "health", hasUrl, scan) };
        }

        if (Fields.Of(node, "health", KnownNames.Health, scan) is not { } fields)
        {
            return new HealthPlan();
        }

        HealthPlan defaults = new();
        return new HealthPlan
        {
            Path = AskedPath(fields["path"], "path", hasUrl, scan),
            Timeout = scan.Value<TimeSpan>(fields["timeout"], "timeout", DurationText.TryParse, scan.Texts.BadDuration) ?? defaults.Timeout,
        };
    }

    private static string? AskedPath(Node? node, string key, bool hasUrl, ConfigurationScan scan)
    {
        if (scan.FinalText(node, key) is not { } path)
        {
            return null;
        }

        string written = ((ScalarNode)node!).Value;
        if (!path.StartsWith('/'))
        {
            scan.Error(node, scan.Texts.BadPath(key, written));
        }
        else if (PathText.HasForbidden(path))
        {
            scan.Error(node, scan.Texts.BadPathText(key));
        }

        if (!hasUrl)
        {
            scan.Error(node, scan.Texts.NeedsUrl(key));
        }

        return path;
    }

    private static Expectation Expect(Node? node, ConfigurationScan scan)
    {
        string? expect = scan.FinalText(node, "expect");
        if (expect is not null && !KnownNames.Expectations.Contains(expect, StringComparer.Ordinal))
        {
            string written = ((ScalarNode)node!).Value;
            scan.Error(node, scan.Texts.UnknownName("expect", written, Nearest.To(expect, KnownNames.Expectations), KnownNames.Expectations));
        }

        return expect == "leak" ? Expectation.Leak : Expectation.Clean;
    }

    private static ProbesPlan Probes(Node? node, bool hasUrl, ConfigurationScan scan)
    {
        if (Fields.Of(node, "probes", KnownNames.Probes, scan) is not { } fields)
        {
            return new ProbesPlan();
        }

        string? redis = scan.Text(fields["redis"], "redis");
        if (redis is not null && !ServiceText.Waits(redis) && !AddressText.IsHostAndPort(redis))
        {
            string written = AddressText.WithoutLogin(((ScalarNode)fields["redis"]!).Value);
            scan.Error(fields["redis"]!.Start, written, scan.Texts.BadAddress("redis", written));
        }

        if (fields["metrics"] is null && fields["gauges"] is { } gauges)
        {
            scan.Error(gauges, scan.Texts.Together("probes", "gauges", "metrics: /metrics"));
        }
        else if (fields["metrics"] is not null && fields["gauges"] is null)
        {
            scan.Warnings.Add(scan.Texts.MetricsWithoutGauges());
        }

        return new ProbesPlan
        {
            Every = Every(fields["every"], scan) ?? new ProbesPlan().Every,
            Metrics = AskedPath(fields["metrics"], "metrics", hasUrl, scan),
            Gauges = Gauges(fields["gauges"], scan),
            Postgres = scan.Text(fields["postgres"], "postgres") is { } postgres ? new Secret(postgres) : null,
            Redis = redis,
        };
    }

    private static TimeSpan? Every(Node? node, ConfigurationScan scan)
    {
        TimeSpan? every = scan.Value<TimeSpan>(node, "every", DurationText.TryParse, scan.Texts.BadDuration);
        if (every < TimeSpan.FromMilliseconds(50) || every > TimeSpan.FromMinutes(1))
        {
            scan.Error(node!, scan.Texts.OutOfRange("every", ((ScalarNode)node!).Value, "50ms", "1m"));
        }

        return every;
    }

    private static List<string> Gauges(Node? node, ConfigurationScan scan)
    {
        List<string> gauges = [];
        if (node is not null && (node as SequenceNode)?.Items is not { Count: > 0 })
        {
            scan.Error(node, scan.Texts.NeedsList("gauges", "gauges: [cache_entries]"));
        }

        foreach (Node item in (node as SequenceNode)?.Items ?? [])
        {
            if (scan.FinalText(item, "gauges") is not { } text)
            {
                continue;
            }

            if (!MetricSeries.TryParse(text, out MetricSeries? selector))
            {
                scan.Error(item, scan.Texts.BadGauge(((ScalarNode)item).Value));
            }
            else if (gauges.Contains(selector.ToString(), StringComparer.Ordinal))
            {
                scan.Error(item, scan.Texts.TwiceGauge(selector.ToString()));
            }
            else
            {
                gauges.Add(selector.ToString());
            }
        }

        if (gauges.Count > MostGauges)
        {
            scan.Error(node!, scan.Texts.TooManyGauges(MostGauges));
        }

        return gauges;
    }
}
