public import Basics

/// The letters that the readings of a Chinese character begin with: 重 with c and with z.
public struct Initials: Sendable {
    private static let first: UInt32 = 0x4E00
    private static let last: UInt32 = 0x9FFF

    private let table: Bytes

    /// Out of `initials.bin`: two octets a character, 0 for none. Nil for another length.
    public init?(table: Bytes) {
        guard table.count == 2 * Int(Self.last - Self.first + 1) else { return nil }
        self.table = table
    }

    /// What a character can be typed as: a letter or digit as itself; nothing for what is neither that
    /// nor Chinese.
    func letters(of unit: UInt32) -> [UInt32] {
        if unit < 0x80 { return [unit] }
        guard (Self.first...Self.last).contains(unit) else { return [] }
        let place = 2 * Int(unit - Self.first)
        return table[place..<place + 2].filter { $0 != 0 }.map { UInt32($0) }
    }
}
