import Contracts
import HTTP

/// An endpoint at one of its addresses, with its types forgotten.
struct BoundRoute: Sendable {
    let method: Method
    let pattern: String
    /// Health, keys and calls between processes: too many and too dull for the log.
    let isRoutine: Bool
    let respond: @Sendable (_ call: IncomingCall, _ context: EndpointContext) async -> Outcome

    var description: String { "\(method) \(pattern)" }
}

/// A request that has found its route.
struct IncomingCall: Sendable {
    var request: Request
    let captures: [String: String]
    let requestID: String
}

/// An answer, and what the log says about it.
struct Outcome: Sendable {
    enum Kind: Sendable {
        case success
        /// The business said no, with this code.
        case refusal(Int)
        /// No business answer: the request was at fault.
        case rejection
        /// Ours.
        case fault
        /// A call between our processes that proves nothing.
        case unproven(UnprovenCall)
    }

    var response: Response
    var kind: Kind
    var identity: Identity?
}

extension Outcome {
    init<Wire: Contract>(
        _ failure: TransportFailure,
        _ contract: Wire.Type,
        identity: Identity? = nil,
        retryAfterSeconds: Int? = nil
    ) {
        response = contract.response(failure, retryAfterSeconds: retryAfterSeconds)
        kind = failure.rawValue >= 500 ? .fault : .rejection
        self.identity = identity
    }

    /// Where nobody is known to be calling. The caller's process is told which of the two it is.
    init<Wire: Contract>(_ problem: ProofProblem, _ contract: Wire.Type) {
        switch problem {
        case .transport(let failure): self.init(failure, contract)
        case .unproven(let call):
            self.init(.unauthenticated, contract)
            response.headers.set(InternalHeader.unproven, call.description)
            kind = .unproven(call)
        }
    }
}
