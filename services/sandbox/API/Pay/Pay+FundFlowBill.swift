import HTTP
import ServiceKit
import Storage

extension PayAPI {
    /// `GET /v3/bill/fundflowbill`: a link to the file of a past day's movements of money.
    enum FundFlowBill: PayEndpoint {
        static let route = RawRoute.get("/v3/bill/fundflowbill")
        private static let accounts = ["BASIC", "OPERATION", "FEES"]

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let order = try BillOrder(call)
            let account = (try? call.query.optionalText("account_type")) ?? "BASIC"
            guard accounts.contains(account) else {
                throw PayError.parameter(
                    "资金账户类型不支持",
                    "/account_type",
                    value: .text(account),
                    in: "query"
                )
            }
            return try await order.answer(.fundFlow, call, by: sandbox)
        }
    }
}
