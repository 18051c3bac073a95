using LeakGate.Observation.Machines;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Doctor;

/// <summary>Whether a runtime can be asked to collect before a reading. This version asks .NET, HotSpot, Node.js, and Go where it serves pprof.</summary>
internal sealed class RuntimeLines(MachineFacts facts, Language language)
{
    public IEnumerable<MachineLine> All() =>
    [
        Dotnet(),
        new("java", MachineState.Works, "Java", Pick("is asked to collect where it is HotSpot; the heap is judged", "сборка вызывается, если это HotSpot; куча оценивается")),
        Node(),
        new("python", MachineState.Works, "Python", Pick(
            "read from outside, without its heap; it names its own lines with PYTHONTRACEMALLOC=1", "читается снаружи, без кучи; строки называет сама с PYTHONTRACEMALLOC=1")),
        Go(),
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

    /// <summary>Without pprof a bound on the heap makes the runtime collect by itself within a run, so that memory settles.</summary>
    private MachineLine Go()
    {
        string where = facts.Programs.GetValueOrDefault("go") is { } path
            ? Pick($"go is at {SafeText.Of(path)}", $"go: {SafeText.Of(path)}")
            : Pick("no go found", "go не найден");
        return new("go", MachineState.Limited, "Go", Pick($"is asked to collect where it serves net/http/pprof; {where}", $"сборка вызывается, если есть net/http/pprof; {where}"),
            Pick("without it all is judged but heap and goroutines; memory may stay undecided until it has filled once",
                "без него оценивается всё, кроме кучи и горутин; память может остаться не решена, пока куча не заполнится впервые"),
            Pick("import _ \"net/http/pprof\", or bound its heap for the run: GOMEMLIMIT=256MiB", "import _ \"net/http/pprof\" или предел кучи на время запуска: GOMEMLIMIT=256MiB"));
    }

    private string Pick(string english, string russian) => language.Pick(english, russian);
}
