using InstructEngine.Cli.Invocation;

using var stop = new StopSignal(Console.Error);
return await InstructEngineProgram.RunAsync(args, Console.Out, Console.Error, stop.Token);
