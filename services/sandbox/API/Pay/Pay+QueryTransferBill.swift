import ServiceKit
import Storage

extension PayAPI {
    /// `GET …/transfer-bills/transfer-bill-no/{transfer_bill_no}`: one by WeChat Pay's number.
    enum QueryTransferBill: PayEndpoint {
        static let route = RawRoute.get(
            "/v3/fund-app/mch-transfer/transfer-bills/transfer-bill-no/{transfer_bill_no}"
        )

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let number = call.capture("transfer_bill_no")
            let transfer = try await sandbox.database.read {
                try PayTransferStore($0).transfer(transferBillNo: number)
            }
            guard let transfer, transfer.terms.mchid == call.keys.mchid else {
                throw PayError.transferUnknown
            }
            return try .json(TransferOutput(transfer, call.keys))
        }
    }
}
