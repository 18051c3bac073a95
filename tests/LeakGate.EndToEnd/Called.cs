using System.Diagnostics;
using Xunit;

namespace LeakGate.EndToEnd;

/// <summary>How a program ended.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Text">All that it said.</param>
internal sealed record Called(int Code, string Text)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    /// <summary>Runs a program to its end in a folder, with some variables set (those without a value are taken away).</summary>
    public static Task<Called> RunAsync(string folder, IReadOnlyDictionary<string, string?> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return RunAsync(start);
    }

    /// <summary>Runs a program to its end, with nothing on its input; one that takes too long is ended with its children.</summary>
    public static async Task<Called> RunAsync(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var cancel = TestContext.Current.CancellationToken;
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var error = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel).WaitAsync(Longest, cancel);
            return new Called(process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Runs a program to its end in a folder.</summary>
    public static Task<Called> RunAsync(string folder, string program, params string[] arguments) =>
        RunAsync(folder, new Dictionary<string, string?>(StringComparer.Ordinal), program, arguments);
}
