using LeakGate.Reports.Charts;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports.Charts;

/// <summary>A day of readings becomes as many points as a picture has room for, and none that matters is lost.</summary>
public sealed class ThinningTests
{
    private const int Day = 86_400;

    [Fact]
    public void A_spike_of_one_second_in_a_day_is_kept_in_height_and_depth()
    {
        var points = Points(i => i == 40_001 ? 900 : i == 40_002 ? -5 : 100);

        var thin = Thinning.Thin(points, Column);

        thin.ShouldContain((40_001, 900));
        thin.ShouldContain((40_002, -5));
    }

    [Fact]
    public void No_pixel_column_keeps_more_than_four_points_in_order()
    {
        var thin = Thinning.Thin(Points(i => (i * 7919) % 1000), Column);

        thin.GroupBy(point => Column(point.X)).Max(column => column.Count()).ShouldBeLessThanOrEqualTo(4);
        thin.Select(point => point.X).ShouldBeInOrder(SortDirection.Ascending);
        thin[0].X.ShouldBe(0);
        thin[^1].X.ShouldBe(Day - 1);
    }

    [Fact]
    public void Every_column_keeps_its_own_smallest_and_largest()
    {
        var points = Points(i => Math.Sin(i / 300.0) + ((i * 7919) % 100));

        var thin = Thinning.Thin(points, Column).ToLookup(point => Column(point.X));

        foreach (var column in points.GroupBy(point => Column(point.X)))
        {
            thin[column.Key].Max(point => point.Y).ShouldBe(column.Max(point => point.Y));
            thin[column.Key].Min(point => point.Y).ShouldBe(column.Min(point => point.Y));
        }
    }

    [Fact]
    public void A_gap_stays_a_gap()
    {
        var thin = Thinning.Thin(Points(i => i is > 20_000 and < 30_000 ? double.NaN : 7), Column);

        thin.Where(point => point.X is > 20_000 and < 30_000).ShouldAllBe(point => double.IsNaN(point.Y));
        thin.Count(point => double.IsNaN(point.Y)).ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Few_points_are_left_as_they_are()
    {
        (double, double)[] points = [(0, 1), (30_000, 2), (60_000, double.NaN), (80_000, 3)];

        Thinning.Thin(points, Column).ShouldBe(points);
    }

    private static int Column(double second) => (int)(second / Day * 704);

    private static List<(double X, double Y)> Points(Func<int, double> value) => [.. Enumerable.Range(0, Day).Select(i => ((double)i, value(i)))];
}
