import Basics
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/transfers/{out_bill_no}/confirm`: the user accepts a red packet; or, with a
    /// `fail_reason`, it fails. The callback goes out before this answers.
    enum ConfirmTransfer: ControlEndpoint {
        static let route = ControlRoutes.confirmTransfer
        static let refuses: [ControlRefusal] = [
            .userUnknown("nobody"), .transferUnknown("D1"), .receiverDiffers,
            .transferNotWaiting(state: PayTransfer.State.success.rawValue),
        ]

        struct Input: EndpointInput {
            private static let number = Field.text(
                "out_bill_no",
                "The merchant's number of the transfer.",
                example: "D1"
            ).inPath
            private static let reason = Field.text(
                "fail_reason",
                "Why it fails; it does not, without one.",
                octets: ControlFields.octets,
                example: "ACCOUNT_FROZEN"
            )

            let number: String
            let user: String?
            let reason: String?
            let mchid: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                number = try fields.read(Self.number)
                user = try fields.readIfPresent(ControlFields.user)
                reason = try fields.readIfPresent(Self.reason)
                mchid = try fields.readIfPresent(ControlFields.mchid)
            }
        }

        struct Output: Payload {
            let out_bill_no: String
            let transfer_bill_no: String
            let state: String
            let callback: DeliveryOutput
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                let (number, reason) = (input.number, input.reason)
                let (transfer, callback) = try await sandbox.database.write { connection in
                    let transfer = try sandbox.transfer(number, of: input.mchid, connection)
                    if let user = input.user {
                        try sandbox.checkReceiver(user, of: transfer, connection)
                    }
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
        guard let found else { throw ControlRefusal.transferUnknown(number) }
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
        else { throw ControlRefusal.receiverDiffers }
    }
}
