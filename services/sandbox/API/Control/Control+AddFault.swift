import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/faults`: the next `times` calls (one, if nothing is said) to a path go wrong;
    /// or, with the path `storage:<service>`, the next commits of a process.
    enum AddFault: ControlCall {
        static let route = Route.post("/sandbox/faults")
        static let members = FaultOrder.members

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Done {
            let order = try FaultOrder(input)
            try await sandbox.database.write {
                try FaultStore($0).add(order.waiting, milliseconds: order.milliseconds)
            }
            guard let service = order.service else { return Done() }
            do {
                try await sandbox.failCommits(
                    of: service,
                    times: order.waiting.times,
                    kind: order.waiting.kind
                )
            } catch {
                try await sandbox.database.write {
                    try FaultStore($0).remove(at: order.waiting.path)
                }
                throw error
            }
            return Done()
        }
    }
}
