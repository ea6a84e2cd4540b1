import ServiceKit

extension PayAPI {
    /// `GET /v3/billdownload/file?token=…`: a bill's file, not signed.
    enum DownloadBill: PayEndpoint {
        static let route = RawRoute.get("/v3/billdownload/file")

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let token = try call.queryText("token", "账单令牌")
            let file = try await sandbox.openBill(token, mchid: call.keys.mchid)
            return PayAnswer(body: file, type: "text/plain", isSigned: false)
        }
    }
}
