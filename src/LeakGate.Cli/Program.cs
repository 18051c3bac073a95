using LeakGate.Observation.Controls;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Targets;

// Hidden verbs first, before any command-line library is loaded: they must start fast.
if (args is ["keep", .. var keepArguments])
{
    return Keeper.Run(keepArguments);
}

if (args is [ContainerKeeper.Verb, .. var containerArguments])
{
    return ContainerKeeper.Run(containerArguments);
}

if (args is ["hold", .. var holdArguments])
{
    return KnownHolder.Run(holdArguments);
}

if (args is [ControlProgram.Verb, .. var controlArguments])
{
    return ControlProgram.Run(controlArguments);
}

if (args is [LeakGate.Server.Children.DetachedRun.Verb, _, .. var detachedArguments] && detachedArguments.Length > 0)
{
    return LeakGate.Server.Children.DetachedRun.Run(args[1..], LeakGate.Cli.EntryPoint.Run);
}

return LeakGate.Cli.EntryPoint.Run(args);
