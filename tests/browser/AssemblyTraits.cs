using InstructEngine.Browser.Tests;

// One browser serves all tests; one page at a time keeps their waits short on a small machine.
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: Trait("Category", "Browser")]
