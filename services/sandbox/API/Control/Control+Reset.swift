import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/reset`: users, codes, tokens and faults as in a new file. Apps, their secrets
    /// and the time stay.
    enum Reset: ControlCall {
        static let route = Route.post("/sandbox/reset")

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Done {
            try await sandbox.clearFaults()
            try await sandbox.database.write { try sandbox.reset($0) }
            return Done()
        }
    }
}
