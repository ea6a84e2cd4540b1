import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/faults`: what is still to go wrong. Of storage faults it shows what was asked
    /// for, since the process itself counts them.
    enum ListFaults: ControlEndpoint {
        static let route = ControlRoutes.listFaults

        static func answer(
            _ input: NoInput,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> FaultsOutput {
            try await sandbox.attempt {
                let faults = try await sandbox.database.read { try FaultStore($0).all() }
                return FaultsOutput(faults: faults.map(FaultOutput.init))
            }
        }
    }
}
