using System.ComponentModel;
using System.Diagnostics;

namespace LeakGate.Cli.Verbs;

/// <summary>What was built: asked of the pipeline's variables first, of git in the current folder otherwise.</summary>
/// <param name="Branch">Branch; <see langword="null"/>: not known.</param>
/// <param name="Commit">Commit; <see langword="null"/>: not known.</param>
internal sealed record BuildOrigin(string? Branch, string? Commit)
{
    /// <summary>Variables that name the branch, the most exact first: those of LeakGate, GitHub, GitLab, Jenkins, TeamCity.</summary>
    private static readonly string[] BranchVariables =
    [
        "LEAKGATE_BRANCH", "GITHUB_HEAD_REF", "GITHUB_REF_NAME", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME",
        "CHANGE_BRANCH", "BRANCH_NAME", "TEAMCITY_BUILD_BRANCH",
    ];

    private static readonly string[] CommitVariables = ["LEAKGATE_COMMIT", "GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT", "BUILD_VCS_NUMBER"];

    /// <summary>Longest wait for git.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads both. No git, or no repository, is no error: both stay unknown.</summary>
    public static async Task<BuildOrigin> ReadAsync(CliHost host, TimeProvider time, CancellationToken cancel)
    {
        string? branch = First(host, BranchVariables);
        string? commit = First(host, CommitVariables);
        if (branch is null || commit is null)
        {
            string[] told = await GitAsync(host.CurrentFolder, time, cancel);
            commit ??= told.Length > 0 ? told[0] : null;

            // A detached head calls itself HEAD: that is no branch.
            branch ??= told.Length > 1 && told[1] != "HEAD" ? told[1] : null;
        }

        return new BuildOrigin(branch, commit);
    }

    private static string? First(CliHost host, string[] names) => names.Select(host.Environment).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    private static async Task<string[]> GitAsync(string folder, TimeProvider time, CancellationToken cancel)
    {
        ProcessStartInfo start = new("git", ["rev-parse", "HEAD", "--abbrev-ref", "HEAD"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            using Process git = Process.Start(start)!;
            git.StandardInput.Close();
            using CancellationTokenSource limit = new(Patience, time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
            try
            {
                Task<string> errors = git.StandardError.ReadToEndAsync(either.Token);
                string output = await git.StandardOutput.ReadToEndAsync(either.Token);
                await git.WaitForExitAsync(either.Token);
                await errors;
                return git.ExitCode == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
            }
            catch (OperationCanceledException)
            {
                git.Kill(entireProcessTree: true);
                cancel.ThrowIfCancellationRequested();
                return [];
            }
        }
        catch (Win32Exception)
        {
            // git is not installed.
            return [];
        }
    }
}
