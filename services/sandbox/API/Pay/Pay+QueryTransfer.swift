import ServiceKit
import Storage

extension PayAPI {
    /// `GET …/transfer-bills/out-bill-no/{out_bill_no}`: a transfer by the merchant's number.
    enum QueryTransfer: PayEndpoint {
        static let route =
            RawRoute.get("/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/{out_bill_no}")

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let number = call.capture("out_bill_no")
            let transfer = try await sandbox.database.read {
                try PayTransferStore($0).transfer(outBillNo: number, of: call.keys.mchid)
            }
            guard let transfer else { throw PayError.transferUnknown }
            return try .json(TransferOutput(transfer, call.keys))
        }
    }
}
