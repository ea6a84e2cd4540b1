import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/figures?from=…&to=…&by=day|merchant&merchant_id=…`: sums of days.
    enum ReadFigures: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.readFigures

        /// What a row is of.
        enum By: String, CaseIterable, Sendable {
            case day, merchant
        }

        struct Input: EndpointInput {
            private static let from = Field.text("from", "The first day.", example: "2026-01-01")
                .map(expecting: "a day like 2026-01-01") { Day($0) }
            private static let to = Field.text("to", "The last day.", example: "2026-01-31")
                .map(expecting: "a day like 2026-01-31") { Day($0) }
            private static let by = Field<By>.choice("by", "What a row is of.", default: .day)
            private static let mostDays: Int64 = 366

            let first: Day
            let last: Day
            let by: By
            let merchant: Int64?
            let after: Int64
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                first = try fields.read(Self.from)
                last = try fields.read(Self.to)
                by = try fields.read(Self.by)
                merchant = try fields.readIfPresent(OrderOfficeAPI.merchant)
                after = try fields.readIfPresent(AdminFields.after) ?? .min
                limit = try fields.read(AdminFields.limit)
                guard first <= last, last.number - first.number < Self.mostDays else {
                    throw .malformed("to")
                }
            }
        }

        struct Line: Payload {
            /// The day; empty where a row is of a merchant.
            let day: String
            /// The merchant; 0 where a row is of a day.
            let merchant_id: Int64
            let placed: Int64
            let paid: Int64
            let paid_in: Int64
            /// Pieces, and fen.
            let refunded: Int64
            let refunded_amount: Int64
            let redeemed: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> AdminPage<Line> {
            let scope = caller.administrator.scope
            let sums = try await commerce.database.read(refusing: Never.self) {
                try figures(input, in: scope, OrderDayStore($0))
            }
            return AdminPage(sums, limit: input.limit, key: { $0.key }) { sum in
                Line(
                    day: input.by == .day ? Day(number: sum.key).text : "",
                    merchant_id: input.by == .merchant ? sum.key : 0,
                    placed: sum.placed,
                    paid: sum.paid,
                    paid_in: sum.paidIn.fen,
                    refunded: sum.refunded,
                    refunded_amount: sum.refundedAmount.fen,
                    redeemed: sum.redeemed
                )
            }
        }

        private static func figures(
            _ input: Input,
            in scope: MerchantScope,
            _ store: OrderDayStore
        ) throws -> [OrderDayStore.Sum] {
            let merchants: Set<Int64>? =
                switch (scope, input.merchant) {
                case (.all, nil): nil
                case (.all, let merchant?): [merchant]
                case (.only(let own), nil): own
                case (.only(let own), let merchant?): own.intersection([merchant])
                }
            let limit = Int(input.limit)
            switch input.by {
            case .day:
                let first = max(input.first, Day(number: input.after).adding(days: 1))
                guard first <= input.last else { return [] }
                let days =
                    if let merchants {
                        OrderDayStore.Sum.joined(
                            try merchants.map {
                                try store.byDay(from: first, to: input.last, of: ID($0))
                            }
                        )
                    } else {
                        try store.byDay(from: first, to: input.last, of: nil)
                    }
                return Array(days.prefix(limit))
            case .merchant:
                let all = try store.byMerchant(
                    from: input.first,
                    to: input.last,
                    after: input.after,
                    upTo: merchants == nil ? input.limit : .max
                )
                return Array(
                    all.filter { merchants?.contains($0.key) ?? true }.prefix(limit)
                )
            }
        }
    }
}
