import Basics
import CommerceDomain
import Testing

@Suite struct OpeningHoursTests {
    /// 2026-01-15 00:00:00 in China.
    private static let midnight: Int64 = 1_768_406_400

    @Test(
        arguments: [
            ("10:30", "18:30", 10 * 3600 + 1800, true), ("10:30", "18:30", 18 * 3600 + 1800, false),
            ("10:30", "18:30", 10 * 3600 + 1799, false), ("22:00", "02:00", 23 * 3600, true),
            ("22:00", "02:00", 3600, true), ("22:00", "02:00", 7200, false),
            ("22:00", "02:00", 22 * 3600 - 1, false), ("22:00", "24:00", 86_399, true),
            ("22:00", "24:00", 0, false), ("08:00", "08:00", 5, true),
        ] as [(String, String, Int64, Bool)]
    )
    func isOpen(_ opens: String, _ closes: String, _ second: Int64, _ expected: Bool) throws {
        let first = try #require(OpeningHours.seconds(opens))
        let last = try #require(OpeningHours.seconds(closes))
        let hours = try #require(OpeningHours(opens: first, closes: last))
        #expect(hours.isOpen(at: UnixTime(seconds: Self.midnight + second)) == expected)
    }

    @Test(arguments: [
        "", "10", "1:30", "10:60", "24:01", "25:00", "10:30:60", "10:30:00:00", "aa:bb",
    ])
    func refuses(_ text: String) {
        #expect(OpeningHours.seconds(text) == nil)
    }

    @Test(arguments: ["00:00:00", "09:05:01", "23:59:59"])
    func spells(_ text: String) throws {
        #expect(OpeningHours.text(try #require(OpeningHours.seconds(text))) == text)
    }
}
