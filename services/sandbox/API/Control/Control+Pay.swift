import Basics
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/pay`: the user pays an order, or fails to. The callback goes out before this
    /// answers. Given the arguments of `wx.requestPayment`, their signature is checked first, as a
    /// phone does.
    enum Pay: ControlEndpoint {
        static let route = ControlRoutes.pay
        static let refuses: [ControlRefusal] = [
            .userUnknown("nobody"), .prepayUnknown("wx0"), .prepayEnded, .payerDiffers("laowang"),
            .orderNotOpen(state: PayOrder.State.closed.rawValue), .paySignWrong,
        ]

        enum Result: String, Sendable, CaseIterable {
            case success
            case fail
        }

        struct Input: EndpointInput {
            private static let result = Field<Result>.choice(
                "result",
                "How it goes.",
                default: .success
            )

            let user: String
            let result: Result
            let arguments: PaymentArguments?
            let order: OrderName

            init(_ fields: FieldReader) throws(ParameterProblem) {
                user = try fields.read(ControlFields.user)
                result = try fields.read(Self.result)
                arguments = try PaymentArguments(fields)
                order =
                    if let arguments {
                        .prepay(id: arguments.prepayID)
                    } else {
                        try OrderName(fields)
                    }
            }
        }

        struct Output: Payload {
            let out_trade_no: String
            /// Absent where the payment failed.
            let transaction_id: String?
            let trade_state: String
            let callback: DeliveryOutput
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                let (order, openid) = try await sandbox.database.read { connection in
                    try sandbox.payable(input.order, by: input.user, connection)
                }
                try input.arguments?.check(order, try await sandbox.payKeys(order.terms.mchid))
                if input.result == .fail { return try await fail(order, by: sandbox) }
                let (paid, callback) = try await sandbox.database.write { connection in
                    try sandbox.pay(order, by: openid, connection)
                }
                let delivery = try await sandbox.deliver(callback)
                return Output(
                    out_trade_no: paid.terms.outTradeNo,
                    transaction_id: paid.transactionID,
                    trade_state: paid.state.rawValue,
                    callback: DeliveryOutput(delivery)
                )
            }
        }

        private static func fail(_ order: PayOrder, by sandbox: Sandbox) async throws -> Output {
            let isDone = try await sandbox.database.write {
                try PayOrderStore($0).setState(.payError, ofOpen: order.id)
            }
            guard isDone else { throw ControlRefusal.orderNotOpen(state: order.state.rawValue) }
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
    /// The order that a user can pay now, and their openid in its app: the one that the order
    /// names, where it names one.
    func payable(
        _ wanted: OrderName,
        by name: String,
        _ connection: Connection
    ) throws -> (PayOrder, openid: String) {
        let person = try Subject.person(name, connection)
        let orders = PayOrderStore(connection)
        let found =
            switch wanted {
            case .prepay(let id): try orders.order(prepayID: id)
            case .code(let token): try orders.order(linkToken: token)
            }
        guard let order = found else { throw ControlRefusal.prepayUnknown(wanted.text) }
        guard
            let app = try AppStore(connection).app(order.terms.appid),
            let openid = try PersonStore(connection).place(of: person, in: app)?.openid,
            order.terms.openid ?? openid == openid
        else { throw ControlRefusal.payerDiffers(name) }
        let state = order.state(at: clock.now)
        guard state.isOpen else { throw ControlRefusal.orderNotOpen(state: state.rawValue) }
        guard clock.now < order.prepayUntil else { throw ControlRefusal.prepayEnded }
        return (order, openid)
    }
}
