using InstructEngine.LanguageServer;

if (ServerArguments.Read(args) is not { } options)
    return 2;

await using var server = await LanguageModelServer.StartAsync(options);
Console.WriteLine($"A language model at {server.Address} that fails {options.FaultShare:0.##%} of its requests; figures at {new Uri(server.Address, "/stats")}. Ctrl-C ends it.");
await server.WaitForShutdownAsync();
return 0;
