import Synchronization

/// The key of a value that every loop has for itself (`EventLoop.local`). Make one per kind of
/// value and keep it: keys are numbered and never given back.
public final class LoopLocal<Value: AnyObject>: Sendable {
    let number: Int

    /// A new key that no loop has a value for yet.
    public init() {
        number = LoopLocalNumbers.next.wrappingAdd(1, ordering: .relaxed).oldValue
    }
}

private enum LoopLocalNumbers {
    static let next = Atomic<Int>(0)
}
