import Basics

/// Reads whole numbers of seven bits an octet, the lowest first.
struct VarintReader {
    private let octets: Bytes
    private(set) var place: Int

    init(_ octets: Bytes, from place: Int) {
        self.octets = octets
        self.place = place
    }

    var isAtEnd: Bool { place == octets.count }

    mutating func number() throws(AreaBook.Damaged) -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while place < octets.count, shift < 35 {
            let octet = octets[place]
            place += 1
            value |= UInt64(octet & 0x7F) << shift
            if octet < 0x80 { return Int(value) }
            shift += 7
        }
        throw AreaBook.Damaged(what: "a number at \(place)")
    }

    /// The same with a sign in the lowest bit.
    mutating func signed() throws(AreaBook.Damaged) -> Int {
        let value = try number()
        return value & 1 == 0 ? value >> 1 : -(value >> 1) - 1
    }
}
