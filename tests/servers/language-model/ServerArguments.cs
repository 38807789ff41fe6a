using System.Globalization;

namespace InstructEngine.LanguageServer;

/// <summary>The command line.</summary>
internal static class ServerArguments
{
    private const string Help =
        """
        A server with the interface of an OpenAI-compatible endpoint (/v1/chat/completions, /v1/moderations) that writes answers by rules and fails on purpose.

          --port N       default 8377
          --faults X     share of the requests that go wrong, 0 to 1; default 0.2
          --kinds LIST   which faults, with commas between; default all but the ones of a wrong key or address
          --latency X    seconds an answer takes; default 0.05
          --seed N       default 1; another number fails other requests
        """;

    /// <returns>Null where help was asked for, or an argument is wrong; it was said on stderr.</returns>
    public static ServerOptions? Read(string[] args)
    {
        var options = new ServerOptions { Port = 8377, FaultShare = 0.2, Latency = TimeSpan.FromSeconds(0.05) };
        try
        {
            for (var i = 0; i < args.Length; i += 2)
            {
                var value = i + 1 < args.Length ? args[i + 1] : "";
                options = args[i] switch
                {
                    "--port" => options with { Port = int.Parse(value, CultureInfo.InvariantCulture) },
                    "--faults" => options with { FaultShare = double.Parse(value, CultureInfo.InvariantCulture) },
                    "--latency" => options with { Latency = TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture)) },
                    "--seed" => options with { Seed = long.Parse(value, CultureInfo.InvariantCulture) },
                    "--kinds" => options with { Kinds = [.. value.Split(',').Select(name => Enum.Parse<Faults.Fault>(name, ignoreCase: true))] },
                    _ => throw new FormatException($"Unknown argument {args[i]}."),
                };
            }

            return options;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            Console.Error.WriteLine($"{exception.Message}\n\n{Help}");
            return null;
        }
    }
}
