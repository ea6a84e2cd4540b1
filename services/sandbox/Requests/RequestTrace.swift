import Basics
import Loops

/// What is found out about a request while it is answered, for the log: handed down with the task,
/// so that nobody on the way has to know of it.
final class RequestTrace: Sendable {
    /// What is known of the request that is being answered; nil where nobody logs it.
    @TaskLocal static var current: RequestTrace?

    struct Findings: Sendable {
        var body: Bytes?
        var refusal: SignatureRefusal?
        var fault = ""
    }

    private let state = Locked(Findings())

    var findings: Findings { state.withLock { $0 } }

    /// The body, where it was still to come.
    func read(_ body: Bytes) { state.withLock { $0.body = body } }

    /// Its signature is no good.
    func refuse(_ refusal: SignatureRefusal) { state.withLock { $0.refusal = refusal } }

    /// It meets a fault.
    func meet(_ fault: Fault) { state.withLock { $0.fault = fault.kind.rawValue } }
}
