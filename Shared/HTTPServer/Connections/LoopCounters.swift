import Synchronization

/// What one loop counts. Written by its own thread, but for `open`, which the accepting loop
/// raises; read by anybody.
final class LoopCounters: Sendable {
    let open = Atomic<Int>(0)
    let requests = Atomic<Int>(0)
    let rejected = Atomic<Int>(0)
    let stalled = Atomic<Int>(0)
    let tooSlow = Atomic<Int>(0)
    let octetsRead = Atomic<Int>(0)
    let octetsWritten = Atomic<Int>(0)

    func addRequest() { Self.add(1, to: requests) }
    func addRejected() { Self.add(1, to: rejected) }
    func addStalled() { Self.add(1, to: stalled) }
    func addTooSlow() { Self.add(1, to: tooSlow) }
    func addRead(_ count: Int) { Self.add(count, to: octetsRead) }
    func addWritten(_ count: Int) { Self.add(count, to: octetsWritten) }

    /// With one writer a load and a store do, which cost no locked instruction.
    private static func add(_ amount: Int, to counter: borrowing Atomic<Int>) {
        counter.store(counter.load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }
}
