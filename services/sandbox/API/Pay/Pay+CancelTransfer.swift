import Basics
import ServiceKit
import Storage

extension PayAPI {
    /// `POST …/transfer-bills/out-bill-no/{out_bill_no}/cancel`: before the user accepts it, the
    /// merchant can take it back. The query says when it has happened.
    enum CancelTransfer: PayEndpoint {
        static let route =
            RawRoute.post(
                "/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/{out_bill_no}/cancel"
            )

        struct Output: Encodable {
            let out_bill_no: String
            let transfer_bill_no: String
            let state: String
            let update_time: String
        }

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let number = call.capture("out_bill_no")
            let transfer = try await sandbox.database.write { connection in
                try sandbox.cancelTransfer(number, of: call.keys.mchid, connection)
            }
            return try .json(
                Output(
                    out_bill_no: transfer.terms.outBillNo,
                    transfer_bill_no: transfer.transferBillNo,
                    state: transfer.state.rawValue,
                    update_time: CivilZone.china.rfc3339(at: transfer.updatedAt)
                )
            )
        }
    }
}
