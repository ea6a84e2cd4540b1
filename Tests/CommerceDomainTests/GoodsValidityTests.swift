import Basics
import CommerceDomain
import Testing

@Suite struct GoodsValidityTests {
    @Test func bothDaysAreInIt() throws {
        let first = try #require(Day("2026-01-10"))
        let validity = GoodsValidity(first: first, last: first.adding(days: 2))
        for (day, standing) in [
            (-1, GoodsValidity.Standing.notYet), (0, .good), (1, .good), (2, .good), (3, .over),
        ] {
            #expect(validity.standing(on: first.adding(days: Int64(day))) == standing)
        }
        #expect(CivilZone.china.text(at: validity.end) == "2026-01-13 00:00:00")
    }

    @Test(arguments: [
        ("13800138000", "13800138000"), ("+86 138 0013 8000", "13800138000"),
        ("86-13800138000", "13800138000"), ("\u{202D}13800138000\u{202C}", "13800138000"),
    ])
    func mobiles(_ typed: String, _ text: String) {
        #expect(NotifyMobile(typed)?.text == text)
        #expect(NotifyMobile(typed).map { "\($0)" } == "NotifyMobile")
    }

    @Test(arguments: ["", "1", "12800138000", "138001380000", "1380013800x", "二三", "23800138000"])
    func noMobiles(_ typed: String) {
        #expect(NotifyMobile(typed) == nil)
    }
}
