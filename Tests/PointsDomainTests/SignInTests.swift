import Basics
import PointsDomain
import Testing

@Suite struct SignInTests {
    /// 2026-11-21 in China begins at 2026-11-20T16:00:00Z.
    private static let midnight = UnixTime(seconds: 1_795_190_400)

    @Test(
        arguments: [
            (-1, "sign:20777"), (0, "sign:20778"), (1, "sign:20778"), (86_399_999, "sign:20778"),
            (86_400_000, "sign:20779"),
        ] as [(Int64, String)]
    )
    func oneCauseADay(_ milliseconds: Int64, _ ref: String) {
        let time = Self.midnight.adding(milliseconds: milliseconds)
        #expect(SignIn.ref(on: CivilZone.china.day(at: time)) == ref)
    }
}
