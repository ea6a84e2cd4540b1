import Basics
import ConsoleDomain
import Crypto
import Testing

struct SessionAndTrailTests {
    private static let begin = UnixTime(seconds: 1_800_000_000)

    @Test(
        "sessions end, idle or old; a device asks for its PIN instead",
        arguments: [
            (.half, 0, 299, .good), (.half, 0, 300, .over), (.session, 0, 1800, .good),
            (.session, 0, 1801, .over), (.session, 43_199, 43_199, .good),
            (.session, 43_200, 43_200, .over), (.device, 0, 900, .good),
            (.device, 0, 901, .wantsPIN), (.device, 2_591_999, 2_591_999, .good),
            (.device, 2_592_000, 2_592_000, .over),
        ] as [(SessionSpan, Int64, Int64, SessionSpan.Standing)]
    )
    func standing(
        span: SessionSpan,
        seen: Int64,
        now: Int64,
        expected: SessionSpan.Standing
    ) {
        let standing = span.standing(
            endsAt: Self.begin.adding(seconds: span.longestSeconds),
            seenAt: Self.begin.adding(seconds: seen),
            now: Self.begin.adding(seconds: now)
        )
        #expect(standing == expected)
    }

    @Test("no sign of a row, nor its place, nor the row before, can change without its hash")
    func chain() {
        let chain = TrailChain { SHA256.hash($0) }
        let row = TrailRow(["1", "call", "o:5", "", "reason"])
        let hash = chain.hash(row, after: TrailChain.start)
        let others = [
            TrailRow(["1", "call", "o:5", "", "reasons"]),
            TrailRow(["1", "call", "o:5", "reason", ""]),
            TrailRow(["1", "callo:5", "", "", "reason"]), TrailRow(["1", "call", "o:5", "reason"]),
            TrailRow(["2", "call", "o:5", "", "reason"]),
            TrailRow(["1", "call", "o:5", "", "1:reason"]),
        ]
        for other in others { #expect(chain.hash(other, after: TrailChain.start) != hash) }
        #expect(chain.hash(row, after: hash) != hash)
        #expect(chain.hash(row, after: TrailChain.start) == hash)
    }
}
