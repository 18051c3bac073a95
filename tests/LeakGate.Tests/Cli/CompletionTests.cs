using System.Diagnostics;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

public sealed class CompletionTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("ru", "run")]
    [InlineData("run --prof", "--profile")]
    [InlineData("run --profile ", "quick full performance")]
    [InlineData("run --profile f", "full")]
    [InlineData("demo --la", "--lang")]
    [InlineData("demo --lang ", "en ru")]
    [InlineData("help exi", "exit-codes")]
    [InlineData("completion z", "zsh")]
    [InlineData("run --rat", "--rate")]
    public async Task Bash_completes_what_was_begun(string line, string words)
    {
        (await _cli.RunAsync("completion", "bash")).ShouldBe(0, _cli.Error);
        string[] typed = ["leakgate", .. line.Split(' ')];
        string script = Path.Combine(_cli.Folder, "try.sh");
        await File.WriteAllTextAsync(
            script,
            FormattableString.Invariant($"{_cli.Output}\nCOMP_WORDS=({string.Join(' ', typed.Select(word => $"'{word}'"))})\nCOMP_CWORD={typed.Length - 1}\n_leakgate\necho \"${{COMPREPLY[*]}}\"\n"),
            TestContext.Current.CancellationToken);

        (await OutputOf("bash", script)).ShouldBe(words + "\n");
    }

    [Fact]
    public async Task The_scripts_for_zsh_and_fish_name_every_option_of_run()
    {
        foreach (string shell in new[] { "zsh", "fish" })
        {
            int before = _cli.Output.Length;
            (await _cli.RunAsync("completion", shell)).ShouldBe(0, _cli.Error);
            string script = _cli.Output[before..];
            foreach (string option in new[] { "config", "target", "profile", "leak-exit-code", "lang", "help" })
            {
                script.ShouldContain(shell == "zsh" ? $"--{option}[" : $"-l {option} ");
            }
        }
    }

    [Theory]
    [InlineData("completion", "`leakgate completion` needs the name of a shell; one of bash, zsh, fish")]
    [InlineData("completion bsh", "did you mean `bash`?")]
    [InlineData("completion powershell", "known: bash, zsh, fish")]
    public async Task A_shell_that_is_not_known_is_refused(string line, string words)
    {
        (await _cli.RunAsync(line.Split(' '))).ShouldBe(2);

        _cli.Error.ShouldContain(words);
        _cli.Output.ShouldBeEmpty();
    }

    private static async Task<string> OutputOf(string program, string file)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, ["--norc", file]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        (await error).ShouldBeEmpty();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
