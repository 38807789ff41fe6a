using InstructEngine.Hosting;
using InstructEngine.RenderService;

return await ServiceHost.RunAsync(args, new RenderModule());
