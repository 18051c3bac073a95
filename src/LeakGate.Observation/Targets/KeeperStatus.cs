using System.Globalization;

namespace LeakGate.Observation.Targets;

/// <summary>What a keeper tells LeakGate, one line each on its output.</summary>
internal abstract record KeeperStatus
{
    private KeeperStatus()
    {
    }

    /// <summary>The target runs.</summary>
    public sealed record Started(ProcessId Process) : KeeperStatus;

    /// <summary>The target could not be started.</summary>
    /// <param name="Code">127: not found; 126: found, but cannot run.</param>
    /// <param name="Text">For a person.</param>
    public sealed record NotStarted(int Code, string Text) : KeeperStatus;

    /// <summary>The target ended with an exit code.</summary>
    public sealed record Exited(int Code) : KeeperStatus;

    /// <summary>The target was ended by a signal.</summary>
    public sealed record Signalled(int Signal) : KeeperStatus;

    /// <summary>No process of the tree is left.</summary>
    public sealed record Gone : KeeperStatus;

    /// <summary>The line without its end.</summary>
    public string ToLine() => this switch
    {
        Started s => string.Create(CultureInfo.InvariantCulture, $"started {s.Process.Id} {s.Process.StartTicks}"),
        NotStarted n => string.Create(CultureInfo.InvariantCulture, $"error {n.Code} {n.Text.ReplaceLineEndings(" ")}"),
        Exited e => string.Create(CultureInfo.InvariantCulture, $"exited {e.Code}"),
        Signalled s => string.Create(CultureInfo.InvariantCulture, $"signalled {s.Signal}"),
        _ => "gone",
    };

    /// <summary>Reads a line; <see langword="null"/> when it is none of these.</summary>
    public static KeeperStatus? Parse(string line)
    {
        var words = line.Split(' ', 3);
        return words switch
        {
            ["started", var id, var start] => new Started(new ProcessId(
                int.Parse(id, CultureInfo.InvariantCulture), long.Parse(start, CultureInfo.InvariantCulture))),
            ["error", var code, var text] => new NotStarted(int.Parse(code, CultureInfo.InvariantCulture), text),
            ["exited", var code] => new Exited(int.Parse(code, CultureInfo.InvariantCulture)),
            ["signalled", var signal] => new Signalled(int.Parse(signal, CultureInfo.InvariantCulture)),
            ["gone"] => new Gone(),
            _ => null,
        };
    }
}
