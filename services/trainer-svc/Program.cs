using InstructEngine.Hosting;
using InstructEngine.TrainerService;

return await ServiceHost.RunAsync(args, new TrainerModule());
