import Basics
import HTTP
import JSON
import Storage

extension WeChatAPI {
    /// `POST /wxa/sec/order/notify_confirm_receive`: a parcel has come; its user is asked to say so.
    enum RemindReceiver: WeChatEndpoint {
        static let path = "/wxa/sec/order/notify_confirm_receive"
        static let methods: [Method] = [.post]

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> WeChatDone {
            try await sandbox.database.write { connection in
                let app = try sandbox.app(of: call.token, connection)
                let payment = try PaymentName(query: call.json)
                guard let seconds = call.json["received_time"]?.integer else {
                    throw WeChatError.shippingInvalid
                }
                try sandbox.remind(
                    of: payment,
                    receivedAt: UnixTime(seconds: seconds),
                    for: app,
                    connection
                )
            }
            return WeChatDone()
        }
    }
}
