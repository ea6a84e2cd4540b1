import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/pay`: the user pays an order, or fails to. The callback goes out before this
    /// answers. Given the arguments of `wx.requestPayment`, their signature is checked first, as a
    /// phone does.
    enum Pay: ControlCall {
        static let route = RawRoute.post("/sandbox/pay")
        static let members = ["user", "prepay_id", "result"] + PaymentArguments.members

        struct Output: Encodable {
            let out_trade_no: String
            /// Absent where the payment failed.
            let transaction_id: String?
            let trade_state: String
            let callback: DeliveryOutput
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let name = try input.text("user")
            let result = try input.optionalText("result") ?? "success"
            guard ["success", "fail"].contains(result) else {
                throw input.bad("result has to be success or fail.")
            }
            let arguments = try PaymentArguments(input)
            let prepayID = try arguments?.prepayID ?? input.text("prepay_id")
            let order = try await sandbox.database.read { connection in
                try sandbox.payable(prepayID, by: name, connection)
            }
            try arguments?.check(order, try await sandbox.payKeys(order.terms.mchid), input)
            if result == "fail" { return try await fail(order, by: sandbox) }
            let (paid, callback) = try await sandbox.database.write { connection in
                try sandbox.pay(order, connection)
            }
            let delivery = try await sandbox.deliver(callback)
            return Output(
                out_trade_no: paid.terms.outTradeNo,
                transaction_id: paid.transactionID,
                trade_state: paid.state.rawValue,
                callback: DeliveryOutput(delivery)
            )
        }

        private static func fail(_ order: PayOrder, by sandbox: Sandbox) async throws -> Output {
            let isDone = try await sandbox.database.write {
                try PayOrderStore($0).setState(.payError, ofOpen: order.id)
            }
            guard isDone else { throw ControlError.orderNotOpen(order.state.rawValue) }
            return Output(
                out_trade_no: order.terms.outTradeNo,
                transaction_id: nil,
                trade_state: PayOrder.State.payError.rawValue,
                callback: DeliveryOutput(.notSent)
            )
        }
    }
}

extension Sandbox {
    /// The order that a user can pay now.
    func payable(_ prepayID: String, by name: String, _ connection: Connection) throws -> PayOrder {
        let person = try Subject.person(name, connection)
        guard let order = try PayOrderStore(connection).order(prepayID: prepayID) else {
            throw ControlError.prepayUnknown(prepayID)
        }
        guard
            let app = try AppStore(connection).app(order.terms.appid),
            let payer = try PersonStore(connection).person(openid: order.terms.openid, in: app),
            payer.id == person.id
        else { throw ControlError.payerDiffers(name) }
        let state = order.state(at: clock.now)
        guard state.isOpen else { throw ControlError.orderNotOpen(state.rawValue) }
        guard clock.now < order.prepayUntil else { throw ControlError.prepayEnded }
        return order
    }
}
