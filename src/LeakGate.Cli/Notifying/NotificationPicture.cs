using System.Text;
using LeakGate.Cli.Verbs;
using LeakGate.Reports.Channels;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Notifying;

/// <summary>What goes along with messages: the chart as PNG, where a converter is at hand, and the report. Each picture is made once.</summary>
internal sealed class NotificationPicture(CliHost host, IReadOnlyList<RunFolder> folders, IReadOnlyList<ReportTarget> targets)
{
    private readonly Dictionary<Language, MessagePicture?> _pictures = [];

    /// <summary>The chart, for the channels that show one.</summary>
    public MessagePicture? For(NotifyPlan plan, Language language)
    {
        if (plan.Channel is not "email" && plan.Setting("token") is null)
        {
            return null;
        }

        if (plan.Channel is not ("email" or "slack"))
        {
            return null;
        }

        if (!_pictures.TryGetValue(language, out MessagePicture? picture))
        {
            picture = Draw(language);
            _pictures[language] = picture;
        }

        return picture;
    }

    /// <summary>The page of the run as one file, for mail; <see langword="null"/>: it was not written.</summary>
    public ReadOnlyMemory<byte>? Report(NotifyPlan plan)
    {
        string run = Path.GetDirectoryName(folders[0].Path)!;
        string? page = plan.Channel is not "email" ? null
            : new[] { Path.Combine(run, "report.html"), folders.Count == 1 ? Path.Combine(folders[0].Path, "report.html") : "" }.FirstOrDefault(File.Exists);
        try
        {
            return page is null ? null : File.ReadAllBytes(page);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The message goes without it.
            host.Error.WriteLine($"leakgate: {fault.Message}");
            return null;
        }
    }

    private MessagePicture? Draw(Language language)
    {
        if (MessageChart.Of(targets, language) is not { } chart || PictureConverter.Find(host.Environment, language) is not { } converter)
        {
            return null;
        }

        string file = Path.Combine(Path.GetDirectoryName(folders[0].Path)!, $"notification-chart.{language.Pick("en", "ru")}.svg");
        void Tell(string problem) => host.Error.WriteLine($"leakgate: {new CliTexts(language).NoPicture(problem)}");
        try
        {
            RunFolder.WriteWhole(file, Encoding.UTF8.GetBytes(chart.Svg));
            return converter.Convert([file], Tell) is [var png] ? new MessagePicture(chart.Title, File.ReadAllBytes(png)) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Tell(fault.Message);
            return null;
        }
    }
}
