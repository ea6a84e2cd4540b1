import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/faults`: what is still to go wrong. Of storage faults it shows what was asked
    /// for, since the process itself counts them.
    enum ListFaults: ControlCall {
        static let route = RawRoute.get("/sandbox/faults")

        static func answer(
            _ input: ControlInput,
            by sandbox: Sandbox
        ) async throws -> FaultsOutput {
            let faults = try await sandbox.database.read { try FaultStore($0).all() }
            return FaultsOutput(faults: faults.map(FaultOutput.init))
        }
    }
}
