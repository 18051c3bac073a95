using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Channels.Delivery;

/// <summary>What channels share while they send: connections, retries, the clock and what the pipeline says. Thread-safe.</summary>
public sealed class ChannelConnections : IDisposable
{
    private readonly Language _language;
    private readonly Func<string, string?> _environment;
    private readonly TimeProvider _time;
    private readonly Retrying _retrying;
    private readonly HttpTransport _http;

    /// <summary>Connections of its own.</summary>
    /// <param name="language">Language of what is told about a channel.</param>
    /// <param name="environment">Gives the value of a variable, or <see langword="null"/>.</param>
    /// <param name="time">For time-outs and pauses.</param>
    /// <param name="policy">How often is tried; <see langword="null"/>: <see cref="RetryPolicy.Default"/>.</param>
    public ChannelConnections(Language language, Func<string, string?> environment, TimeProvider time, RetryPolicy? policy)
    {
        (_language, _environment, _time) = (language, environment, time);

        // Runs that fail at the same moment are told apart by their process: their pauses must differ, and need not come again.
        _retrying = new Retrying(policy ?? RetryPolicy.Default, time, Environment.ProcessId);
        _http = new HttpTransport(_retrying, time);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>The context of a channel, now, about nothing yet.</summary>
    public ChannelContext Of(NotifyPlan plan) => new()
    {
        Plan = plan,
        Language = _language,
        Environment = _environment,
        Http = _http,
        Retrying = _retrying,
        Now = _time.GetUtcNow(),
    };
}
