using InstructEngine.Hosting;
using InstructEngine.InstructionService;

return await ServiceHost.RunAsync(args, new InstructionModule());
