using System.Globalization;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary>What is said of the list of known leaks after a run.</summary>
internal sealed class KnownLeakTexts(Language language)
{
    /// <summary>Why a target that leaks does not fail the run.</summary>
    public string OnlyKnown(VerdictDocument verdict)
    {
        string target = SafeText.Of(verdict.Target);
        string day = verdict.Findings.Min(finding => finding.IgnoredUntil) is { } until ? Day(until) : "-";
        return language.Pick(
            $"{target}: all that leaks is on the list of known leaks; it does not fail this run; the first entry ends on {day}.",
            $"{target}: всё, что течёт, есть в списке известных утечек; запуск не провален; первая запись действует по {day}.");
    }

    /// <summary>An entry that has expired or matched nothing.</summary>
    public string Notice(KnownLeakNotice notice)
    {
        string entry = $"gate.ignore {SafeText.Of(notice.Entry.Fingerprint)} ({SafeText.Of(notice.Entry.Reason)})";
        string day = Day(notice.Entry.Until);
        string text = notice.State switch
        {
            KnownLeakState.ExpiredAndFound => language.Pick(
                $"{entry} expired on {day} and the leak is still there: it counts again; fix it, or give a later date.",
                $"{entry}: срок вышел {day}, утечка осталась и снова считается; исправьте её или поставьте более поздний день."),
            KnownLeakState.ExpiredAndNotFound => language.Pick(
                $"{entry} expired on {day} and matched nothing in this run: remove it.",
                $"{entry}: срок вышел {day}, и в этом запуске ей ничего не нашлось; удалите запись."),
            KnownLeakState.NotFound => language.Pick(
                $"{entry} matched nothing in this run: remove it if the leak is fixed.",
                $"{entry}: в этом запуске ей ничего не нашлось; удалите запись, если утечка исправлена."),
            _ => language.Pick(
                $"{entry} expired on {day}: remove it, or give a later date.",
                $"{entry}: срок вышел {day}; удалите запись или поставьте более поздний день."),
        };
        return new CliTexts(language).Warning(text);
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
