import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/transfers/{out_bill_no}/confirm`: the user accepts a red packet; or, with a
    /// `fail_reason`, it fails. The callback goes out before this answers.
    enum ConfirmTransfer: ControlCall {
        static let route = RawRoute.post("/sandbox/transfers/{out_bill_no}/confirm")
        static let members = ["user", "fail_reason"]

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
            let (transfer, callback) = try await sandbox.database.write { connection in
                if let name { try sandbox.checkReceiver(name, of: number, connection) }
                return try sandbox.settleTransfer(number, failing: reason, connection)
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
    /// Whoever is named has to be the one whom it is for.
    func checkReceiver(_ name: String, of number: String, _ connection: Connection) throws {
        let person = try Subject.person(name, connection)
        guard let transfer = try PayTransferStore(connection).transfer(outBillNo: number) else {
            throw ControlError.transferUnknown(number)
        }
        guard
            let app = try AppStore(connection).app(transfer.terms.appid),
            let receiver = try PersonStore(connection)
                .person(openid: transfer.terms.openid, in: app),
            receiver.id == person.id
        else { throw ControlError.transferOfAnother }
    }
}
