import ServiceKit

extension ControlAPI {
    /// `GET /sandbox/merchant`: all that a WeChat Pay SDK has to be told, and how the merchant is
    /// set up.
    enum ShowMerchant: ControlCall {
        static let route = RawRoute.get("/sandbox/merchant")

        static func answer(
            _ input: ControlInput,
            by sandbox: Sandbox
        ) async throws -> MerchantOutput {
            MerchantOutput(try await sandbox.payMerchant(), try await sandbox.payKeys())
        }
    }
}
