import HTTP
import ServiceKit
import Storage

extension PayAPI {
    /// `GET /v3/bill/tradebill`: a link to the file of a past day's payments and refunds.
    enum TradeBill: PayEndpoint {
        static let route = RawRoute.get("/v3/bill/tradebill")

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let order = try BillOrder(call)
            let asked = try? call.query.optionalText("bill_type")
            let type = asked ?? PayBill.Kind.all.rawValue
            guard let kind = PayBill.Kind(rawValue: type), kind != .fundFlow else {
                throw PayError.parameter("账单类型不支持", "/bill_type", value: .text(type), in: "query")
            }
            return try await order.answer(kind, call, by: sandbox)
        }
    }
}
