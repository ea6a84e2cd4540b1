import Basics
import HTTP

/// What both kinds of bills are asked for with, and how they are answered.
struct BillOrder: Sendable {
    private let day: Day
    private let isPacked: Bool

    struct Output: Encodable {
        let hash_type = "SHA1"
        let hash_value: String
        let download_url: String
    }

    init(_ call: PayCall) throws {
        let date = try call.queryText("bill_date", "账单日期")
        guard let day = Day(date) else {
            throw PayError.parameter(
                "账单日期格式不正确，应为yyyy-MM-DD",
                "/bill_date",
                value: .text(date),
                in: "query"
            )
        }
        self.day = day
        switch try? call.query.optionalText("tar_type") {
        case nil: isPacked = false
        case "GZIP": isPacked = true
        case let other?:
            throw PayError.parameter("压缩类型不支持", "/tar_type", value: .text(other), in: "query")
        }
    }

    func answer(
        _ kind: PayBill.Kind,
        _ call: PayCall,
        by sandbox: Sandbox
    ) async throws -> PayAnswer {
        let bill = PayBill(mchid: call.keys.mchid, kind: kind, day: day, isPacked: isPacked)
        let (token, hash) = try await sandbox.makeBill(bill)
        return try .json(
            Output(
                hash_value: hash,
                download_url: "\(call.origin)/v3/billdownload/file?token=\(token)"
            )
        )
    }
}
