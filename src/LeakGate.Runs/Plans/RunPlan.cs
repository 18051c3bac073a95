namespace LeakGate.Runs.Plans;

/// <summary>Everything that was configured for one run: a valid plan, or there is none.</summary>
public sealed record RunPlan
{
    /// <summary>The programs to watch, in the order of the file.</summary>
    public required IReadOnlyList<TargetPlan> Targets { get; init; }

    /// <summary>Servers that are started first and removed last.</summary>
    public IReadOnlyList<ServicePlan> Services { get; init; } = [];

    /// <summary>What is sent to every target.</summary>
    public required LoadPlan Load { get; init; }

    /// <summary>Only watch the targets, without load; <see langword="null"/>: load them (the default).</summary>
    public WatchPlan? Watch { get; init; }

    /// <summary>What counts as a leak.</summary>
    public GatePlan Gate { get; init; } = new();

    /// <summary>How long a run may take, by profile.</summary>
    public required ProfilePlan Profile { get; init; }

    /// <summary>Reports to write, by format name, in the order given.</summary>
    public IReadOnlyList<string> Reports { get; init; } = [];

    /// <summary>Channels to tell; <see langword="null"/>: nothing is written about them, so that variables alone may name some.</summary>
    public IReadOnlyList<NotifyPlan>? Notify { get; init; }

    /// <summary>Where past runs are kept: <c>sqlite</c> or a connection string; <see langword="null"/>: not configured.</summary>
    public Secret? History { get; init; }

    /// <summary>Things that are no error but should be told before the run starts.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>One program to watch.</summary>
public sealed record TargetPlan
{
    /// <summary>Name in the verdict and in paths: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where the program comes from.</summary>
    public required TargetSource Source { get; init; }

    /// <summary>Working folder of a command, absolute.</summary>
    public string? WorkDir { get; init; }

    /// <summary>
    /// Environment variables set for a command, beside those that LeakGate itself has, or for an image, beside its own. Values are
    /// secrets: never printed.
    /// </summary>
    public IReadOnlyDictionary<string, Secret> Environment { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Base address of the load; <see langword="null"/> when the target is only watched.</summary>
    public Uri? Url { get; init; }

    /// <summary>How the target says that it is ready.</summary>
    public HealthPlan Health { get; init; } = new();

    /// <summary>What the verdict has to be for exit code 0.</summary>
    public Expectation Expect { get; init; } = Expectation.Clean;

    /// <summary>Sources of readings that are not found by themselves.</summary>
    public ProbesPlan Probes { get; init; } = new();

    /// <summary>Requests per second in production, for the time to exhaustion; <see langword="null"/>: the measured rate is used.</summary>
    public double? ProductionRate { get; init; }
}

/// <summary>Where a target comes from: exactly one of the cases.</summary>
public abstract record TargetSource
{
    private TargetSource()
    {
    }

    /// <summary>A program that LeakGate starts and stops, without a shell.</summary>
    /// <param name="Arguments">Program and arguments; at least one.</param>
    public sealed record Command(IReadOnlyList<string> Arguments) : TargetSource
    {
        /// <summary>
        /// The words as they were written, variables not filled in: this is what a log or a record may show, since a filled-in
        /// variable may be a secret.
        /// </summary>
        public IReadOnlyList<string> AsWritten { get; init; } = Arguments;
    }

    /// <summary>An image that LeakGate starts in a container of its own, and removes with it.</summary>
    /// <param name="Name">The image, as its engine knows it: <c>shop:1.2</c>. It is not pulled.</param>
    public sealed record Image(string Name) : TargetSource
    {
        /// <summary>In place of the image's own command; empty: that one. An entry point of the image stays.</summary>
        public IReadOnlyList<string> Arguments { get; init; } = [];

        /// <summary>The arguments as they were written, variables not filled in: what a record may show.</summary>
        public IReadOnlyList<string> AsWritten { get; init; } = [];

        /// <summary>Ports of the container that this machine reaches.</summary>
        public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

        /// <summary>Its network: <c>host</c>, or one of the engine by name; <see langword="null"/>: the engine's own choice.</summary>
        public string? Network { get; init; }

        /// <summary>Most memory that it may take, bytes; <see langword="null"/>: no limit.</summary>
        public long? Memory { get; init; }
    }

    /// <summary>A process that runs already.</summary>
    public sealed record Pid(int Id) : TargetSource;

    /// <summary>A container, by name or id.</summary>
    public sealed record Container(string Name) : TargetSource;

    /// <summary>Whatever listens on a TCP port of this machine.</summary>
    public sealed record Port(int Number) : TargetSource;
}

/// <summary>What the verdict of a target has to be.</summary>
public enum Expectation
{
    /// <summary>No leak: the default.</summary>
    Clean,

    /// <summary>A program that is known to leak.</summary>
    Leak,
}

/// <summary>How a target says that it is ready.</summary>
public sealed record HealthPlan
{
    /// <summary>Path that answers 2xx when ready; <see langword="null"/> (the default): any answer to <c>GET /health</c> is enough.</summary>
    public string? Path { get; init; }

    /// <summary>How long to wait; default 60 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Sources of readings that are not found by themselves.</summary>
public sealed record ProbesPlan
{
    /// <summary>Time between two cheap readings; default 1 s, 50 ms to 1 min.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Path of the target's own Prometheus text.</summary>
    public string? Metrics { get; init; }

    /// <summary>
    /// What of it is judged: <c>cache_entries</c>, or <c>pool_size{pool="db"}</c> for the series with those labels. Several series are summed.
    /// </summary>
    public IReadOnlyList<string> Gauges { get; init; } = [];

    /// <summary>Connection string of the PostgreSQL server behind.</summary>
    public Secret? Postgres { get; init; }

    /// <summary>Address <c>host:port</c> of the Redis server behind.</summary>
    public string? Redis { get; init; }
}

/// <summary>A server that targets need: built in (<c>postgres</c>, <c>redis</c>) or a command.</summary>
public sealed record ServicePlan
{
    /// <summary>Name, as other values refer to it: <c>${postgres.connection}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Program and arguments; <see langword="null"/> for a built-in server.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>URL that answers 2xx, or <c>host:port</c> that accepts a connection, when ready; only with a command.</summary>
    public string? Health { get; init; }

    /// <summary>Environment variables; only with a command.</summary>
    public IReadOnlyDictionary<string, Secret> Environment { get; init; } = new Dictionary<string, Secret>();
}
