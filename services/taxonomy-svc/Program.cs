using InstructEngine.Hosting;
using InstructEngine.TaxonomyService;

return await ServiceHost.RunAsync(args, new TaxonomyModule());
