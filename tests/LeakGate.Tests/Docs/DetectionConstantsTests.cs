using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using LeakGate.Observation.Probes;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Docs;

/// <summary>The constants that the pages about detection name are those of the code, and stand where they say.</summary>
public sealed partial class DetectionConstantsTests
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    [Theory]
    [InlineData("docs/detection.md")]
    [InlineData("docs/detection.ru.md")]
    public void Every_constant_of_the_table_has_this_value_in_this_file(string path)
    {
        var rows = MarkdownPage.At(path).Text.Split('\n').Select(line => Row().Match(line)).Where(match => match.Success).ToList();

        rows.Count.ShouldBeGreaterThanOrEqualTo(16);
        foreach (var row in rows)
        {
            var (type, member, file) = (row.Groups["type"].Value, row.Groups["member"].Value, row.Groups["file"].Value);
            ValueOf(type, member).ShouldBe(double.Parse(row.Groups["value"].Value, CultureInfo.InvariantCulture), $"{type}.{member}");
            File.ReadAllText(Path.Combine(MarkdownPage.Root, file)).ShouldContain($" {member} ", customMessage: file);
        }
    }

    private static double ValueOf(string typeName, string member)
    {
        var type = new[] { typeof(Gate).Assembly, typeof(ProbeCheckLine).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Single(candidate => candidate.Name == typeName);
        var value = type.GetField(member, Any) is { } constant
            ? constant.GetRawConstantValue()
            : type.GetProperty(member, Any).ShouldNotBeNull($"{typeName}.{member}").GetValue(Activator.CreateInstance(type));
        return value is TimeSpan time ? time.TotalSeconds : Convert.ToDouble(value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\| `(?<type>\w+)\.(?<member>\w+)` \| (?<value>[\d.]+)( s)? \| `(?<file>[^`]+)` \|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
