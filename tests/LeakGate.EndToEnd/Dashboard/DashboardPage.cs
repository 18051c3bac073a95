using LeakGate.EndToEnd.Viewer;
using Microsoft.Playwright;
using Shouldly;

namespace LeakGate.EndToEnd.Dashboard;

/// <summary>A page of the dashboard in a real browser, and everything that it did which it should not have done.</summary>
internal sealed class DashboardPage : IAsyncDisposable
{
    private readonly List<string> _wrongs = [];
    private readonly Uri _address;

    private DashboardPage(IBrowserContext context, IPage page, Uri address) => (Context, Page, _address) = (context, page, address);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public static async Task<DashboardPage> OpenAsync(Browser browser, Uri address, string path, ViewerLook? look = null)
    {
        var context = await browser.ContextAsync(look ?? new ViewerLook(), offline: false);
        var opened = new DashboardPage(context, await context.NewPageAsync(), address);
        opened.Page.PageError += (_, fault) => opened.Note("error: " + fault);
        opened.Page.Console += (_, message) =>
        {
            // What a cut network or a refused token does is told by the browser itself.
            if (message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal) && !message.Text.Contains("WebSocket connection to", StringComparison.Ordinal))
            {
                opened.Note(message.Text);
            }
        };
        opened.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                opened.Note("request: " + request.Url);
            }
        };
        await opened.Page.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));");
        await opened.GoAsync(path);
        return opened;
    }

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(new Uri(_address, path).ToString());
        await Page.Locator("h1").First.WaitForAsync();
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>No error, no request elsewhere, nothing that the policy had to stop.</summary>
    public void ShouldHaveDoneNothingElse()
    {
        lock (_wrongs)
        {
            _wrongs.ShouldBeEmpty();
        }
    }

    /// <summary>No serious finding of axe-core, and no page wider than its window.</summary>
    public async Task ShouldBeGoodAsync(string name)
    {
        (await Axe.FindingsAsync(Page)).ShouldBeEmpty(name);
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, name);
    }

    /// <summary>A picture of the whole page, where they are wanted.</summary>
    public Task KeepAsync(string name) => Pictures.KeepAsync(Page, "dashboard-" + name, whole: true);

    public async ValueTask DisposeAsync() => await Context.CloseAsync();

    private void Note(string what)
    {
        lock (_wrongs)
        {
            _wrongs.Add(what);
        }
    }
}
