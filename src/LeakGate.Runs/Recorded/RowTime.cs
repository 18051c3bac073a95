using System.Globalization;
using LeakGate.Runs.Configuration;

namespace LeakGate.Runs.Recorded;

/// <summary>Reads the time of each row, and sees that it is of one kind and never runs back.</summary>
/// <param name="isTimestamp">Whether the column is <c>timestamp</c>, and not <c>elapsed_s</c>.</param>
internal sealed class RowTime(bool isTimestamp)
{
    /// <summary>Seconds since 1970 that are later than the year 5000 are milliseconds.</summary>
    private const double MostSeconds = 1e11;

    private bool? _isText;
    private double? _first;
    private double _last;
    private string _lastText = "";

    /// <summary>Time of the first row; <see langword="null"/>: not known.</summary>
    public DateTimeOffset? Started => isTimestamp && _first is { } first ? DateTimeOffset.UnixEpoch.AddSeconds(first) : null;

    /// <summary>From the first row to the last.</summary>
    public double Length => _first is { } first ? _last - first : 0;

    /// <summary>Seconds since the first row; <see langword="null"/> after an error.</summary>
    public double? Read(string text, CsvTexts texts, out Said? wrong)
    {
        wrong = null;
        if (text.Length == 0)
        {
            wrong = texts.NoTimeHere();
            return null;
        }

        if (!TryRead(text, out var seconds, out var isText) || (_isText ??= isText) != isText)
        {
            wrong = text.Contains(',', StringComparison.Ordinal) ? texts.DecimalComma(CsvErrors.Cut(text)) : texts.BadTime(CsvErrors.Cut(text));
            return null;
        }

        if (isTimestamp && seconds > MostSeconds)
        {
            wrong = texts.Milliseconds(CsvErrors.Cut(text));
            return null;
        }

        if (_first is not null && seconds < _last)
        {
            wrong = texts.TimeRunsBack(CsvErrors.Cut(text), CsvErrors.Cut(_lastText));
            return null;
        }

        (_first, _last, _lastText) = (_first ?? seconds, seconds, text);
        return seconds - _first.Value;
    }

    private bool TryRead(string text, out double seconds, out bool isText)
    {
        isText = false;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out seconds))
        {
            return double.IsFinite(seconds) && seconds >= 0 && (isTimestamp || seconds < MostSeconds);
        }

        isText = true;
        var looksIso = isTimestamp && text.Length >= 10 && text[4] == '-' && text[7] == '-';
        if (!looksIso || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return false;
        }

        seconds = (time - DateTimeOffset.UnixEpoch).TotalSeconds;
        return seconds >= 0;
    }
}
