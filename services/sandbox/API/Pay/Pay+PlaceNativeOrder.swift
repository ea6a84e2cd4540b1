import ServiceKit

extension PayAPI {
    /// `POST /v3/pay/transactions/native`: an order for whoever scans its code.
    enum PlaceNativeOrder: PayEndpoint {
        static let route = RawRoute.post("/v3/pay/transactions/native")

        struct Output: Encodable {
            let code_url: String
        }

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let order = try await sandbox.placeOrder(call, .native)
            guard let url = order.codeURL else { throw BrokenFile("a native order without a code") }
            return try .json(Output(code_url: url))
        }
    }
}
