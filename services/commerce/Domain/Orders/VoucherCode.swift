package import Basics

/// What a voucher is redeemed by: eleven digits by chance and a check digit (Damm's), which finds
/// every single wrong digit and every two neighbours that were swapped.
package struct VoucherCode: Sendable, Hashable, CustomStringConvertible {
    /// How many digits it has.
    package static let length = 12
    private static let chance: UInt64 = 100_000_000_000

    /// The digits.
    package let text: String

    /// A new one.
    package init(by random: RandomSource) {
        var digits: Bytes = []
        DecimalDigits.append(
            Int64(random.integer(below: Self.chance)),
            width: Self.length - 1,
            to: &digits
        )
        digits.append(UInt8(ascii: "0") + Self.remainder(of: digits))
        text = String(decoding: digits, as: UTF8.self)
    }

    /// What somebody typed, blanks between the digits left out; nil for what is none: a wrong
    /// length, or a check digit that does not fit.
    package init?(_ typed: String) {
        let digits = typed.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
        guard digits.count == Self.length, digits.allSatisfy(\.isDigit),
            Self.remainder(of: digits) == 0
        else { return nil }
        text = String(decoding: digits, as: UTF8.self)
    }

    /// One that was made here, as it is stored.
    package init(stored text: String) {
        self.text = text
    }

    package var description: String { text }

    /// 0 for digits whose last one checks the others.
    private static func remainder(of digits: some Sequence<UInt8>) -> UInt8 {
        digits.reduce(0) { interim, digit in
            table[Int(interim) * 10 + Int(digit - UInt8(ascii: "0"))]
        }
    }

    /// Damm's quasigroup of order ten.
    private static let table: [UInt8] = [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2,
        7, 0, 9, 2, 1, 5, 4, 8, 6, 3,
        4, 2, 0, 6, 8, 7, 1, 3, 5, 9,
        1, 7, 5, 0, 9, 8, 3, 4, 2, 6,
        6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
        3, 6, 7, 4, 2, 0, 9, 5, 8, 1,
        5, 8, 6, 9, 7, 2, 0, 1, 3, 4,
        8, 9, 4, 5, 3, 6, 2, 0, 1, 7,
        9, 4, 3, 8, 6, 1, 7, 2, 0, 5,
        2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ]
}
