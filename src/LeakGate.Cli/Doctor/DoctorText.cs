using LeakGate.Reports.Formats.Console;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;
using LeakGate.Samples;

namespace LeakGate.Cli.Doctor;

/// <summary>The proof and the list of the machine for a person.</summary>
internal sealed class DoctorText(TextWriter output, ConsoleStyle style)
{
    private const int LabelWidth = 21;
    private const int KnownWidth = 11;
    private const int FoundWidth = 26;
    private const string Indent = "  ";
    private const string Proven = "✓";
    private const string Unproven = "✗";
    private const string Part = "~";

    private readonly Language _language = style.Language;
    private readonly Quantity _quantity = Quantity.In(style.Language);
    private readonly GrowthWords _growth = GrowthWords.In(style.Language);

    /// <summary>Writes all of it.</summary>
    /// <param name="proof">What the control program showed.</param>
    /// <param name="machine">What the machine allows.</param>
    /// <param name="records">Where the records are kept; <see langword="null"/>: nowhere, since all is proven.</param>
    public void Write(ControlProof proof, IReadOnlyList<MachineLine> machine, string? records)
    {
        WriteProof(proof);
        output.Write('\n');
        WriteMachine(machine);
        output.Write('\n');
        WriteEnd(proof, records);
    }

    private void WriteProof(ControlProof proof)
    {
        Text(Pick($"Proven on a built-in program and its clean twin, in {_quantity.Duration(proof.Seconds)}",
            $"Доказано на встроенной программе и её чистом двойнике за {_quantity.Duration(proof.Seconds)}"));
        Line("  " + TextColumns.Left("", LabelWidth) + TextColumns.Left(Pick("each keeps", "держит"), KnownWidth)
            + TextColumns.Left(Pick("found", "найдено"), FoundWidth) + Pick("the twin", "двойник"));
        foreach (var kind in proof.Kinds)
        {
            Write(kind);
        }

        var count = proof.Processes;
        WriteMarked(
            proof.Remains.Count == 0 ? Proven : Unproven,
            Pick("keeper", "смотритель"),
            proof.Remains.Count == 0
                ? Pick($"of {_quantity.Whole(count)} processes none is left", $"из {_quantity.Whole(count)} процессов не осталось ни одного")
                : Pick($"left behind: {Ids(proof.Remains)}", $"остались: {Ids(proof.Remains)}"));
    }

    private void Write(ProvenKind kind)
    {
        var bytes = kind.Kind.Resource.Unit == Unit.Bytes;
        var known = bytes ? _quantity.Bytes(kind.Kind.PerRequest) : _quantity.Whole(kind.Kind.PerRequest);
        var found = kind.Found is not { } amount ? Pick("nothing", "ничего")
            : bytes ? _growth.ShortInterval(amount.Estimate, amount.Low, amount.High, bytes: true)
            : Pick($"{_quantity.Number(amount.Estimate)} ({_quantity.Number(amount.Low)} to {_quantity.Number(amount.High)})",
                $"{_quantity.Number(amount.Estimate)} (от {_quantity.Number(amount.Low)} до {_quantity.Number(amount.High)})");
        var twin = kind.TwinBound is { } bound ? _growth.ShortBound(bound, bytes) : Pick("not clean", "не чист");
        Mark(kind.Ok ? Proven : Unproven);
        Line(TextColumns.Left(ResourceWords.Of(kind.Kind.Resource.Name, _language).Short, LabelWidth) + TextColumns.Left(known, KnownWidth)
            + TextColumns.Left(found, FoundWidth) + twin);
        if (kind.Missed is { } missed)
        {
            Labelled(Pick("leak", "утечка"), missed);
        }

        if (kind.TwinMissed is { } other)
        {
            Labelled(Pick("twin", "двойник"), other);
        }
    }

    private void WriteMachine(IReadOnlyList<MachineLine> machine)
    {
        Text(Pick("What this machine allows", "Что позволяет эта машина"));
        foreach (var line in machine)
        {
            WriteMarked(line.State switch { MachineState.Works => Proven, MachineState.Limited => Part, _ => Unproven }, line.What, line.Found);
            if (line.Cost is { } cost)
            {
                Labelled(Pick("costs", "цена"), cost);
            }

            if (line.Remedy is { } remedy)
            {
                Labelled(Pick("remedy", "что делать"), remedy);
            }
        }
    }

    private void WriteEnd(ControlProof proof, string? records)
    {
        if (proof.Ok)
        {
            Mark(Proven);
            Text(Pick($"LeakGate sees here: all {_quantity.Whole(proof.Kinds.Count)} kinds of leak are caught, and the clean twin passes.",
                $"LeakGate здесь видит: пойманы все виды утечек ({_quantity.Whole(proof.Kinds.Count)}), чистый двойник прошёл."), hanging: Indent, used: Indent.Length);
            return;
        }

        var blind = proof.Kinds.Where(kind => !kind.Ok).Select(kind => ResourceWords.Of(kind.Kind.Resource.Name, _language).Name).ToList();
        Mark(Unproven);
        Text(blind.Count > 0
            ? Pick($"Not proven here: {string.Join(", ", blind)}. A run that needs them is not to be trusted.",
                $"Здесь не доказано: {string.Join(", ", blind)}. Запуску, которому это нужно, верить нельзя.")
            : Pick("Processes were left behind: LeakGate can't end a target's tree here.",
                "Остались процессы: завершить дерево цели LeakGate здесь не может."), hanging: Indent, used: Indent.Length);
        if (records is not null)
        {
            Text(Pick($"What was measured: {SafeText.Of(records)}", $"Что измерено: {SafeText.Of(records)}"), Indent, Indent);
        }
    }

    private void WriteMarked(string mark, string label, string text)
    {
        Mark(mark);
        Text(text, TextColumns.Left(label, LabelWidth), new string(' ', LabelWidth + 2), Indent.Length);
    }

    private void Labelled(string label, string text) =>
        Text(text, "      " + TextColumns.Left(label, LabelWidth - 4), new string(' ', LabelWidth + 2));

    private void Mark(string mark)
    {
        // The 16 colours of the terminal's own theme, as in a run's summary.
        var code = mark == Proven ? "36" : mark == Part ? "35" : "1;31";
        output.Write(style.Colour ? $"\u001b[{code}m{mark}\u001b[0m " : mark + " ");
    }

    private void Line(string text) => output.Write(TextColumns.Plain(text.TrimEnd()) + "\n");

    /// <summary>A text that is broken at the width.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lead">What stands before its first line.</param>
    /// <param name="hanging">What stands before the others.</param>
    /// <param name="used">Columns of the first line that are written already.</param>
    private void Text(string text, string lead = "", string hanging = "", int used = 0)
    {
        foreach (var line in TextColumns.Wrap(text, style.Width - Math.Max(TextColumns.Width(lead) + used, TextColumns.Width(hanging))))
        {
            Line(lead + line);
            lead = hanging;
        }
    }

    private static string Ids(IReadOnlyList<int> ids) => string.Join(", ", ids.Select(id => Quantity.Id(id)));

    private string Pick(string english, string russian) => _language.Pick(english, russian);
}
