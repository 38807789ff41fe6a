using InstructEngine.EvalService;
using InstructEngine.Hosting;

return await ServiceHost.RunAsync(args, new EvalModule());
