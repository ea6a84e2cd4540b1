/// Does a thing once for all who ask for it at the same time.
///
/// The work does not belong to the one who asked first: it goes on when that one has left.
/// There are never more flights than callers.
public final class SingleFlight<Key: Hashable & Sendable, Outcome: Sendable>: Sendable {
    private let waiting = Locked<[Key: [CheckedContinuation<Outcome, Never>]]>([:])
    private let start: @Sendable (@escaping @Sendable () async -> Void) -> Void

    /// `start` begins a task that nobody else can cancel (`EventLoop.start`).
    public init(start: @escaping @Sendable (@escaping @Sendable () async -> Void) -> Void) {
        self.start = start
    }

    /// On the loop of the one who asks first.
    public convenience init(on group: LoopGroup) {
        self.init { work in (EventLoop.current ?? group.next()).start(work) }
    }

    /// What `work` comes to, or what the same work that is under way comes to.
    public func run(_ key: Key, _ work: @escaping @Sendable () async -> Outcome) async -> Outcome {
        await withCheckedContinuation { caller in
            let isFirst = waiting.withLock { waiting in
                waiting[key, default: []].append(caller)
                return waiting[key]?.count == 1
            }
            guard isFirst else { return }
            start { [self] in
                let outcome = await work()
                let callers = waiting.withLock { $0.removeValue(forKey: key) } ?? []
                for caller in callers { caller.resume(returning: outcome) }
            }
        }
    }
}
