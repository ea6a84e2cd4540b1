import Basics

/// Numbers in the forms that WeChat Pay gives them.
struct PayNumbers: Sendable {
    let random: RandomSource
    let now: UnixTime

    var prepayID: String { "wx" + moment + random.text(20, from: "0123456789abcdef") }
    /// Of a link that pays; a JSAPI or app order has none.
    func linkToken(of trade: PayOrder.Trade) -> String? {
        switch trade {
        case .native: random.text(9, from: Self.letters)
        case .h5: digits(10)
        case .jsapi, .app: nil
        }
    }

    var transactionID: String { "42000026" + digits(2) + date + digits(10) }
    var refundID: String { "503026" + digits(5) + date + digits(10) }
    var transferBillNo: String { "13300000711009999911820" + date + digits(9) }
    var requestID: String { random.text(44, from: "0123456789ABCDEF") + "-0" }
    var nonce: String { random.text(32, from: Self.letters) }
    var resourceNonce: String { random.text(12, from: Self.letters) }
    var billToken: String { random.text(64, from: Self.letters) }
    var packageInfo: String { random.text(120, from: Self.letters) }

    var eventID: String {
        let digits = Array(Hex.encode(random.bytes(16)).utf8)
        return [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
            .map { String(decoding: $0, as: UTF8.self) }
            .joined(separator: "-")
    }

    private func digits(_ count: Int) -> String { random.text(count, from: "0123456789") }
    private var date: String { String(moment.prefix(8)) }

    /// `yyyyMMddHHmmss` in China.
    private var moment: String {
        String(
            decoding: CivilZone.china.text(at: now).utf8.filter { (0x30...0x39).contains($0) },
            as: UTF8.self
        )
    }

    private static let letters: StaticString =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}
