import ServiceKit
import Storage

extension PayAPI {
    /// `GET /v3/refund/domestic/refunds/{out_refund_no}`: how a refund stands.
    enum QueryRefund: PayEndpoint {
        static let route = RawRoute.get("/v3/refund/domestic/refunds/{out_refund_no}")

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let number = call.capture("out_refund_no")
            let found = try await sandbox.database.read { connection in
                try PayRefundStore(connection)
                    .refund(outRefundNo: number, of: call.keys.mchid).flatMap { refund in
                        try PayOrderStore(connection).order(refund.order).map { (refund, $0) }
                    }
            }
            guard let (refund, order) = found else { throw PayError.refundUnknown }
            return try .json(RefundOutput(refund, of: order))
        }
    }
}
