import Basics

/// What the numbers of one service begin with, so that services that share a merchant account never
/// give WeChat Pay the same number, and find their own in its bills.
public struct PaymentTag: Sendable, Equatable {
    /// One upper-case letter.
    public let letter: String

    /// Treasure's red packets.
    public static let treasure = PaymentTag(letter: "T")
    /// Commerce's orders.
    public static let commerce = PaymentTag(letter: "C")

    private init(letter: String) {
        self.letter = letter
    }

    /// What a number is of.
    enum Kind: String, Sendable, CaseIterable {
        case payment = "P"
        case refund = "R"
        case transfer = "T"
    }

    /// The number of a row's attempt, `CR8123456789012345N1`: letters and digits, at most 24 of
    /// them, as the strictest of WeChat Pay's numbers demands. The same row and attempt have the
    /// same number, whatever was forgotten in a crash.
    func number<Owner>(_ kind: Kind, _ id: ID<Owner>, attempt: Int64) -> String {
        "\(letter)\(kind.rawValue)\(id)N\(attempt)"
    }

    /// Whether it is a number of ours, and of what.
    func kind(of number: String) -> Kind? {
        let octets = Array(number.utf8)
        guard octets.count > 4, octets.starts(with: letter.utf8) else { return nil }
        let parts = octets[2...].split(
            separator: UInt8(ascii: "N"),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard
            parts.count == 2,
            parts.allSatisfy({ part in !part.isEmpty && part.allSatisfy(Self.isDigit) })
        else { return nil }
        return Kind(rawValue: String(decoding: octets[1...1], as: UTF8.self))
    }

    private static func isDigit(_ octet: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
    }
}
