using LeakGate.Cli.Verbs;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Svg;
using LeakGate.Runs.Text;
using LeakGate.Tests.Reports;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

public sealed class PictureConverterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leakgate-pictures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_converter_in_path_there_is_none() =>
        PictureConverter.Find(name => name == "PATH" ? _folder : null, Language.English).ShouldBeNull();

    [Fact]
    public void The_real_converter_writes_a_png_of_twice_the_size_beside_each_chart()
    {
        var (written, told) = Convert(RealPath(), Charts());

        told.ShouldBeEmpty();
        written.Count.ShouldBe(3);
        foreach (var picture in written)
        {
            var bytes = File.ReadAllBytes(picture);
            bytes[..8].ShouldBe([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
            ((bytes[18] * 256) + bytes[19]).ShouldBe(1600);
        }

        Directory.GetFiles(_folder, "*.part").ShouldBeEmpty();
    }

    [Fact]
    public void A_chart_that_the_real_converter_cannot_read_keeps_no_other_from_its_png()
    {
        var charts = Charts();
        File.WriteAllText(charts[1], "<svg");

        var (written, told) = Convert(RealPath(), charts);

        written.Select(Path.GetFileName).ShouldBe([Path.ChangeExtension(Path.GetFileName(charts[0]), ".png"), Path.ChangeExtension(Path.GetFileName(charts[2]), ".png")]);
        told.ShouldHaveSingleItem().ShouldStartWith(Path.GetFileName(charts[1]) + ": rsvg-convert: ");
        Directory.GetFiles(_folder, "*.part").ShouldBeEmpty();
    }

    [Fact]
    public void Forced_failure_a_converter_that_writes_nothing_is_told_with_its_exit_code()
    {
        var (written, told) = Convert(Script("exit 3"), Charts()[..1]);

        written.ShouldBeEmpty();
        told.ShouldBe(["memory-curve.svg: rsvg-convert: wrote no picture, exit code 3"]);
    }

    [Fact]
    public void Forced_failure_a_converter_that_cannot_be_started_is_told()
    {
        File.WriteAllText(Path.Combine(_folder, PictureConverter.Program), "not a program");

        var (written, told) = Convert(_folder, Charts()[..1]);

        written.ShouldBeEmpty();
        told.ShouldHaveSingleItem().ShouldStartWith("memory-curve.svg: rsvg-convert: ");
    }

    [Fact]
    public void Forced_failure_a_converter_that_hangs_is_ended_and_not_tried_for_ever()
    {
        var (written, told) = Convert(Script("echo half > \"$6\"\nexec sleep 60"), Charts(), TimeSpan.FromMilliseconds(300));

        written.ShouldBeEmpty();
        told.Count.ShouldBe(3);
        told[0].ShouldBe("memory-curve.svg: rsvg-convert: took longer than 0.30 s");
        told[2].ShouldEndWith("not tried after rsvg-convert took too long");
        Directory.GetFiles(_folder, "*.p*").ShouldBeEmpty();
    }

    private static string RealPath() => Environment.GetEnvironmentVariable("PATH")!;

    private static (IReadOnlyList<string> Written, List<string> Told) Convert(string path, IReadOnlyList<string> files, TimeSpan? longest = null)
    {
        List<string> told = [];
        var converter = PictureConverter.Find(name => name == "PATH" ? path : null, Language.English, longest).ShouldNotBeNull();
        return (converter.Convert(files, told.Add), told);
    }

    private List<string> Charts()
    {
        var charts = new SvgFormat().Write(MadeReports.Leaky()).Take(3).ToList();
        foreach (var chart in charts)
        {
            File.WriteAllBytes(Where(chart), chart.Content.ToArray());
        }

        return [.. charts.Select(Where)];
    }

    private string Where(ReportFile chart) => Path.Combine(_folder, Path.GetFileName(chart.Path));

    private string Script(string body)
    {
        var script = Path.Combine(_folder, PictureConverter.Program);
        File.WriteAllText(script, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return _folder;
    }
}
