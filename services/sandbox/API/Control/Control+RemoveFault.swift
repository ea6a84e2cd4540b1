import Basics
import ServiceKit

extension ControlAPI {
    /// `DELETE /sandbox/faults/{id}`: one of them is not to happen. Commits that were to fail are
    /// forgotten for that process altogether.
    enum RemoveFault: ControlCall {
        static let route = RawRoute.delete("/sandbox/faults/{id}")

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Done {
            let id = input.capture("id")
            let count = try await sandbox.clearFaults { String($0.id.rawValue) == id }
            guard count > 0 else { throw ControlError.faultUnknown(id) }
            return Done()
        }
    }
}
