using Microsoft.Playwright;
using Shouldly;

namespace LeakGate.EndToEnd.Viewer;

/// <summary>A page that is open, and everything that it did which it should not have done.</summary>
internal sealed class ViewerPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _wrongs = [];

    private ViewerPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<ViewerPage> OpenAsync(IBrowserContext context, string file)
    {
        var opened = new ViewerPage(context, await context.NewPageAsync());
        var address = "file://" + file;
        opened.Page.Console += (_, message) => opened.Note(message.Type is "error" or "warning", $"console {message.Type}: {message.Text}");
        opened.Page.PageError += (_, fault) => opened.Note(true, "error: " + fault);
        opened.Page.Dialog += async (_, dialog) =>
        {
            opened.Note(true, "dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        opened.Page.Request += (_, request) => opened.Note(
            request.Url != address && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal),
            "request: " + request.Url);
        await opened.Page.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));");
        await opened.Page.GotoAsync(address);
        await opened.Page.Locator("#viewer h1").First.WaitForAsync();
        return opened;
    }

    /// <summary>No error, no request, nothing that the policy had to stop.</summary>
    public void ShouldHaveDoneNothingElse()
    {
        lock (_wrongs)
        {
            _wrongs.ShouldBeEmpty();
        }
    }

    /// <summary>Pixels by which the page is wider than the window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Serious and critical findings of axe-core.</summary>
    public Task<IReadOnlyList<string>> AxeAsync() => Axe.FindingsAsync(Page);

    /// <summary>A picture, where they are wanted: of the whole page, or of what is seen first.</summary>
    public Task KeepAsync(string name, bool whole = false) => Pictures.KeepAsync(Page, "report-" + name, whole);

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    private void Note(bool isWrong, string what)
    {
        if (isWrong)
        {
            lock (_wrongs)
            {
                _wrongs.Add(what);
            }
        }
    }
}
