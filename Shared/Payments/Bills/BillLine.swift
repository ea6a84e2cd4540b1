import Basics

/// A movement of money as a bill of WeChat Pay has it.
struct BillLine: Sendable, Equatable {
    enum Kind: String, Sendable {
        case payment, refund
        /// Money that left for a user.
        case transfer
        /// The same, come back.
        case transferReturned = "transfer_returned"
    }

    let kind: Kind
    /// Ours.
    let number: String
    /// WeChat Pay's number; empty where the bill has none that we keep.
    let theirNumber: String
    let amount: Money
    /// WeChat Pay's word for a refund's state.
    let state: String

    /// The lines of a trade bill.
    static func trades(_ file: Bytes) throws(BillTable.Malformed) -> [BillLine] {
        let rows = try BillTable.rows(
            file,
            [
                "交易状态", "微信订单号", "商户订单号", "订单金额", "微信退款单号", "商户退款单号", "申请退款金额", "退款状态",
            ]
        )
        var lines: [BillLine] = []
        for row in rows {
            let isRefund = row[0] == "REFUND"
            guard let amount = Money(yuan: isRefund ? row[6] : row[3]) else {
                throw BillTable.Malformed()
            }
            lines.append(
                BillLine(
                    kind: isRefund ? .refund : .payment,
                    number: isRefund ? row[5] : row[2],
                    theirNumber: isRefund ? row[4] : row[1],
                    amount: amount,
                    state: isRefund ? row[7] : row[0]
                )
            )
        }
        return lines
    }

    /// The lines of a fund-flow bill, each as if it were a transfer: whether it is one says the
    /// number.
    static func flows(_ file: Bytes) throws(BillTable.Malformed) -> [BillLine] {
        let rows = try BillTable.rows(file, ["收支类型", "收支金额(元)", "业务凭证号"])
        var lines: [BillLine] = []
        for row in rows {
            guard let amount = Money(yuan: row[1]) else { throw BillTable.Malformed() }
            lines.append(
                BillLine(
                    kind: row[0] == "支出" ? .transfer : .transferReturned,
                    number: row[2],
                    theirNumber: "",
                    amount: amount,
                    state: ""
                )
            )
        }
        return lines
    }
}
