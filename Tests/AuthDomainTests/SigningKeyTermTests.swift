import AuthDomain
import Basics
import Testing

@Suite struct SigningKeyTermTests {
    private static let start = UnixTime(seconds: 1_000_000)
    private static let first = SigningKeyTerm(kid: "a", after: [], at: start)
    private static let day: Int64 = 86_400

    private static func after(_ seconds: Int64) -> UnixTime { start.adding(seconds: seconds) }

    @Test func theFirstOneSignsAtOnce() {
        #expect([Self.first].active(at: Self.start) == Self.first)
    }

    @Test(arguments: [(0, "a"), (119, "a"), (120, "b"), (10_000, "b"), (-1, "a")])
    func theNextOneIsPublicBeforeItSigns(seconds: Int64, kid: String) {
        let next = SigningKeyTerm(kid: "b", after: [Self.first], at: Self.start)
        #expect([next, Self.first].active(at: Self.after(seconds))?.kid == kid)
    }

    @Test(arguments: [(0, false), (30 * day - 1, false), (30 * day, true)])
    func isFollowedAfterAMonth(seconds: Int64, isDue: Bool) {
        #expect([Self.first].needsNext(at: Self.after(seconds)) == isDue)
    }

    @Test func noKeyAtAllIsDue() {
        #expect([SigningKeyTerm]().needsNext(at: Self.start))
        #expect([SigningKeyTerm]().active(at: Self.start) == nil)
    }

    @Test(
        arguments: [
            (0, []), (7 * day, []), (7 * day + 3600 + 119, []), (7 * day + 3600 + 120, ["a"]),
        ] as [(Int64, [String])]
    )
    func staysAsLongAsItsTokens(seconds: Int64, gone: [String]) {
        let next = SigningKeyTerm(kid: "b", after: [Self.first], at: Self.start)
        let outlived = [Self.first, next].outlived(at: Self.after(seconds))
        #expect(outlived.map(\.kid) == gone)
    }
}
