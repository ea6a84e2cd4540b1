import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/transfers/{out_bill_no}/confirm`: the user accepts a red packet; or, with a
    /// `fail_reason`, it fails. The callback goes out before this answers.
    enum ConfirmTransfer: ControlCall {
        static let route = RawRoute.post("/sandbox/transfers/{out_bill_no}/confirm")
        static let members = ["user", "fail_reason", "mchid"]

        struct Output: Encodable {
            let out_bill_no: String
            let transfer_bill_no: String
            let state: String
            let callback: DeliveryOutput
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let number = input.capture("out_bill_no")
            let name = try input.optionalText("user")
            let reason = try input.optionalText("fail_reason")
            let mchid = try input.optionalText("mchid")
            let (transfer, callback) = try await sandbox.database.write { connection in
                let transfer = try sandbox.transfer(number, of: mchid, connection)
                if let name { try sandbox.checkReceiver(name, of: transfer, connection) }
                return try sandbox.settle(transfer, failing: reason, connection)
            }
            var delivery = Sandbox.PayDelivery.notSent
            if let callback { delivery = try await sandbox.deliver(callback) }
            return Output(
                out_bill_no: transfer.terms.outBillNo,
                transfer_bill_no: transfer.transferBillNo,
                state: transfer.state.rawValue,
                callback: DeliveryOutput(delivery)
            )
        }
    }
}

extension Sandbox {
    /// The transfer of that number, of the merchant where one is named.
    func transfer(
        _ number: String,
        of mchid: String?,
        _ connection: Connection
    ) throws -> PayTransfer {
        let found = try PayTransferStore(connection).transfers(outBillNo: number)
            .first { mchid == nil || $0.terms.mchid == mchid }
        guard let found else { throw ControlError.transferUnknown(number) }
        return found
    }

    /// Whoever is named has to be the one whom it is for.
    func checkReceiver(
        _ name: String,
        of transfer: PayTransfer,
        _ connection: Connection
    ) throws {
        let person = try Subject.person(name, connection)
        guard
            let app = try AppStore(connection).app(transfer.terms.appid),
            let receiver = try PersonStore(connection)
                .person(openid: transfer.terms.openid, in: app),
            receiver.id == person.id
        else { throw ControlError.transferOfAnother }
    }
}
