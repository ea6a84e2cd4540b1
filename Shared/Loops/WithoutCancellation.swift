/// Does work to its end although whoever asked for it is cancelled: what others wait for too must
/// not hang on one of them. On the caller's loop, if it is on one.
public func withoutCancellation<Value: Sendable>(
    _ work: @escaping @Sendable () async -> Value
) async -> Value {
    await Task(executorPreference: EventLoop.current, operation: work).value
}
