using System.Diagnostics;
using System.Globalization;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;

// LeakGate's own readings: Readings cheap|full PID SECONDS prints nanoseconds a reading, after a second of warm-up.
if (args.Length != 3)
{
    Console.Error.WriteLine("Readings cheap|full PID SECONDS");
    return 2;
}

var pid = int.Parse(args[1], CultureInfo.InvariantCulture);
var most = TimeSpan.FromSeconds(double.Parse(args[2], CultureInfo.InvariantCulture));
var id = new ProcessTreeReader().Identify(pid) ?? throw new ArgumentException("There is no such process.");
var tree = new ProcessTree([id]);
await using var probe = new ProcProbe(new PeerNames([]));
var into = new ReadingSet();
_ = await MeasureAsync(TimeSpan.FromSeconds(1));
Console.WriteLine((await MeasureAsync(most)).ToString("F0", CultureInfo.InvariantCulture));
return 0;

async Task<double> MeasureAsync(TimeSpan time)
{
    var readings = 0;
    var watch = Stopwatch.StartNew();
    do
    {
        into.Clear();
        if (args[0] == "full")
        {
            await probe.ReadDetailsAsync(tree, into, CancellationToken.None);
        }
        else
        {
            probe.ReadTick(tree, into);
        }

        readings++;
    }
    while (watch.Elapsed < time);
    return watch.Elapsed.TotalNanoseconds / readings;
}
