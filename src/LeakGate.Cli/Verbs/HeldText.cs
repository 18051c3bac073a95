using System.Text;

namespace LeakGate.Cli.Verbs;

/// <summary>
/// Text that is told only once all of it is known: a short one in memory, a long one in a temporary file of this user alone, which goes
/// with it. Not thread safe.
/// </summary>
internal sealed class HeldText : IDisposable
{
    private const int MostInMemory = 1 << 20;

    private readonly StringWriter _last = new();
    private StreamWriter? _file;

    /// <summary>Where to write.</summary>
    public TextWriter Writer => _last;

    /// <summary>After each part: takes what was written out of memory where it has grown long.</summary>
    /// <exception cref="IOException">The temporary file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It can't be made.</exception>
    public void Settle()
    {
        StringBuilder text = _last.GetStringBuilder();
        if (text.Length < MostInMemory)
        {
            return;
        }

        _file ??= new StreamWriter(
            new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _file.Write(text);
        text.Clear();
    }

    /// <summary>Tells all that was written.</summary>
    public async Task CopyToAsync(TextWriter output)
    {
        if (_file is not null)
        {
            await _file.FlushAsync();
            _file.BaseStream.Position = 0;
            using StreamReader reader = new(_file.BaseStream, leaveOpen: true);
            char[] buffer = new char[1 << 14];
            for (int read = await reader.ReadAsync(buffer); read > 0; read = await reader.ReadAsync(buffer))
            {
                await output.WriteAsync(buffer.AsMemory(0, read));
            }
        }

        await output.WriteAsync(_last.GetStringBuilder());
    }

    public void Dispose()
    {
        _file?.Dispose();
        _last.Dispose();
    }
}
