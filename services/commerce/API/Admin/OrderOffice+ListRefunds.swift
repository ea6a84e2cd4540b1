import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import Payments
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/refunds?status=…&after=…`: refunds of orders, the newest first.
    enum ListRefunds: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.listRefunds

        struct Input: EndpointInput {
            private static let status = Field.integer(
                "status",
                "Those that are running (1), done (2) or failed (3).",
                in: 1...3
            )

            let state: OrderRefund.State?
            let part: PartInput

            init(_ fields: FieldReader) throws(ParameterProblem) {
                state = try fields.readIfPresent(Self.status)
                    .flatMap { OrderRefund.State(rawValue: $0) }
                part = try PartInput(fields)
            }
        }

        struct Line: Payload {
            let id: Int64
            let order_no: String
            let cause: String
            let pieces: Int64
            let amount: Int64
            let reason: String
            let status: Int64
            let refund_id: String
            let created: String
            let changed: String
            /// The number under which WeChat Pay knows it, and how it stands there as far as we
            /// know.
            let number: String
            let state: String
            let trouble: String
            /// What its steps are taken by.
            let row: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> AdminPage<Line> {
            let payments = commerce.payments
            let lines = try await commerce.database.read(refusing: Never.self) { connection in
                let orders = OrderStore(connection)
                return try OrderRefundStore(connection)
                    .refunds(in: input.state, before: input.part.after, upTo: input.part.limit)
                    .map { refund in
                        line(
                            refund,
                            try orders.order(refund.order)?.number.text ?? "",
                            try payments.refund(of: OrderRefund.ref(refund.id), in: connection)
                        )
                    }
            }
            return AdminPage(lines, limit: input.part.limit, key: { $0.id }, row: { $0 })
        }

        private static func line(
            _ refund: OrderRefund,
            _ number: String,
            _ record: RefundRecord?
        ) -> Line {
            Line(
                id: refund.id.rawValue,
                order_no: number,
                cause: refund.cause.rawValue,
                pieces: refund.pieces,
                amount: refund.amount.fen,
                reason: refund.reason,
                status: refund.state.rawValue,
                refund_id: refund.refundID,
                created: adminTime(refund.createdAt),
                changed: adminTime(refund.changedAt),
                number: record?.number ?? "",
                state: record?.state.rawValue ?? "",
                trouble: record?.trouble ?? "",
                row: record?.id.rawValue ?? 0
            )
        }
    }
}
