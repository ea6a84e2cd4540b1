import Basics

/// How far a demo has come; kept in a file, so that it goes on there.
struct DemoProgress: Sendable {
    /// Steps that were begun, of so many.
    var begun = 0
    let total: Int
    /// The first day of the week that it plays; nil before it is known.
    var firstDay: Day?

    init(total: Int) {
        self.total = total
    }

    /// As it was noted: `12/39`, and the day on a line of its own. Nil for anything else.
    init?(_ octets: Bytes) {
        let lines = octets.split(separator: UInt8(ascii: "\n"))
        let numbers = lines.first?.split(separator: UInt8(ascii: "/")) ?? []
        guard numbers.count == 2, let begun = DecimalDigits.value(of: numbers[0]),
            let total = DecimalDigits.value(of: numbers[1])
        else { return nil }
        self.begun = Int(begun)
        self.total = Int(total)
        if lines.count > 1 { firstDay = Day(String(decoding: Array(lines[1]), as: UTF8.self)) }
    }

    var octets: Bytes {
        Bytes("\(begun)/\(total)\n\(firstDay.map { "\($0.text)\n" } ?? "")".utf8)
    }
}
