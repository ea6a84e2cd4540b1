import Basics
import Contracts
import HTTP
import ServiceKit

extension Operator {
    /// Redeems at the counter of merchants: of the first one, where nothing is said.
    static func clerk(_ number: Int64 = 1, of merchants: Set<Int64> = [Catalogue.merchant])
        -> Operator
    {
        Operator(id: "o:\(number)", name: "clerk \(number)", duties: [.clerk], merchants: merchants)
    }

    /// Runs merchants.
    static func manager(of merchants: Set<Int64> = [Catalogue.merchant]) -> Operator {
        Operator(id: "o:50", name: "manager", duties: [.manager], merchants: merchants)
    }

    /// Finance, who has just logged in.
    static func finance(_ number: Int64 = 90, provenAt: UnixTime? = nil) -> Operator {
        Operator(id: "o:\(number)", name: "finance", duties: [.finance], provenAt: provenAt)
    }
}

extension OrderWorld {
    func office(
        _ method: HTTP.Method,
        _ path: String,
        _ parameters: [String: String] = [:],
        by administrator: Operator = .key
    ) async -> ServiceKit.Answer {
        await commerce.harness.call(
            method,
            "/admin/commerce/\(path)",
            parameters,
            by: administrator
        )
    }

    func redeem(_ code: String, by administrator: Operator = .clerk()) async -> ServiceKit.Answer {
        await office(.post, "vouchers/redeem", ["verify_code": code], by: administrator)
    }

    func undo(_ code: String, by administrator: Operator = .clerk()) async -> ServiceKit.Answer {
        await office(
            .post,
            "vouchers/undo",
            ["verify_code": code, "reason": "wrong customer"],
            by: administrator
        )
    }

    func look(_ code: String, by administrator: Operator = .clerk()) async -> ServiceKit.Answer {
        await office(.get, "vouchers/\(code)", by: administrator)
    }
}
