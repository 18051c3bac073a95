namespace LeakGate.Verdicts;

/// <summary>Stable keys of <see cref="DecisionStep"/>.</summary>
public static class StepCodes
{
    /// <summary>No floor could be read. Subject: why.</summary>
    public const string NoFloors = "no_floors";

    /// <summary>Too few readings for windows. Values: <c>points</c>.</summary>
    public const string TooFew = "too_few";

    /// <summary>The first round of judged blocks decided nothing, the second was judged anew. Values: <c>blocks</c> (of the first), <c>weight</c> (of the second's evidence).</summary>
    public const string Round = "round";

    /// <summary>The judged floors. Values: <c>floors</c>, <c>first</c>, <c>last</c>, <c>length</c> (requests or hours), <c>sigma</c>; of recorded data also <c>points</c>.</summary>
    public const string Floors = "floors";

    /// <summary>The slope of the floors. Values: <c>estimate</c>, <c>low</c>, <c>high</c>, <c>margin</c>.</summary>
    public const string Growth = "growth";

    /// <summary>Evidence on both sides of the margin. Values: <c>leak</c>, <c>clean</c>, <c>needed</c>.</summary>
    public const string Evidence = "evidence";

    /// <summary>What counting alone bounds. Values: <c>bound</c>, <c>net</c>.</summary>
    public const string Counting = "counting";

    /// <summary>One guard of the shape. Subject: its name. Values: <c>value</c>, <c>needed</c>, <c>holds</c>.</summary>
    public const string Guard = "guard";

    /// <summary>All requests alone, added up. Values: <c>estimate</c>, <c>low</c>, <c>high</c>, <c>needed</c>, <c>holds</c>.</summary>
    public const string Confirmation = "confirmation";

    /// <summary>One request alone. Subject: the request. Values: <c>estimate</c>, <c>low</c>, <c>high</c> per request of that kind, <c>share</c> of the growth.</summary>
    public const string Request = "request";

    /// <summary>The simple rule of <c>gate.thresholds</c> is exceeded.</summary>
    public const string Threshold = "threshold";

    /// <summary>A fill was over within the recording; the windows behind it are judged alone. Values: <c>windows</c> that are left out.</summary>
    public const string FillEnded = "fill_ended";

    /// <summary>The level fell by itself before.</summary>
    public const string MayFall = "may_fall";

    /// <summary>What follows. Subject: the reason of an inconclusive one.</summary>
    public const string Outcome = "outcome";
}
