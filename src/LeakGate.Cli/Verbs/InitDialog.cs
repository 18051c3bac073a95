using System.Globalization;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Configuration.Values;
using Spectre.Console;

namespace LeakGate.Cli.Verbs;

/// <summary>The questions of <c>leakgate init</c> on a terminal; the answers are the same words that one could have typed.</summary>
internal sealed class InitDialog(IAnsiConsole terminal, InitTexts texts, string folder, TimeProvider time)
{
    private const string UsualAddress = "http://127.0.0.1:5000";
    private const int PageSize = 10;

    /// <summary>Asks everything that the request does not say.</summary>
    /// <exception cref="OperationCanceledException">Ended by a signal.</exception>
    public async Task<InitRequest> AskAsync(InitRequest request, CancellationToken cancel)
    {
        request = await TargetAsync(request, cancel);
        Uri address = new(request.Url!);
        string? health = await HealthGuess.FindAsync(address, time, cancel);
        TextPrompt<string> ask = Text(texts.AskHealth(), health, path => path.Length == 0 || IsPath(path), texts.BadPath()).AllowEmpty();
        string answer = (await ask.ShowAsync(terminal, cancel)).Trim();
        return await RequestsAsync(request with { Health = answer.Length == 0 ? null : answer }, cancel);
    }

    private async Task<InitRequest> TargetAsync(InitRequest request, CancellationToken cancel)
    {
        List<Choice> choices =
        [
            .. ListeningProcess.All().Select(process => new Choice(texts.AskListening(process.Port, process.Shown, process.ProcessId), process)),
            new Choice(texts.AskStart(), null),
            new Choice(texts.AskOther(), null),
        ];
        Choice chosen = await SelectAsync(texts.AskWhat(), choices, cancel);
        if (chosen.Listener is { } listener)
        {
            return request with { Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{listener.Port}") };
        }

        if (chosen.Text == texts.AskStart())
        {
            string line = await Text(texts.AskCommand(), null, text => CommandText.TrySplit(text, out _, out _, out _), texts.BadCommand()).ShowAsync(terminal, cancel);
            _ = CommandText.TrySplit(line, out IReadOnlyList<string> words, out _, out _);
            request = request with { Command = words };
        }

        string url = await Text(texts.AskUrl(), UsualAddress, IsAddress, texts.BadAddress()).ShowAsync(terminal, cancel);
        return request with { Url = url.Trim().TrimEnd('/') };
    }

    private async Task<InitRequest> RequestsAsync(InitRequest request, CancellationToken cancel)
    {
        IReadOnlyList<string> files = RequestFiles.In(folder);
        List<Choice> choices = [new(texts.OnePath(), null), .. files.Select(file => new Choice(texts.FromFile(file), null)), new(texts.AnotherFile(), null)];
        Choice chosen = await SelectAsync(texts.AskRequests(), choices, cancel);
        if (chosen.Text == texts.OnePath())
        {
            string path = await Text(texts.AskPath(), "/", IsPath, texts.BadPath()).ShowAsync(terminal, cancel);
            return request with { Url = request.Url + path.Trim() };
        }

        string? known = files.FirstOrDefault(file => texts.FromFile(file) == chosen.Text);
        string named = known ?? await Text(texts.AskFile(), null, file => File.Exists(Path.GetFullPath(file.Trim(), folder)), texts.NoFile())
            .ShowAsync(terminal, cancel);
        return RequestFiles.With(request, named.Trim());
    }

    private Task<Choice> SelectAsync(string title, IEnumerable<Choice> choices, CancellationToken cancel)
    {
        SelectionPrompt<Choice> prompt = new()
        {
            Title = Markup.Escape(title),
            PageSize = PageSize,
            MoreChoicesText = $"[grey]{Markup.Escape(texts.More())}[/]",
            Converter = choice => Markup.Escape(choice.Text),
        };
        prompt.AddChoices(choices);
        return ToldAsync(prompt, title, cancel);
    }

    /// <summary>A list disappears when one is chosen: what was chosen stays.</summary>
    private async Task<Choice> ToldAsync(SelectionPrompt<Choice> prompt, string title, CancellationToken cancel)
    {
        Choice chosen = await prompt.ShowAsync(terminal, cancel);
        terminal.WriteLine($"{title} {chosen.Text}");
        return chosen;
    }

    private static TextPrompt<string> Text(string question, string? value, Func<string, bool> right, string wrong)
    {
        TextPrompt<string> prompt = new(Markup.Escape(question))
        {
            ValidationErrorMessage = Markup.Escape(wrong),
            Validator = text => right(text.Trim()) ? ValidationResult.Success() : ValidationResult.Error(Markup.Escape(wrong)),
        };
        return value is null ? prompt : prompt.DefaultValue(value);
    }

    private static bool IsAddress(string text) =>
        AddressText.TryParseUrl(text, out Uri url) && url.PathAndQuery == "/" && url.Fragment.Length == 0 && url.UserInfo.Length == 0;

    private static bool IsPath(string text) => text.StartsWith('/') && !PathText.HasForbidden(PathText.WithoutTemplates(text));

    private sealed record Choice(string Text, ListeningProcess? Listener);
}
