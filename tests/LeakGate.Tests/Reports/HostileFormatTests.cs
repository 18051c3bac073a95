using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using LeakGate.Reports.Formats;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

/// <summary>Whatever a target calls itself, its requests, paths, peers and errors: every format writes, and what it writes can be read.</summary>
public sealed class HostileFormatTests
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static TheoryData<string> Formats() => [.. ReportFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Hostile_names_are_text_in_every_file(string format)
    {
        foreach (var name in MadeReports.HostileNames)
        {
            Check(format, name);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void So_is_any_text(string format)
    {
        char[] signs = [.. "<>&\"'`|[](){}#@:%=*_~\\/\n\r\t\0\u001b\u0085\u2028\u202e\ufeff\ufffe\ud83e\udde8\ud800\udc00aб1 ,;!$^-+."];
        var names = Gen.Choose(0, signs.Length - 1).Select(i => signs[i]).ListOf().Select(letters => new string([.. letters]));
        Prop.ForAll(names.ToArbitrary(), name => Check(format, name)).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_culture_gives_the_same_files(string format)
    {
        foreach (var language in new[] { Language.English, Language.Russian })
        {
            var expected = Under("en-US");
            foreach (var culture in Snapshot.Cultures)
            {
                Under(culture).ShouldBe(expected, $"{format} under {culture}");
            }

            string Under(string culture)
            {
                var before = CultureInfo.CurrentCulture;
                try
                {
                    CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                    return string.Concat(ReportFormats.Named(format)!.Write(MadeReports.Several(language)).Select(file => file.Path + "\n" + Convert.ToBase64String(file.Content.Span)));
                }
                finally
                {
                    CultureInfo.CurrentCulture = before;
                }
            }
        }
    }

    private static void Check(string format, string name)
    {
        foreach (var file in ReportFormats.Named(format)!.Write(MadeReports.Hostile(name)))
        {
            var place = $"{file.Path}, {name[..Math.Min(20, name.Length)]}";
            var text = Should.NotThrow(() => Strict.GetString(file.Content.Span), place);
            text.ShouldAllBe(letter => !char.IsControl(letter) || letter == '\n' || letter == '\t' || letter == '\r', place);
            switch (Path.GetExtension(file.Path))
            {
                case ".json":
                    Should.NotThrow(() => JsonDocument.Parse(file.Content).Dispose(), place);
                    break;
                case ".xml" or ".svg":
                    Should.NotThrow(() => XDocument.Parse(text), place);
                    text.ShouldNotContain("<script", Case.Insensitive, place);
                    break;
                case ".md":
                    text.ShouldNotContain("<script", Case.Insensitive, place);
                    break;
                case ".html":
                    text.ShouldNotContain("<script>alert(1)", Case.Insensitive, place);
                    break;
            }
        }
    }
}
