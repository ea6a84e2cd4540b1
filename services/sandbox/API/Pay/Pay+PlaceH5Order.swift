import ServiceKit

extension PayAPI {
    /// `POST /v3/pay/transactions/h5`: an order for whoever opens its link in a browser.
    enum PlaceH5Order: PayEndpoint {
        static let route = RawRoute.post("/v3/pay/transactions/h5")

        struct Output: Encodable {
            let h5_url: String
        }

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let order = try await sandbox.placeOrder(call, .h5)
            guard let token = order.linkToken else {
                throw BrokenFile("an H5 order without a link")
            }
            return try .json(
                Output(
                    h5_url: call.origin + PageFiles.paymentPath
                        + "?prepay_id=\(order.prepayID)&package=\(token)"
                )
            )
        }
    }
}
