using Xunit;

namespace LeakGate.EndToEnd.Readers;

/// <summary>One Chromium for all tests of a class: each page has a context of its own, and starting the browser is the dear part.</summary>
public sealed class OneBrowser : IAsyncLifetime
{
    internal Pages Pages { get; private set; } = null!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => Pages = await Pages.StartAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Pages.DisposeAsync();
}
