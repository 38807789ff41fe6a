// One broker serves all tests, and clusters on it would share their queues: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
