import AuthDomain
import Basics
import Testing

@Suite struct SessionTermTests {
    private static let start = UnixTime(seconds: 1_000_000)
    private static let week: Int64 = 7 * 86_400

    @Test(arguments: [(0, true), (week - 1, true), (week, false), (week + 1, false)])
    func lastsSevenDays(seconds: Int64, isGood: Bool) {
        let term = SessionTerm(created: Self.start)
        #expect(term.isGood(at: Self.start.adding(seconds: seconds)) == isGood)
    }

    @Test func isNoGoodOnceRevoked() {
        var term = SessionTerm(created: Self.start)
        term.revoked = Self.start
        #expect(!term.isGood(at: Self.start))
    }

    @Test(arguments: [
        (nil as String?, nil as String?), ("", nil), ("abc", "abc"),
        (String(repeating: "a", count: 64), String(repeating: "a", count: 64)),
        (String(repeating: "a", count: 65), nil),
    ])
    func anInviteIsShort(text: String?, kept: String?) {
        #expect(Invite(text)?.text == kept)
    }

    @Test func aCodeIsAnsweredForAMinute() {
        let horizon = CodeReplay.horizon(at: Self.start)
        #expect(horizon == Self.start.adding(seconds: -60))
    }
}
