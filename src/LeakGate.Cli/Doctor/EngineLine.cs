using LeakGate.Observation.Machines;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Doctor;

/// <summary>Whether a container can be named as a target, or started from an image.</summary>
internal sealed class EngineLine(EngineFacts engine, Language language)
{
    public MachineLine Line()
    {
        string what = language.Pick("container engine", "контейнеры");
        string socket = SafeText.Of(engine.Socket);
        return engine.Trouble is not { } trouble
            ? new("container_engine", MachineState.Works, what, language.Pick(
                $"version {SafeText.Of(engine.Version)} at {socket}", $"версия {SafeText.Of(engine.Version)}, {socket}"))
            : new("container_engine", trouble == EngineTrouble.None ? MachineState.Missing : MachineState.Limited, what, Found(trouble, socket),
                language.Pick("image and --container can't be used; a container's process can be given with --pid", "image и --container недоступны; процесс контейнера можно указать через --pid"),
                Remedy(trouble));
    }

    private string Found(EngineTrouble trouble, string socket) => trouble switch
    {
        EngineTrouble.Denied => language.Pick($"{socket} is not for this user", $"{socket} закрыт для этого пользователя"),
        EngineTrouble.Silent => language.Pick($"nobody answers at {socket}", $"{socket} не отвечает"),
        EngineTrouble.Stranger => language.Pick($"what answers at {socket} is no container engine", $"по {socket} отвечает не Docker и не Podman"),
        EngineTrouble.Remote => language.Pick("DOCKER_HOST is another machine's", "DOCKER_HOST указывает на другую машину"),
        _ => language.Pick($"none at {socket}", $"нет ({socket})"),
    };

    private string Remedy(EngineTrouble trouble) => trouble switch
    {
        EngineTrouble.Denied => language.Pick("join the socket's group (sudo usermod -aG docker $USER), or use sudo", "вступите в группу сокета (sudo usermod -aG docker $USER) или используйте sudo"),
        EngineTrouble.Remote => "DOCKER_HOST=unix:///var/run/docker.sock",
        EngineTrouble.None => language.Pick("start Docker, or podman system service; in a container mount the socket", "запустите Docker или podman system service; в контейнере подключите сокет"),
        _ => language.Pick("start the engine again", "перезапустите службу"),
    };
}
