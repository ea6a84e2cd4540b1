import ServiceKit

extension ControlAPI {
    /// `GET /sandbox/merchant?mchid=`: all that a WeChat Pay SDK has to be told, and how the merchant
    /// is set up; the first one where none is named.
    enum ShowMerchant: ControlCall {
        static let route = RawRoute.get("/sandbox/merchant")
        static let members = ["mchid"]

        static func answer(
            _ input: ControlInput,
            by sandbox: Sandbox
        ) async throws -> MerchantOutput {
            let mchid = try input.mchid()
            return MerchantOutput(
                try await sandbox.payMerchant(mchid),
                try await sandbox.payKeys(mchid)
            )
        }
    }
}
