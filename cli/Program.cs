using System.CommandLine;
using InstructEngine.Cli.Commands;
return await new RootCommand("x") { PretrainCommand.Create() }.Parse(args).InvokeAsync();
