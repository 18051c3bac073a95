using System.Formats.Tar;
using System.Text.RegularExpressions;
using LeakGate.EndToEnd.Containers;
using LeakGate.EndToEnd.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>
/// The three images, built by a real Docker daemon. Its registry can't be reached here, so the base image is a root file system of this
/// machine, and the stages that compile are left out: what they would leave comes from the same script, which publishes what is built
/// already. Every other line of the Dockerfile is carried out as it stands.
/// </summary>
public sealed partial class StackImages : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The daemon that has them.</summary>
    public ContainerDaemon Daemon { get; } = new();

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await Daemon.InitializeAsync();
        var context = Directory.CreateDirectory(Path.Combine(_folder.Path, "context")).FullName;
        var published = await Called.RunAsync(Repository.Root, DeployFolder.Source("images/publish.sh"), Path.Combine(context, "out"), "--no-build");
        published.Code.ShouldBe(0, published.Text);
        foreach (var name in new[] { "images/health.sh", "leakgate.yml" })
        {
            var to = Path.Combine(context, "deploy", name);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(DeployFolder.Source(name), to);
        }

        var (text, image) = FinalStages(await File.ReadAllTextAsync(DeployFolder.Source("images/Dockerfile")));
        await File.WriteAllTextAsync(Path.Combine(context, "Dockerfile"), text);
        await ImportAsync(image);
        foreach (var target in new[] { "leaky", "healthy", "leakgate" })
        {
            var end = await Daemon.DockerAsync("build", "--network", "none", "--target", target, "--tag", $"leakgate/{target}:test", context);
            end.Code.ShouldBe(0, end.Text);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The Dockerfile without what is compiled, and the name of the image that it then begins from.</summary>
    private static (string Text, string Image) FinalStages(string dockerfile)
    {
        var last = BaseLine().Match(dockerfile);
        last.Success.ShouldBeTrue("the final stages begin from the image with the runtime");
        var arguments = ArgumentLine().Matches(dockerfile).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);
        var image = last.Groups["image"].Value.Replace("${ASPNET}", arguments["ASPNET"], StringComparison.Ordinal);
        var text = dockerfile[last.Index..].Replace(last.Groups["image"].Value, image, StringComparison.Ordinal)
            .Replace("--from=build ", "", StringComparison.Ordinal).Replace(" /out/", " out/", StringComparison.Ordinal);
        text.ShouldNotContain("--from=");
        return (text, image);
    }

    private async Task ImportAsync(string image)
    {
        var root = Path.Combine(_folder.Path, "root");
        BaseRoot.Make(root);
        var archive = Path.Combine(_folder.Path, "root.tar");
        await TarFile.CreateFromDirectoryAsync(root, archive, includeBaseDirectory: false);

        // What the real base image sets too, but for the culture data, which a root file system of two programs does not have.
        var end = await Daemon.DockerAsync("import", "--change", "ENV PATH=/usr/bin:/bin", "--change", "ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1", archive, image);
        end.Code.ShouldBe(0, end.Text);
    }

    [GeneratedRegex(@"^FROM (?<image>\S+/aspnet:\S+) AS runtime$", RegexOptions.Multiline)]
    private static partial Regex BaseLine();

    [GeneratedRegex(@"^ARG (?<name>\w+)=(?<value>\S+)$", RegexOptions.Multiline)]
    private static partial Regex ArgumentLine();
}
