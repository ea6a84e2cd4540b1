import Basics
import ServiceKit

extension ControlAPI {
    /// `GET /sandbox/merchant`: all that a WeChat Pay SDK has to be told, and how the merchant is
    /// set up.
    enum ShowMerchant: ControlEndpoint {
        static let route = ControlRoutes.showMerchant

        static func answer(
            _ input: NoInput,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> MerchantOutput {
            try await sandbox.attempt {
                MerchantOutput(try await sandbox.payMerchant(), try await sandbox.payKeys())
            }
        }
    }
}
