using System.Diagnostics;
using LeakGate.EndToEnd.Probes;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Targets;

public sealed class ProcessTreeTests
{
    private const int Rounds = 60;

    /// <summary>At each order it forks up to four children, half of which fork one of their own, and kills one child, whose own child then hangs somewhere else.</summary>
    private const string Forking = """
        import os, random, signal, sys
        random.seed(7)
        children = []
        def sleeper(gate):
            os.write(gate, b'x')
            while True:
                signal.pause()
        print('done', flush=True)
        while sys.stdin.readline():
            for _ in range(random.randint(0, 4)):
                twice = random.random() < 0.5
                ready, gate = os.pipe()
                child = os.fork()
                if child == 0:
                    if twice and os.fork() == 0:
                        os.setsid()
                        sleeper(gate)
                    sleeper(gate)
                os.close(gate)
                for _ in range(2 if twice else 1):
                    os.read(ready, 1)
                os.close(ready)
                children.append(child)
            if children and random.random() < 0.7:
                child = children.pop(random.randrange(len(children)))
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
            print('done', flush=True)
        """;

    [Fact]
    public async Task A_reader_that_follows_new_ids_sees_what_one_that_lists_all_sees_and_keeps_orphans()
    {
        using var folder = new TemporaryFolder();
        await using var program = await OrderedProgram.StartAsync(folder.Path, "python3", "-c", Forking);
        var root = new ProcessTreeReader().Identify(program.Id)!.Value;
        var following = new ProcessTreeReader();
        var seen = new HashSet<ProcessId>();
        var (most, orphans) = (0, 0);
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                await program.OrderAsync("on");
                var followed = following.Read(root).Members.ToHashSet();
                var listed = new ProcessTreeReader().Read(root).Members.ToHashSet();

                listed.ShouldBeSubsetOf(followed);
                var kept = followed.Except(listed).ToList();
                kept.ShouldBeSubsetOf(seen, "only who was a member before can be one without a parent in the tree");
                kept.ShouldAllBe(process => new ProcessTreeReader().Identify(process.Id) == process);
                seen.UnionWith(followed);
                (most, orphans) = (Math.Max(most, followed.Count), Math.Max(orphans, kept.Count));
            }

            most.ShouldBeGreaterThan(40);
            orphans.ShouldBeGreaterThan(5);
        }
        finally
        {
            foreach (var process in following.Read(root).Members.Skip(1))
            {
                using var one = Process.GetProcessById(process.Id);
                one.Kill();
            }
        }
    }
}
