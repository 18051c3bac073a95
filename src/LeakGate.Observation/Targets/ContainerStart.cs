using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Targets;

/// <summary>A container to start from an image.</summary>
internal sealed record ContainerStart
{
    /// <summary>Label that every container bears which LeakGate starts: the id of its run.</summary>
    public const string RunLabel = "leakgate.run";

    /// <summary>Label with the name of the target.</summary>
    public const string TargetLabel = "leakgate.target";

    /// <summary>Name of the target, for messages and as part of the container's name.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>The image, and how it is started.</summary>
    public required TargetSource.Image Image { get; init; }

    /// <summary>Environment variables beside, or in place of, the image's own. They may be secrets: they are on no command line.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>File for what it prints, bounded as <see cref="TargetStart.LogPath"/>; <see langword="null"/>: only the last output is kept.</summary>
    public string? LogPath { get; init; }

    /// <summary>Name of the container: known before there is one, so that it can be removed whatever happens.</summary>
    public string ContainerName => $"leakgate-{RunId}-{Name}";
}
