namespace LeakGate.Observation.Load.Imports;

/// <summary>Methods that a configuration takes, and the one that is not sent unasked.</summary>
internal static class HttpMethods
{
    public static IReadOnlyList<string> Sendable { get; } = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    /// <summary>What a DELETE removes is gone after the first time: the next one fails, and with it what others need.</summary>
    public static bool Removes(string method) => method == "DELETE";
}
