using System.CommandLine;
using System.CommandLine.Invocation;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>The library's help, then examples and, where it matters, the exit codes.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help, Language language) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(language.Pick("Examples:", "Примеры:"));
        foreach ((string command, string english, string russian) in Examples(parseResult.CommandResult.Command.Name))
        {
            output.WriteLine($"  {command}");
            output.WriteLine($"      {language.Pick(english, russian)}");
        }

        output.WriteLine();
        output.WriteLine(language.Pick("Exit codes:", "Коды выхода:"));
        foreach ((string code, string english, string russian) in Codes)
        {
            output.WriteLine($"  {code,-4} {language.Pick(english, russian)}");
        }

        return 0;
    }

    private static (string Command, string English, string Russian)[] Examples(string verb) => verb switch
    {
        "run" =>
        [
            ("leakgate run", "every target of leakgate.yml, one after another", "все цели из leakgate.yml по очереди"),
            ("leakgate run --target shop --profile full", "one target, looked at for longer", "одна цель, дольше"),
            ("leakgate run --url http://127.0.0.1:5000/api -- dotnet Shop.dll", "no file needed", "без файла настроек"),
            ("leakgate run --fail-on never --json > verdicts.json", "only report, for a first week in CI", "только отчёт, на первую неделю в CI"),
        ],
        "demo" => [("leakgate demo", "both sample services, side by side", "два примера рядом")],
        _ =>
        [
            ("leakgate run", "judge the targets of leakgate.yml", "проверить цели из leakgate.yml"),
            ("leakgate demo", "watch a leaking service caught and a healthy one passed", "увидеть, как утечка поймана, а здоровая служба прошла"),
        ],
    };

    private static readonly (string Code, string English, string Russian)[] Codes =
    [
        ("0", "clean, or every target did what its `expect` says", "утечек нет, или каждая цель повела себя по `expect`"),
        ("1", "a leak or a regression (--leak-exit-code changes the number)", "утечка или ухудшение (число меняет --leak-exit-code)"),
        ("2", "wrong usage or configuration", "неверный вызов или настройки"),
        ("3", "inconclusive", "вывод сделать нельзя"),
        ("4", "the target failed", "цель не запустилась или упала"),
        ("5", "a fault of LeakGate itself", "ошибка самого LeakGate"),
        ("130", "interrupted", "прервано"),
    ];
}
