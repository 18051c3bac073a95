using System.Text;

namespace LeakGate.Observation.Targets;

/// <summary>Writes status lines to LeakGate, each in one piece; once LeakGate is gone there is nobody to tell.</summary>
internal sealed class StatusWriter(Stream output)
{
    private bool _listening = true;

    public void Write(KeeperStatus status)
    {
        if (!_listening)
        {
            return;
        }

        try
        {
            output.Write(Encoding.UTF8.GetBytes(status.ToLine() + "\n"));
        }
        catch (IOException)
        {
            // The pipe is broken: LeakGate is gone. Its input has ended too, and that is what stops the tree.
            _listening = false;
        }
    }
}
