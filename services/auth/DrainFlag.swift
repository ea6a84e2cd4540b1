import Synchronization

/// Whether the process is about to stop: calls that wait for news then answer what there is.
final class DrainFlag: Sendable {
    private let flag = Atomic(false)

    var isUp: Bool { flag.load(ordering: .relaxed) }

    func raise() {
        flag.store(true, ordering: .relaxed)
    }
}
