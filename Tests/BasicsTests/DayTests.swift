import Basics
import Testing

@Suite struct DayTests {
    @Test(
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("0001-01-01", -719_162),
            ("0000-03-01", -719_468), ("9999-12-31", 2_932_896), ("2026-11-21", 20_778),
        ] as [(String, Int64)]
    )
    func readsAndWrites(_ text: String, _ number: Int64) {
        #expect(Day(text)?.number == number)
        #expect(Day(number: number).text == text)
    }

    @Test(arguments: [
        "", "2026-02-29", "2026-02-30", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
        "2026-04-31", "2026-1-01", "2026/01/01", "+026-01-01", "2026-01-01 ", "２０２６-01-01",
    ])
    func refuses(_ text: String) {
        #expect(Day(text) == nil)
    }

    /// Every day of 800 years, counted on by hand with the rules of the calendar.
    @Test func everyDayOfEightHundredYears() throws {
        let first = try #require(Day("1600-01-01"))
        var number = first.number
        for year in 1600..<2400 {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, length) in lengths.enumerated() {
                for day in 1...length {
                    let date = [month + 1, day].map { $0 < 10 ? "0\($0)" : "\($0)" }
                    let expected = "\(year)-\(date[0])-\(date[1])"
                    if Day(number: number).text != expected { Issue.record("\(expected)") }
                    if Day(expected)?.number != number { Issue.record("\(expected)") }
                    number += 1
                }
            }
        }
        #expect(Day(number: number).text == "2400-01-01")
    }
}
