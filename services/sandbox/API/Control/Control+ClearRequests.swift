import Basics
import Contracts
import HTTP
import ServiceKit

extension ControlAPI {
    /// `DELETE /sandbox/requests`: forgets the log.
    enum ClearRequests: ControlEndpoint {
        static let route = ControlRoutes.clearRequests

        static func answer(
            _ input: NoInput,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> NoData {
            sandbox.requests.clear()
            return NoData()
        }
    }
}
