using System.Globalization;
using System.Net;
using LeakGate.Cli.Outcomes;
using LeakGate.History;
using LeakGate.Observation.Targets;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Html;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;
using LeakGate.Server;

namespace LeakGate.Cli.Verbs;

/// <summary><c>leakgate serve</c>: the server until it is ended.</summary>
internal sealed class ServeVerb(CliHost host, CliTexts texts)
{
    private const int LeastToken = 16;
    private const int MostParallel = 64;

    private readonly UsageErrors _errors = new();
    private readonly ServeTexts _said = new(texts.Language);

    public async Task<int> ExecuteAsync(ServeRequest request, Func<IReadOnlyList<string>, Task<int>> refuse, CancellationToken cancel)
    {
        ServerOptions options = Options(request);
        if (_errors.Lines.Count > 0)
        {
            return await refuse(_errors.Lines);
        }

        try
        {
            await using DashboardServer server = await DashboardServer.StartAsync(
                options, TimeProvider.System, told => host.Error.WriteLine($"leakgate: {told}"), cancel);
            await host.Error.WriteLineAsync(_said.Serving(server.Address));
            TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (cancel.Register(ended.SetResult))
            {
                await ended.Task;
            }

            return ExitCodes.Clean;
        }
        catch (Exception fault) when (fault is HistoryException or IOException or UnauthorizedAccessException)
        {
            await host.Error.WriteLineAsync(_said.CannotServe(fault.Message));
            return ExitCodes.Usage;
        }
    }

    private ServerOptions Options(ServeRequest request)
    {
        LanguageCheck(request);
        string? token = request.Token ?? host.Environment("LEAKGATE_TOKEN");
        token = string.IsNullOrEmpty(token) ? null : token;
        if (token is { Length: < LeastToken })
        {
            _errors.Add(_said.ShortToken());
        }

        if (!IPAddress.TryParse(request.Bind ?? "127.0.0.1", out IPAddress? bind))
        {
            _errors.Add(_said.BadAddress(request.Bind!));
            bind = IPAddress.Loopback;
        }

        if (!IPAddress.IsLoopback(bind) && token is null)
        {
            _errors.Add(_said.NeedsToken(request.Bind!));
        }

        string config = Path.GetFullPath(request.Config ?? ConfigurationLoader.DefaultFileName, host.CurrentFolder);
        if (request.Config is not null && !File.Exists(config))
        {
            _errors.Add(texts.FileMissing(request.Config));
        }

        return new ServerOptions
        {
            Folder = host.CurrentFolder,
            ConfigurationFile = config,
            RunsFolder = Path.GetFullPath(request.Out ?? Path.Combine(".leakgate", "runs"), host.CurrentFolder),
            Bind = bind,
            Port = Number("--port", request.Port, ServerOptions.DefaultPort, 0, 65535),
            Token = token is null ? null : new Secret(token),
            AllowCommands = request.AllowCommands,
            Parallel = Number("--parallel", request.Parallel, 1, 1, MostParallel),
            Language = texts.Language,
            Version = RunSession.Version,
            Self = SelfCommand.Resolve(),
            Environment = host.Environment,
            Machine = new ServedMachine(),
            Worded = folders => HtmlFormat.Document(new ReportInput
            {
                Targets = [.. folders.Select(ReportReading.Of)],
                Language = texts.Language,
                Version = RunSession.Version,
                Written = TimeProvider.System.GetUtcNow(),
            }),
            TestChannel = TestAsync,
            EventWords = EventWords.Of,
        };
    }

    /// <summary>What <c>leakgate notify --test CHANNEL</c> does.</summary>
    private async Task<ChannelTest> TestAsync(NotifyPlan channel, CancellationToken cancel)
    {
        using ChannelTesting testing = new(texts.Language, RunSession.Version, host.Environment, TimeProvider.System);
        ChannelTested test = await testing.SendAsync(channel, cancel);
        return new ChannelTest(channel.Channel, test.Outcome.State, test.Payload?.Where, test.Outcome.Detail, test.Payload?.Text);
    }

    private void LanguageCheck(ServeRequest request) => CommandLine.LanguageChoice.Check(request.Language, texts, _errors);

    private int Number(string option, string? text, int usual, int least, int most)
    {
        if (text is null)
        {
            return usual;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        _errors.Add(_said.BadNumber(option, text, least, most));
        return usual;
    }
}
