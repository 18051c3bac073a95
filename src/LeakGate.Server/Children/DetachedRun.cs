using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LeakGate.Runs;

namespace LeakGate.Server.Children;

/// <summary>
/// <c>leakgate detached</c>, a hidden verb: a run that the server started and that needs it no more. It is in a session of its own and
/// writes to a file, so the end of the server, of its terminal or of its pipes does not reach it.
/// </summary>
public static class DetachedRun
{
    /// <summary>The hidden verb.</summary>
    public const string Verb = "detached";

    /// <summary>Exit code where another process carries out this run already.</summary>
    public const int TakenAlready = 75;

    /// <summary>Ending of the file that says who runs it.</summary>
    internal const string ClaimEnding = ".claim";

    /// <summary>Ending of the file that holds the exit code.</summary>
    internal const string ExitEnding = ".exit";

    /// <summary>Ending of the file that holds what it prints.</summary>
    internal const string OutputEnding = ".out";

    /// <summary>Carries the run out.</summary>
    /// <param name="args">Beginning of the paths of its files, then the words of the command line.</param>
    /// <param name="run">The command line.</param>
    /// <returns>The exit code of the run, or <see cref="TakenAlready"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Func<IReadOnlyList<string>, int> run)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(run);
        string files = args[0];
        if (!RunClaim.TryTake(files + ClaimEnding))
        {
            return TakenAlready;
        }

        // A process that leads its group already has no terminal to leave.
        _ = ProcessCalls.NewSession();
        Redirect("/dev/null", ProcessCalls.ReadOnly, 0);
        Redirect(files + OutputEnding, ProcessCalls.Append, 1, 2);
        int code = run([.. args.Skip(1)]);
        Console.Out.Flush();
        RunFolder.WriteWhole(files + ExitEnding, Encoding.ASCII.GetBytes(code.ToString(CultureInfo.InvariantCulture)));
        return code;
    }

    private static void Redirect(string path, int flags, params int[] descriptors)
    {
        int opened = ProcessCalls.Open(path, flags, 0x180);
        if (opened < 0)
        {
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        foreach (int descriptor in descriptors)
        {
            _ = ProcessCalls.Duplicate(opened, descriptor);
        }

        _ = ProcessCalls.Close(opened);
    }
}
