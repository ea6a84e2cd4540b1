import ServiceKit

extension ControlAPI {
    /// `DELETE /sandbox/faults`: nothing is to go wrong any more.
    enum ClearFaults: ControlCall {
        static let route = Route.delete("/sandbox/faults")

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Done {
            try await sandbox.clearFaults()
            return Done()
        }
    }
}
