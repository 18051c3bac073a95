using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;
using LeakGate.Verdicts;

namespace LeakGate.Tests.Trends.Simulation;

/// <summary>What the whole sequential procedure said of many runs of one shape.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Evident">Runs in which growth above the margin was shown at some look.</param>
/// <param name="Candidates">Runs that passed the shape guards too.</param>
/// <param name="Leaks">Runs whose candidate was confirmed: LEAK.</param>
/// <param name="LeaksByNine">Of these, found by the ninth block.</param>
/// <param name="Clean">Runs that ended CLEAN.</param>
/// <param name="Blocks">Mean number of judged blocks.</param>
internal sealed record Tally(string Shape, int Runs, int Evident, int Candidates, int Leaks, int LeaksByNine, int Clean, double Blocks)
{
    private const int Least = 7;

    public const int Most = 12;
    private const int AloneDoses = 3;

    /// <summary>The constants of the procedure were chosen on seeds from 0; what is told is measured on others.</summary>
    private const int FirstSeed = 1_000_000;

    /// <summary>9 gating series: 100 × 9.</summary>
    public const double Threshold = 900;

    public static Tally Of(Shape shape, int runs, int most = Most, int rounds = 1)
    {
        var (evident, candidates, leaks, nine, clean, blocks) = (0, 0, 0, 0, 0, 0);
        for (var seed = FirstSeed; seed < FirstSeed + runs; seed++)
        {
            var run = Run(shape, seed, most, rounds);
            evident += run.Evident ? 1 : 0;
            candidates += run.Candidate ? 1 : 0;
            leaks += run.Leak ? 1 : 0;
            nine += run.Leak && run.Blocks <= 9 ? 1 : 0;
            clean += run.Clean ? 1 : 0;
            blocks += run.Blocks;
        }

        return new Tally(shape.Name, runs, evident, candidates, leaks, nine, clean, (double)blocks / runs);
    }

    public string Line() => FormattableString.Invariant(
        $"{Shape,-38} {Runs,5} {Evident,8} {Candidates,10} {Leaks,6} {LeaksByNine,8} {Clean,6} {Blocks,7:0.0}");

    public static string Head() => $"{"shape",-38} {"runs",5} {"evident",8} {"candidate",10} {"LEAK",6} {"by k=9",8} {"CLEAN",6} {"blocks",7}";

    private static (bool Evident, bool Candidate, bool Leak, bool Clean, int Blocks) Run(Shape shape, int seed, int most, int rounds)
    {
        var count = shape.Unit == Unit.Count;
        var dose = count ? 3000.0 : 1;

        // The pilot's floors, the last of them before the judged blocks; the last block runs a request alone at three doses.
        var values = shape.Floors(new Noise(seed), Simulation.Shape.Pilot + (most * rounds) + AloneDoses);
        var floors = values.Select((value, k) => new Floor(dose * k, value)).ToArray();
        var pilot = Dispersion.Of(floors.AsSpan(0, Simulation.Shape.Pilot), count ? 1 : 0.1);
        var rule = new JudgeRule
        {
            Unit = shape.Unit,
            Margin = Simulation.Shape.Margin / dose,
            Threshold = Threshold,
            LeastSigma = pilot.Sigma,
        };
        var policy = new Policy { Margins = new Dictionary<Resource, double>(), MostRounds = rounds };
        var evident = false;
        for (var round = 1; round <= rounds; round++)
        {
            var first = Simulation.Shape.Pilot + ((round - 1) * most);
            for (var k = Least; k <= most; k++)
            {
                var judged = floors.AsSpan(first, k);
                var weighed = rule with { Weight = policy.WeightOf(round) };
                var judgement = ResourceJudge.Judge(judged, weighed, floors[first - 1]);
                evident |= judgement.State == ResourceState.Candidate;
                var blocks = ((round - 1) * most) + k;
                if (judgement.State == ResourceState.Clean)
                {
                    return (evident, false, false, true, blocks);
                }

                if (judgement.IsLeakCandidate)
                {
                    var alone = new AloneBlock(0, 1, floors[first + k - 1 + AloneDoses]);
                    var confirmed = Confirmation.Of(judged, [alone], weighed, judgement.Dispersion.Sigma);
                    return (true, true, confirmed.Holds, false, blocks);
                }
            }
        }

        return (evident, false, false, false, most * rounds);
    }
}
