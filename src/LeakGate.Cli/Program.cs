using LeakGate.Observation.Controls;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Targets;

// Hidden verbs first, before any command-line library is loaded: they must start fast.
if (args is ["keep", .. var keepArguments])
{
    return Keeper.Run(keepArguments);
}

if (args is ["hold", .. var holdArguments])
{
    return KnownHolder.Run(holdArguments);
}

if (args is [ControlProgram.Verb, .. var controlArguments])
{
    return ControlProgram.Run(controlArguments);
}

return LeakGate.Cli.EntryPoint.Run(args);
