using System.Globalization;
using System.Runtime.InteropServices;
using LeakGate.EndToEnd.Readers;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Targets;
using LeakGate.Runs.Configuration;
using LeakGate.Tests.Docs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Docs;

/// <summary>Code on the pages is code: C# compiles, Python, JavaScript, Java and YAML are parsed by what reads them elsewhere.</summary>
public sealed class SnippetTests : IDisposable
{
    /// <summary>What has tests of its own: whole configurations, Allure's settings, the C# of the API guide.</summary>
    private static readonly string[] OfOthers = [ConfigurationLoader.DefaultFileName, "allurerc.mjs"];

    /// <summary>The signatures that one page uses of a package which is not installed here; all else is compiled against the real ones.</summary>
    private const string RedisStandIn = """
        namespace StackExchange.Redis
        {
            public interface IDatabase { Task<long> StringIncrementAsync(string key); }
            public interface IConnectionMultiplexer { IDatabase GetDatabase(); }
            public abstract class ConnectionMultiplexer : IConnectionMultiplexer
            {
                public static ConnectionMultiplexer Connect(string configuration) => throw new NotSupportedException();
                public abstract IDatabase GetDatabase();
            }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Csharp_compiles_without_a_warning()
    {
        const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";
        var files = Write("csharp", "cs", (text, number) => string.Create(CultureInfo.InvariantCulture, $"namespace Snippet{number} {{\n{text}\n}}\n"), page => !page.StartsWith("docs/api.", StringComparison.Ordinal));
        var usings = Path.Combine(_folder.Path, "Usings.cs");
        File.WriteAllText(usings, Usings + "\n" + RedisStandIn);
        var runtime = RuntimeEnvironment.GetRuntimeDirectory().TrimEnd('/');
        var shared = Path.GetFullPath(Path.Combine(runtime, "../.."));
        string[] references =
        [
            .. Directory.GetFiles(runtime, "System*.dll"), Path.Combine(runtime, "netstandard.dll"), Path.Combine(runtime, "mscorlib.dll"),
            .. Directory.GetFiles(Path.Combine(shared, "Microsoft.AspNetCore.App", Path.GetFileName(runtime)), "Microsoft.Extensions.*.dll"),
            .. Directory.GetFiles(Path.GetDirectoryName(Workspace.Sample("HealthyApp"))!, "*.dll").Where(file => Path.GetFileName(file) is "Npgsql.dll"),
        ];
        var response = Path.Combine(_folder.Path, "all.rsp");
        File.WriteAllLines(response, ["-nologo", "-target:library", "-nullable:enable", "-warnaserror", $"-out:\"{_folder.Path}/snippets.dll\"", .. references.Where(IsManaged).Select(file => $"-r:\"{file}\""), .. files.Append(usings).Select(file => $"\"{file}\"")]);
        var sdk = (await Called.RunAsync(Repository.Root, "dotnet", "--version")).Text.Trim();

        var end = await Called.RunAsync(_folder.Path, "dotnet", Path.GetFullPath(Path.Combine(shared, "..", "sdk", sdk, "Roslyn", "bincore", "csc.dll")), "-noconfig", "@" + response);

        files.Count.ShouldBeGreaterThanOrEqualTo(19);
        end.Code.ShouldBe(0, end.Text);
    }

    [Fact]
    public async Task Python_is_parsed_by_python()
    {
        var files = Write("python", "py", (text, _) => text);

        var end = await Called.RunAsync(_folder.Path, "python3", ["-c", "import ast, sys\nfor name in sys.argv[1:]: ast.parse(open(name, encoding='utf-8').read(), name)", .. files]);

        files.Count.ShouldBeGreaterThanOrEqualTo(20);
        end.Code.ShouldBe(0, end.Text);
    }

    [Fact]
    public async Task Javascript_is_parsed_by_node()
    {
        var files = Write("javascript", "mjs", (text, _) => text);

        files.Count.ShouldBeGreaterThanOrEqualTo(18);
        foreach (var file in files)
        {
            var end = await Called.RunAsync(_folder.Path, "node", "--check", file);
            end.Code.ShouldBe(0, end.Text);
        }
    }

    [Fact]
    public async Task Java_is_parsed_by_a_parser_of_java()
    {
        var files = Write("java", "java", (text, _) => text);

        var end = await ReaderProcess.ReadAsync("node", [Path.Combine(Repository.Root, "tests/LeakGate.EndToEnd/Readers/java.mjs"), .. files], default);

        files.Count.ShouldBeGreaterThanOrEqualTo(18);
        end.ShouldBe(string.Create(CultureInfo.InvariantCulture, $"{files.Count} parsed\n"));
    }

    [Fact]
    public void Yaml_is_yaml()
    {
        var blocks = Blocks("yaml").ToList();

        blocks.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var (page, block) in blocks)
        {
            Should.NotThrow(() => new YamlDotNet.RepresentationModel.YamlStream().Load(new StringReader(block.Text)), string.Create(CultureInfo.InvariantCulture, $"{page}:{block.Line}"));
        }
    }

    [Fact]
    public void No_language_of_code_is_left_unread()
    {
        string[] read = ["csharp", "python", "javascript", "java", "yaml", "sh", "console"];
        // Shown output, data in formats with tests of their own, and the mark-up and build languages of others' tools.
        string[] shown = ["text", "csv", "xml", "markdown", "mermaid", "groovy", "js", "json", "diff"];

        MarkdownPage.All().SelectMany(page => page.Code).Select(block => block.Language).Distinct(StringComparer.Ordinal).Except(read).Except(shown).ShouldBeEmpty();
    }

    private static bool IsManaged(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = new System.Reflection.PortableExecutable.PEReader(stream);
        return reader.HasMetadata;
    }

    private static IEnumerable<(string Page, CodeBlock Block)> Blocks(string language) =>
        from page in MarkdownPage.All()
        where !page.Path.EndsWith(".ru.md", StringComparison.Ordinal) && !page.Path.StartsWith("docs/wrong-inputs", StringComparison.Ordinal)
        from block in page.Code
        where block.Language == language && !OfOthers.Contains(block.Mark, StringComparer.Ordinal)
        select (page.Path, block);

    /// <summary>Writes the blocks of a language as files, each in a folder of its own: their names are those of the pages.</summary>
    private List<string> Write(string language, string ending, Func<string, int, string> wrapped, Func<string, bool>? ofPage = null)
    {
        var files = new List<string>();
        foreach (var (page, block) in Blocks(language).Where(one => ofPage is null || ofPage(one.Page)))
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, language, files.Count.ToString(CultureInfo.InvariantCulture))).FullName;
            files.Add(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(page)}-{block.Line}.{ending}")));
            File.WriteAllText(files[^1], wrapped(block.Text, files.Count));
        }

        return files;
    }
}
