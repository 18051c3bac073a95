using LeakGate.History;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.History;

/// <summary>The contract on one SQLite file.</summary>
public sealed class SqliteHistoryTests : HistoryContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leakgate-history-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task It_is_opened_again_with_what_it_held()
    {
        await using (var history = await EmptyAsync())
        {
            await history.AddAsync(Run(1), TestContext.Current.CancellationToken);
        }

        await using var again = await EmptyAsync();
        (await again.ListAsync(new HistoryFilter(), TestContext.Current.CancellationToken)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_by_its_path()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "history.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<HistoryException>(EmptyAsync)).Message.ShouldContain("history.db");
    }

    protected override Task<IHistory> EmptyAsync() => HistoryPlace.OpenAsync(null, _folder, TestContext.Current.CancellationToken);
}
