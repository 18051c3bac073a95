using System.Globalization;
using System.Net;
using System.Text;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Go;

/// <summary>
/// Finds where a Go program serves <c>net/http/pprof</c> and asks it. Nothing is configured: each port at which the process listens on
/// loopback, or on every address, is asked once for <c>/debug/pprof/</c>, in plain HTTP. Not thread safe.
/// </summary>
internal sealed class Pprof : IDisposable
{
    /// <summary>What a person can do about a program that has none.</summary>
    public const string Remedy = """`import _ "net/http/pprof"` and serve http.DefaultServeMux on loopback""";

    private const string Index = "/debug/pprof/";

    /// <summary>An answer of more bytes is not read. A profile as text has one entry for each place in the code, not for each object.</summary>
    private const int MostBytes = 16 << 20;

    /// <summary>More ports of one process are not asked.</summary>
    private const int MostPorts = 16;

    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly ListeningSockets _listening;
    private readonly HttpClient _client;
    private readonly Dictionary<ProcessId, Uri> _found = [];

    /// <summary>For the processes of one target.</summary>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    /// <param name="time">Measures the wait for each port, 2 s.</param>
    public Pprof(string procRoot, TimeProvider time)
    {
        _time = time;
        _listening = new ListeningSockets(procRoot);
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostBytes,
        };

        // A connection that stayed open would be one more goroutine in every reading.
        _client.DefaultRequestHeaders.ConnectionClose = true;
    }

    /// <summary>A profile as text.</summary>
    /// <param name="process">A Go program.</param>
    /// <param name="question">Name of the profile with its options: <c>heap?gc=1&amp;debug=1</c>.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="GoException">It has no pprof that can be reached, or does not give the profile.</exception>
    /// <exception cref="IOException">Where it listens can't be read.</exception>
    /// <exception cref="HttpRequestException">It broke off, or tells more than 16 MiB.</exception>
    public async Task<string> AskAsync(ProcessId process, string question, CancellationToken cancel)
    {
        if (!_found.TryGetValue(process, out var index))
        {
            _found[process] = index = await FindAsync(process, cancel);
        }

        var address = new Uri(index, question);
        using var answer = await _client.GetAsync(address, cancel);
        return answer.StatusCode == HttpStatusCode.OK
            ? await TextAsync(answer, cancel)
            : throw new GoException(string.Create(CultureInfo.InvariantCulture, $"its pprof answered {(int)answer.StatusCode} to {address.PathAndQuery}"));
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<Uri> FindAsync(ProcessId process, CancellationToken cancel)
    {
        if (_listening.AreElsewhere(process))
        {
            throw new GoException("it listens in another network (a container's), whose loopback can't be reached from here, so its pprof can't be asked");
        }

        var places = _listening.Of(process).Where(place => IPAddress.IsLoopback(place.Address)).Distinct().OrderBy(place => place.Port).Take(MostPorts).ToList();
        if (places.Count == 0)
        {
            throw new GoException($"it listens nowhere on loopback, so neither its heap nor its goroutines can be read; {Remedy}");
        }

        var indices = places.ConvertAll(place => new Uri($"http://{place}{Index}"));
        var answers = await Task.WhenAll(indices.Select(index => IsPprofAsync(index, cancel)));
        var at = Array.IndexOf(answers, true);
        return at >= 0 ? indices[at] : throw new GoException(
            $"no pprof answers at {string.Join(", ", places)}, so neither its heap nor its goroutines can be read; {Remedy}");
    }

    /// <summary>Whatever character set it names: what is looked for is ASCII.</summary>
    private static async Task<string> TextAsync(HttpResponseMessage answer, CancellationToken cancel) => Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancel));

    private async Task<bool> IsPprofAsync(Uri index, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(LongestLook, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            using var answer = await _client.GetAsync(index, either.Token);
            return answer.StatusCode == HttpStatusCode.OK
                && (await TextAsync(answer, either.Token)).Contains($"<title>{Index}</title>", StringComparison.Ordinal);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException
            || (problem is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Another protocol, TLS, or a server that waits for more: that is no pprof to ask.
            return false;
        }
    }
}
