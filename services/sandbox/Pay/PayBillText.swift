import Basics

/// A bill's lines: a head, a line for each movement, a head of sums, the sums. Amounts are in yuan,
/// and values have a mark before them that keeps spreadsheets from touching them.
struct PayBillText: Sendable {
    private(set) var octets: Bytes = []

    private mutating func line(_ text: String) {
        octets.append(contentsOf: text.utf8)
        octets.append(contentsOf: [0x0D, 0x0A])
    }

    private mutating func values(_ values: [String]) {
        line(values.map { "`" + Self.plain($0) }.joined(separator: ","))
    }

    /// A comma or the end of a line within a value would make two of it.
    private static func plain(_ text: String) -> String {
        String(
            decoding: text.utf8.map {
                $0 == UInt8(ascii: ",") || $0 < 0x20 ? UInt8(ascii: " ") : $0
            },
            as: UTF8.self
        )
    }

    // MARK: Payments and refunds

    /// What stands in a line of a trade bill.
    struct Trade: Sendable {
        let order: PayOrder
        /// None in the line of a payment.
        let refund: PayRefund?
    }

    private var count: Int64 = 0
    private var paid: Int64 = 0
    private var refunded: Int64 = 0

    mutating func beginTrades() {
        line(
            "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,"
                + "交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,"
                + "充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,"
                + "费率备注"
        )
    }

    mutating func add(_ trade: Trade) {
        let (order, refund) = (trade.order, trade.refund)
        let at = refund?.createdAt ?? order.paidAt ?? order.createdAt
        let isRefund = refund != nil
        let total = order.terms.total.yuan
        let back = (refund?.amount ?? .zero).yuan
        count += 1
        paid += isRefund ? 0 : order.terms.total.fen
        refunded += refund?.amount.fen ?? 0
        values([
            CivilZone.china.text(at: at), order.terms.appid, order.terms.mchid, "0", "",
            order.transactionID ?? "", order.terms.outTradeNo, order.terms.openid ?? "",
            order.terms.trade.rawValue,
            isRefund ? "REFUND" : "SUCCESS", "OTHERS", "CNY", isRefund ? "0.00" : total, "0.00",
            refund?.refundID ?? "0", refund?.outRefundNo ?? "0", back, "0.00",
            isRefund ? "ORIGINAL" : "", refund?.state.rawValue ?? "", order.terms.description,
            order.terms.attach ?? "", "0.00000", "0.00%", isRefund ? "0.00" : total, back, "",
        ])
    }

    mutating func endTrades() {
        line("总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额")
        let (paid, refunded) = (Money(fen: paid).yuan, Money(fen: refunded).yuan)
        values([String(count), paid, refunded, "0.00", "0.00000", paid, refunded])
    }

    // MARK: Movements of money

    private var incomes: Int64 = 0
    private var income: Int64 = 0
    private var outgo: Int64 = 0

    mutating func beginFlows() {
        line(
            "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),"
                + "资金变更提交申请人,备注,业务凭证号"
        )
    }

    mutating func add(_ flow: PayFlow) {
        let isIncome = flow.amount.fen > 0
        count += 1
        incomes += isIncome ? 1 : 0
        income += isIncome ? flow.amount.fen : 0
        outgo += isIncome ? 0 : -flow.amount.fen
        let name = Self.name(of: flow.ref)
        values([
            CivilZone.china.text(at: flow.at), flow.number, flow.number, name, name,
            isIncome ? "收入" : "支出", Money(fen: abs(flow.amount.fen)).yuan, flow.balance.yuan,
            "system", "", flow.outNumber,
        ])
    }

    mutating func endFlows() {
        line("资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额")
        values([
            String(count), String(incomes), Money(fen: income).yuan, String(count - incomes),
            Money(fen: outgo).yuan,
        ])
    }

    private static func name(of ref: String) -> String {
        switch ref.prefix(while: { $0 != ":" }) {
        case "pay": "交易"
        case "refund": "退款"
        case "refund-back": "退款退回"
        case "transfer": "商家转账"
        case "transfer-back": "商家转账退回"
        default: "充值"
        }
    }
}
