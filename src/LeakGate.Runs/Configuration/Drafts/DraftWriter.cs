using System.Globalization;
using System.Text;
using LeakGate.Runs.Configuration.Schema;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration.Drafts;

/// <summary>Writes a <see cref="ConfigurationDraft"/> as <c>leakgate.yml</c>: what is known as keys, what may be added as comments.</summary>
public sealed class DraftWriter
{
    private const int Width = 110;

    private readonly StringBuilder _yaml = new();
    private readonly ConfigurationDraft _draft;
    private readonly DraftTexts _texts;
    private readonly Language _language;

    private DraftWriter(ConfigurationDraft draft, Language language) => (_draft, _texts, _language) = (draft, new DraftTexts(language), language);

    /// <summary>The text of the file, lines ended by <c>\n</c>; it loads without an error once its variables are set.</summary>
    public static string Write(ConfigurationDraft draft, Language language)
    {
        ArgumentNullException.ThrowIfNull(draft);
        DraftWriter writer = new(draft, language);
        writer.Head();
        writer.Target();
        writer.Load();
        writer.Rest();
        return writer._yaml.ToString();
    }

    /// <summary>The environment variables that the file asks for: without them a run is refused.</summary>
    public static IReadOnlyList<string> Variables(ConfigurationDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return FileText.VariablesIn(draft.Requests.Where(request => request.LeftOut is null)
            .SelectMany(request => request.Headers.Select(header => header.Value).Append(request.Path).Append(request.Body ?? "")));
    }

    private void Head()
    {
        Comment("", _texts.Head(_draft.From is null ? null : OneLine(_draft.From)));
        foreach (string remark in _draft.Remarks)
        {
            Comment("", remark);
        }

        if (Variables(_draft) is { Count: > 0 } names)
        {
            Comment("", _texts.Variables(string.Join(", ", names)));
        }

        Comment("", _texts.Modeline());
        Line("", $"# yaml-language-server: $schema={_draft.Schema}");
        _yaml.Append('\n');
    }

    private void Target()
    {
        const string indent = "    ";
        Line("", "targets:");
        Line("  ", YamlScalar.Of(_draft.Target) + ":");
        if (_draft.Command is { } command)
        {
            Comment(indent, _texts.Command());
            Line(indent, $"command: [{string.Join(", ", command.Select(word => Word(FileText.Value(word))))}]");
            if (_draft.WorkDir is { } folder)
            {
                Comment(indent, _texts.CommandFolder());
                Line(indent, "workdir: " + YamlScalar.Of(FileText.Value(folder)));
            }

            Comment(indent, _texts.Environment());
            Line(indent, "# env: { LOG_LEVEL: warning }");
        }
        else
        {
            Comment(indent, _texts.Port(_draft.Listener is null ? null : OneLine(_draft.Listener)));
            Line(indent, string.Create(CultureInfo.InvariantCulture, $"port: {_draft.Port}"));
            Comment(indent, _texts.StartInstead());
            Line(indent, "# command: [dotnet, Shop.dll]");
        }

        Comment(indent, _texts.Url());
        foreach (string remark in _draft.UrlRemarks)
        {
            Comment(indent, remark);
        }

        Line(indent, "url: " + Address(_draft.Url));
        Comment(indent, _draft.Health is null ? _texts.NoHealth() : _texts.Health());
        string timeout = KeyDefaults.Duration(new HealthPlan().Timeout);
        Line(indent, _draft.Health is { } path
            ? $"health: {{ path: {Word(FileText.Value(path))}, timeout: {timeout} }}"
            : $"# health: {{ path: /health, timeout: {timeout} }}");
        Comment(indent, _texts.Expect());
        Line(indent, "expect: clean");
        Comment(indent, _texts.Probes());
        Line(indent, "# probes: { postgres: \"${DATABASE}\", redis: 127.0.0.1:6379 }");
    }

    private void Load()
    {
        _yaml.Append('\n');
        Line("", "load:");
        Comment("  ", _texts.Load());
        Line("  ", "rate: " + RateText.Max);
        Line("  ", string.Create(CultureInfo.InvariantCulture, $"concurrency: {new LoadPlan { Requests = [] }.Concurrency}"));
        Comment("  ", _texts.Requests());
        Comment("  ", _texts.Templates());
        Line("  ", "requests:");
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (DraftRequest request in _draft.Requests)
        {
            foreach (string remark in request.Remarks)
            {
                Comment("    ", remark);
            }

            string written = DraftedRequest.Write(request, names);
            if (request.LeftOut is { } reason)
            {
                Comment("    ", _texts.LeftOut(reason));
                written = string.Concat(written.TrimEnd('\n').Split('\n').Select(line => ("    # " + line[Math.Min(4, line.Length)..]).TrimEnd() + "\n"));
            }

            _yaml.Append(written);
        }
    }

    private void Rest()
    {
        _yaml.Append('\n');
        Comment("", _texts.Gate());
        Line("", "gate:");
        Line("  ", $"memory: {KeyDefaults.Of("gate", "memory")}");
        Line("  ", $"counts: {KeyDefaults.Of("gate", "counts")}");
        Comment("  ", _texts.Ignore());
        Line("  ", "# ignore:");
        Line("  ", $"#   - {{ fingerprint: \"1:7f3a12c45e60\", reason: {_texts.Reason()}, until: 2027-03-01 }}");
        _yaml.Append('\n');
        Comment("", _texts.Profiles());
        Line("", "profiles:");
        foreach (ProfilePlan profile in ProfilePlan.Defaults)
        {
            Line("  ", $"{profile.Name}: {{ budget: {KeyDefaults.Duration(profile.Budget)} }}");
        }
    }

    private void Line(string indent, string text) => _yaml.Append(indent).Append(text).Append('\n');

    private void Comment(string indent, string text)
    {
        StringBuilder line = new(indent + "#");
        foreach (string word in OneLine(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + 1 + word.Length > Width && line.Length > indent.Length + 1)
            {
                _yaml.Append(line).Append('\n');
                line = new StringBuilder(indent + "#");
            }

            line.Append(' ').Append(word);
        }

        _yaml.Append(line).Append('\n');
    }

    /// <summary>Text that may come from a file, as it may stand in a comment: a line break would end the comment.</summary>
    private static string OneLine(string text) => new([.. text.Select(sign =>
        char.IsControl(sign) || char.IsSurrogate(sign) || char.GetUnicodeCategory(sign) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : sign)]);

    /// <summary>A scalar inside braces or brackets, where a comma would part it.</summary>
    private static string Word(string text)
    {
        string scalar = YamlScalar.Of(text);
        return scalar == text && text.Contains(',', StringComparison.Ordinal) ? "'" + text + "'" : scalar;
    }

    private static string Address(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
