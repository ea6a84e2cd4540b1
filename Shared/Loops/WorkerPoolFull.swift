/// Too many calls wait for the worker threads already.
public struct WorkerPoolFull: Error, Sendable {}
