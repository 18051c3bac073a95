using LeakGate.EndToEnd.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Pipelines;

/// <summary><c>make validate-ci</c>: our pipelines are valid, and one that is not is found.</summary>
public sealed class ValidationTests : IDisposable
{
    private static readonly string[] Pipelines =
        ["action.yml", ".gitlab-ci.yml", "templates/leakgate.yml", ".github/dependabot.yml", ".github/workflows/ci.yml", ".github/workflows/leak-run.yml", ".github/workflows/release.yml"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Our_pipelines_are_valid()
    {
        var (code, said) = await ValidateAsync(Repository.Root);

        code.ShouldBe(0, said);
        said.ShouldContain("6 pipelines and actions");
    }

    [Fact]
    public async Task What_is_wrong_in_a_pipeline_is_found_by_each_of_the_checkers()
    {
        foreach (var path in Pipelines)
        {
            var copy = Path.Combine(_folder.Path, path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Repository.Root, path), copy);
        }

        Change("action.yml", " # v5.0.0", "");
        Change(".github/workflows/ci.yml", "runs-on: ubuntu-24.04\n    timeout-minutes: 60", "runs-on: ubuntu-24.04");
        Change(".github/workflows/leak-run.yml", "run: scripts/leak-run.sh \"$PROFILE\"", "run: scripts/leak-run.sh ${{ inputs.profile }} $OTHER");
        Change(".github/workflows/release.yml", "needs: build", "needs: bild");
        Change(".gitlab-ci.yml", "  stage: check\n", "  stagee: check\n");
        Change("templates/leakgate.yml", "leakgate \"$@\" ||", "leakgate $@ ||");
        Change(".github/dependabot.yml", "/web", "/nowhere");

        var (code, said) = await ValidateAsync(_folder.Path);

        code.ShouldBe(1, said);
        said.ShouldContain("action.yml:62: an action is pinned by its commit");
        said.ShouldContain(".github/workflows/ci.yml: test: a job needs timeout-minutes");
        said.ShouldContain(".github/workflows/leak-run.yml: leaks: Judge: an expression in a shell command");
        said.ShouldContain(".github/workflows/leak-run.yml: leaks: Judge: line 1:");
        said.ShouldContain("bild");
        said.ShouldContain("'stagee' property is not expected");
        said.ShouldContain("templates/leakgate.yml: job: line");
        said.ShouldContain("npm in /nowhere");
    }

    [Fact]
    public void The_release_builds_its_image_from_a_file_that_stands_and_takes_its_version()
    {
        var line = File.ReadLines(Path.Combine(Repository.Root, ".github/workflows/release.yml")).Single(text => text.Contains("DOCKERFILE:", StringComparison.Ordinal));
        var dockerfile = File.ReadAllText(Path.Combine(Repository.Root, line.Split(':')[1].Trim()));

        dockerfile.ShouldContain("ARG VERSION=");
        dockerfile.ShouldContain("-p:Version=$VERSION");
        var step = File.ReadAllText(Path.Combine(Repository.Root, "scripts/ci/image.sh"));
        step.ShouldContain("--target leakgate");
        dockerfile.ShouldContain("AS leakgate\n");
    }

    private void Change(string path, string from, string to)
    {
        var text = File.ReadAllText(Path.Combine(_folder.Path, path));
        text.ShouldContain(from);
        File.WriteAllText(Path.Combine(_folder.Path, path), text.Replace(from, to, StringComparison.Ordinal));
    }

    private static async Task<Called> ValidateAsync(string folder)
    {
        var checkers = Path.Combine(Repository.Root, "scripts", "checkers");
        Directory.Exists(Path.Combine(checkers, "node_modules")).ShouldBeTrue("scripts/install.sh test installs what pipelines are checked with");
        return await Called.RunAsync(
            folder, "node", "--no-warnings", "--experimental-loader", Path.Combine(checkers, "json-loader.mjs"), Path.Combine(checkers, "validate.mjs"));
    }
}
