using InstructEngine.EvalService;
using InstructEngine.FaultyService;
using InstructEngine.Hosting;
using InstructEngine.InstructionService;
using InstructEngine.RenderService;
using InstructEngine.TaxonomyService;
using InstructEngine.TrainerService;

IServiceModule[] modules = [new TaxonomyModule(), new InstructionModule(), new RenderModule(), new TrainerModule(), new EvalModule()];
var service = Environment.GetEnvironmentVariable("FAULT_SERVICE");
return await ServiceHost.RunAsync(args, new FaultyModule(modules.Single(module => module.Name == service), Fault.FromEnvironment()));
