using LeakGate.Observation.Machines;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Doctor;

/// <summary>Whether a runtime can be asked to collect before a reading. This version asks .NET, HotSpot and Node.js, and says so of the others.</summary>
internal sealed class RuntimeLines(MachineFacts facts, Language language)
{
    public IEnumerable<MachineLine> All() =>
    [
        Dotnet(),
        new("java", MachineState.Works, "Java", Pick("is asked to collect where it is HotSpot; the heap is judged", "сборка вызывается, если это HotSpot; куча оценивается")),
        Node(),
        new("python", MachineState.Works, "Python", Pick(
            "read from outside, without its heap; it names its own lines with PYTHONTRACEMALLOC=1", "читается снаружи, без кучи; строки называет сама с PYTHONTRACEMALLOC=1")),
        Uncollected("go", "Go", "go", "GOMEMLIMIT=256MiB"),
    ];

    private MachineLine Node() => facts.LacksOpenSsl
        ? new("node", MachineState.Missing, "Node.js", Pick("its inspector can't be asked: there is no OpenSSL", "его инспектор не спросить: нет OpenSSL"),
            Pick("the heap is not judged; memory may stay undecided until it has filled once", "куча не оценивается; память может остаться не решена, пока куча не заполнится впервые"),
            Pick("install it; on Debian and Ubuntu: apt-get install libssl3", "установите её; в Debian и Ubuntu: apt-get install libssl3"))
        : new("node", MachineState.Works, "Node.js", Pick("is asked to collect by its inspector; the heap is judged", "сборка вызывается через инспектор; куча оценивается"));

    private MachineLine Dotnet() => facts.LacksOpenSsl
        ? new("dotnet", MachineState.Missing, ".NET", Pick("its events can't be read: there is no OpenSSL", "её события не прочитать: нет OpenSSL"),
            Pick("the managed heap is not judged, and memory is noisier: small leaks stay undecided", "куча не оценивается, память шумнее: малые утечки останутся не решены"),
            Pick("install it; on Debian and Ubuntu: apt-get install libssl3", "установите её; в Debian и Ubuntu: apt-get install libssl3"))
        : facts.DotnetDiagnostics
        ? new("dotnet", MachineState.Works, ".NET", Pick("is asked to collect; the managed heap is judged", "сборка вызывается, управляемая куча оценивается"))
        : new("dotnet", MachineState.Missing, ".NET", Pick($"no diagnostic socket in {SafeText.Of(facts.DotnetFolder)}", $"в {SafeText.Of(facts.DotnetFolder)} нет сокета диагностики"),
            Pick("the managed heap is not judged, and memory is noisier: small leaks stay undecided", "куча не оценивается, память шумнее: малые утечки останутся не решены"),
            Pick($"unset DOTNET_EnableDiagnostics, and make {SafeText.Of(facts.DotnetFolder)} writable", $"уберите DOTNET_EnableDiagnostics и разрешите запись в {SafeText.Of(facts.DotnetFolder)}"));

    /// <summary>A bound on the heap makes the runtime collect by itself within a run, so that memory settles.</summary>
    private MachineLine Uncollected(string key, string name, string program, string bound)
    {
        string where = facts.Programs.GetValueOrDefault(program) is { } path
            ? Pick($"{program} is at {SafeText.Of(path)}", $"{program}: {SafeText.Of(path)}")
            : Pick($"no {program} found", $"{program} не найден");
        return new(key, MachineState.Limited, name, Pick($"not asked to collect; {where}", $"сборка не вызывается; {where}"),
            Pick("all is judged but the heap; memory may stay undecided until it has filled once", "оценивается всё, кроме кучи; память может остаться не решена, пока куча не заполнится впервые"),
            Pick($"bound its heap for the run: {bound}", $"ограничьте кучу на время прогона: {bound}"));
    }

    private string Pick(string english, string russian) => language.Pick(english, russian);
}
