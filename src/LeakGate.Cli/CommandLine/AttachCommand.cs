using System.CommandLine;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate attach</c>: its options, and where each goes. Values are checked later, all at once.</summary>
internal static class AttachCommand
{
    /// <summary>The verb, to be added to the root.</summary>
    /// <param name="language">Of its help.</param>
    /// <param name="command">What stands after <c>--</c>, which this verb does not take.</param>
    /// <param name="execute">Prepares and runs what was typed.</param>
    public static Command Create(Language language, IReadOnlyList<string>? command, Func<RunRequest, Task<int>> execute)
    {
        RunOptionSet shared = new(language);
        Option<string?> pid = Text("--pid", "N", language.Pick("The process with this id", "Процесс с этим номером"));
        Option<string?> container = Text("--container", "NAME", language.Pick("The container with this name or id, with a label (KEY=VALUE) or of a Compose service (compose:SERVICE)", "Контейнер с этим именем или id, с меткой (КЛЮЧ=ЗНАЧЕНИЕ) или службы Compose (compose:СЛУЖБА)"));
        Option<string?> port = Text("--port", "N", language.Pick("Whatever listens on this TCP port here", "Тот, кто слушает этот TCP-порт здесь"));
        Option<bool> noLoad = new("--no-load")
        {
            Description = language.Pick(
                "Only watch, for --duration (default 10m); growth is then per hour", "Только смотреть, --duration (по умолчанию 10m); рост тогда за час"),
        };
        Option<bool> collect = new("--collect")
        {
            Description = language.Pick(
                "With --no-load: force collections, to judge the heap too", "С --no-load: вызывать сборку мусора, чтобы оценить и кучу"),
        };
        Command attach = new("attach", language.Pick(
            "The same on something that runs already: by load, or by watching only", "То же для уже запущенного: под нагрузкой или только наблюдая"))
        {
            pid, container, port, noLoad, collect,
        };
        foreach (Option option in shared.Attach)
        {
            attach.Options.Add(option);
        }

        attach.SetAction((parsed, _) => execute(shared.Read(parsed, command) with
        {
            Attach = new AttachRequest
            {
                Pid = parsed.GetValue(pid),
                Container = parsed.GetValue(container),
                Port = parsed.GetValue(port),
                NoLoad = parsed.GetValue(noLoad),
                Collect = parsed.GetValue(collect),
            },
        }));
        return attach;
    }

    private static Option<string?> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };
}
