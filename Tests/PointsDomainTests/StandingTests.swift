import PointsDomain
import Testing

@Suite struct StandingTests {
    @Test(
        arguments: [
            (0, 0, 0), (0, 10, 0), (3, 10, 333), (3, 20, 667), (1, 7, 700), (8, 1, 13), (200, 1, 1),
            (201, 1, 0), (400, 1, 0), (1, .max, .max), (.max, .max, 100), (3, 0, 0),
        ] as [(Int64, Int64, Int64)]
    )
    func mean(_ participants: Int64, _ sum: Int64, _ hundredths: Int64) {
        let standing = Standing(balance: .zero, participants: participants, sum: Points(sum))
        #expect(standing.meanHundredths == hundredths)
    }

    @Test func pointsDoNotOverflow() {
        #expect(Points(1).adding(Points(-3)) == Points(-2))
        #expect(Points(.max).adding(Points(1)) == nil)
        #expect(Points(.min).adding(Points(-1)) == nil)
        #expect(Points(1) < Points(2))
    }
}
