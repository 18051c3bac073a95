using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace LeakGate.Tests;

/// <summary>The arrows of docs/architecture.md, read from the sources: one that runs back fails here.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["LeakGate"] = [],
        ["LeakGate.Runs"] = ["LeakGate"],
        ["LeakGate.Observation"] = ["LeakGate", "LeakGate.Runs"],
        ["LeakGate.Reports"] = ["LeakGate", "LeakGate.Runs"],
        ["LeakGate.History"] = ["LeakGate", "LeakGate.Runs"],
        ["LeakGate.Server"] = ["LeakGate", "LeakGate.Runs", "LeakGate.History"],
        ["LeakGate.Cli"] = ["LeakGate", "LeakGate.Runs", "LeakGate.Observation", "LeakGate.Reports", "LeakGate.History", "LeakGate.Server"],
    };

    /// <summary>Each folder of the judge may use only those before it.</summary>
    private static readonly string[] FoldersOfTheJudge = ["Samples", "Series", "Trends", "Findings", "Verdicts", "Baselines"];

    private static string Sources { get; } = FindSources();

    [Fact]
    public void Every_project_is_a_room_of_the_house() =>
        Directory.GetDirectories(Sources).Select(Path.GetFileName).ShouldBe(Rooms.Keys, ignoreOrder: true);

    [Theory]
    [InlineData("LeakGate")]
    [InlineData("LeakGate.Runs")]
    [InlineData("LeakGate.Observation")]
    [InlineData("LeakGate.Reports")]
    [InlineData("LeakGate.History")]
    [InlineData("LeakGate.Server")]
    [InlineData("LeakGate.Cli")]
    public void A_room_knows_only_the_rooms_it_may(string room)
    {
        var references = XDocument.Load(Path.Combine(Sources, room, room + ".csproj"))
            .Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));

        references.ShouldBeSubsetOf(Rooms[room]);
    }

    [Fact]
    public void Folders_of_the_judge_use_only_those_before_them()
    {
        var backwards = new List<string>();
        for (var i = 0; i < FoldersOfTheJudge.Length; i++)
        {
            var later = FoldersOfTheJudge.Skip(i + 1).ToHashSet();
            foreach (var file in Files(Path.Combine("LeakGate", FoldersOfTheJudge[i])))
            {
                backwards.AddRange(UsingOfTheJudge().Matches(File.ReadAllText(file))
                    .Select(match => match.Groups["folder"].Value)
                    .Where(later.Contains)
                    .Select(folder => $"{Path.GetFileName(file)} uses {folder}"));
            }
        }

        backwards.ShouldBeEmpty();
    }

    [Fact]
    public void The_judge_is_pure()
    {
        var impure = Files("LeakGate")
            .Where(file => Impure().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName);

        impure.ShouldBeEmpty("the judge knows no clock, file, process, network or console");
    }

    [Fact]
    public void The_judge_depends_on_mathematics_only() =>
        XDocument.Load(Path.Combine(Sources, "LeakGate", "LeakGate.csproj"))
            .Descendants("PackageReference")
            .Select(package => (string)package.Attribute("Include")!)
            .ShouldBeSubsetOf(["MathNet.Numerics", "Perfolizer"]);

    [Fact]
    public void No_folder_or_file_has_a_name_that_says_nothing() =>
        Files("")
            .Select(file => Path.GetRelativePath(Sources, file))
            .Where(file => NameThatSaysNothing().IsMatch(file))
            .ShouldBeEmpty();

    [Fact]
    public void The_arrow_test_sees_a_backward_arrow() =>
        UsingOfTheJudge().Match("using LeakGate.Verdicts;").Groups["folder"].Value.ShouldBe("Verdicts");

    private static IEnumerable<string> Files(string below) =>
        Directory.EnumerateFiles(Path.Combine(Sources, below), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string FindSources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LeakGate.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "src");
    }

    [GeneratedRegex(@"using LeakGate\.(?<folder>\w+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsingOfTheJudge();

    [GeneratedRegex(@"\b(System\.IO|System\.Net|System\.Diagnostics\.Process|Console\.|File\.|Directory\.|Stopwatch|DateTime\.|DateTimeOffset\.|TimeProvider|Environment\.|Thread\.|Task\.)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Impure();

    [GeneratedRegex(@"(Utils?|Helpers?|Common|Managers?|Misc)(/|\.cs$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameThatSaysNothing();
}
