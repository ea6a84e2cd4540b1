import HTTP
import JSON
import ServiceKit

extension ServiceDefinition {
    /// Puts a control call at its address.
    mutating func add<Call: ControlCall>(_ call: Call.Type, by sandbox: Sandbox) {
        let guardian = ControlGuard(isPublic: sandbox.isPublic)
        handle(call.route) { raw in
            if let refusal = guardian.refusal(of: raw.request) { return refusal.response }
            do {
                let body = try await Self.body(of: raw.request)
                let input = try ControlInput(
                    body,
                    raw,
                    knowing: call.members,
                    listName: call.listMember
                )
                return .json(try JSONOutput.encode(try await call.answer(input, by: sandbox)))
            } catch let error as ControlError {
                return error.response
            } catch {
                sandbox.log.error(
                    "the sandbox's own fault",
                    ["route": .text(call.route.description), "cause": .text("\(error)")]
                )
                return ControlError.broken.response
            }
        }
    }

    private static func body(of request: Request) async throws -> [UInt8] {
        do {
            return try await request.body.collect(upTo: 1 << 20)
        } catch {
            throw ControlError.bad("The body could not be read, or is longer than a megabyte.")
        }
    }
}
