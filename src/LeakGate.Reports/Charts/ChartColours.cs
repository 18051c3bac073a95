using LeakGate.Verdicts;

namespace LeakGate.Reports.Charts;

/// <summary>
/// The look of all charts: colour says verdict and nothing else. Plain values and no variables, since converters know no
/// <c>var()</c>; who shows the picture on a dark page gets the dark colours.
/// </summary>
internal static class ChartColours
{
    public static string Css { get; } = Rules(
        "#ffffff", "#1a1c1f", "#4a4f57", "#656a72", "#e3e2dc", "#c4c3bb", "#f2f2ed", "#b3350b", "#fcefe9", "#0a6664", "#6244ad")
        + """

        text{font-family:Inter,"Segoe UI","Helvetica Neue",Arial,sans-serif;font-size:11px;font-variant-numeric:tabular-nums}
        .title{font-size:16px;font-weight:600}.label{font-size:12px}.grid,.axis,.stroke,.dash,.mark{fill:none}
        .grid{stroke-width:1}.axis{stroke-width:1}.stroke{stroke-width:1.5;stroke-linejoin:round}.dash{stroke-width:1.5;stroke-dasharray:5 4}
        .mark{stroke-width:1.5}
        """
        + "\n@media (prefers-color-scheme:dark){"
        + Rules("#181b1e", "#eaebe7", "#b9bdc2", "#949aa2", "#292d31", "#464c53", "#0c0e0f", "#ff8d61", "#321f17", "#5cc6bd", "#b8a0f4")
        + "}";

    /// <summary>The class that carries the colour of a verdict.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Leak => "leak",
        Outcome.Clean => "clean",
        Outcome.Inconclusive => "undecided",
        _ => "ink",
    };

    private static string Rules(
        string surface, string ink, string ink2, string ink3, string line, string line2, string sunk, string leak, string cell, string clean, string undecided) =>
        $".surface{{fill:{surface}}}.sunk{{fill:{sunk}}}.grid{{stroke:{line}}}.axis{{stroke:{line2}}}text,.title{{fill:{ink}}}.label{{fill:{ink2}}}.note{{fill:{ink3}}}"
        + $".band{{fill:{cell}}}" + Mark("ink", ink2, surface) + Mark("leak", leak, surface) + Mark("clean", clean, surface) + Mark("undecided", undecided, surface);

    private static string Mark(string name, string colour, string surface) =>
        $".{name}.stroke,.{name}.dash,.{name}.mark{{stroke:{colour}}}.{name}.full{{fill:{colour};stroke:{colour}}}.{name}.hollow{{fill:{surface};stroke:{colour}}}text.{name}{{fill:{colour}}}";
}
