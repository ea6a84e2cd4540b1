import HTTP
import Storage

extension WeChatAPI {
    /// `POST /wxa/sec/order/upload_shipping_info`: what was sent for a payment.
    enum UploadShipment: WeChatEndpoint {
        static let path = "/wxa/sec/order/upload_shipping_info"
        static let methods: [Method] = [.post]

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> WeChatDone {
            try await sandbox.database.write { connection in
                let app = try sandbox.app(of: call.token, connection)
                try sandbox.count(path, for: app, connection)
                try sandbox.ship(try ShipmentDraft(call.json), for: app, connection)
            }
            return WeChatDone()
        }
    }
}
