using System.Text;
using LeakGate.Runs.Recorded;
using LeakGate.Runs.Text;
using Shouldly;

namespace LeakGate.Tests.Recorded;

/// <summary>Reads recordings that a test wrote.</summary>
internal static class Csv
{
    public const string File = "soak.csv";

    public static RecordingResult Read(string text, Language language = Language.English) => Read(Encoding.UTF8.GetBytes(text), language);

    public static RecordingResult Read(byte[] bytes, Language language = Language.English)
    {
        using MemoryStream stream = new(bytes);
        return RecordingReader.Read(stream, File, language);
    }

    public static RecordingResult.Valid Valid(string text)
    {
        var result = Read(text);
        (result as RecordingResult.Invalid)?.Errors.Select(error => error.ToString()).ShouldBeEmpty();
        return result.ShouldBeOfType<RecordingResult.Valid>();
    }

    public static IReadOnlyList<CsvError> Errors(string text, Language language = Language.English) =>
        Read(text, language).ShouldBeOfType<RecordingResult.Invalid>().Errors;

    public static IReadOnlyList<double> Values(RecordingResult.Valid valid, string column) =>
        [.. valid.Recording.Columns.Single(c => c.Resource.Column == column).Points.Select(point => point.Value)];
}
