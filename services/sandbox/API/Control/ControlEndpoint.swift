import Basics
import Contracts
import HTTP
import ServiceKit

/// One control call: what a person or a test does that has no phone.
protocol ControlEndpoint: Endpoint
where
    Service == Sandbox, Wire == InternalContract, Principal == Anybody, Refusal == ControlRefusal
{
    /// What it refuses, one example a kind, beside what ``ControlGuard`` does.
    static var refuses: [ControlRefusal] { get }
}

extension ControlEndpoint {
    static var body: BodyKind { .json(list: nil) }
    static var refuses: [ControlRefusal] { [] }
    static var refusals: [ControlRefusal] { ControlGuard.refusals(at: route) + refuses }
    static var fault: Code? {
        Code(500, "The sandbox could not do it; its log says why.", name: "internal")
    }

    static func refusal(of request: Request, by sandbox: Sandbox) -> ControlRefusal? {
        ControlGuard(isPublic: sandbox.isPublic).refusal(of: request)
    }

    static func code(for refusal: ControlRefusal) -> Code { refusal.code }

    static func code(explaining words: String) -> Code? {
        Code(400, words, name: "bad_request")
    }
}

extension Sandbox {
    /// Does what a control call asks for. What goes wrong without being a refusal is a fault of the
    /// sandbox's own: the log is told which.
    func attempt<Value>(
        _ work: () async throws -> Value
    ) async throws(Failure<ControlRefusal>) -> Value {
        do {
            return try await work()
        } catch let refusal as ControlRefusal {
            throw .refused(refusal)
        } catch {
            log.error("the sandbox's own fault", ["cause": .text("\(error)")])
            throw .fault
        }
    }
}
