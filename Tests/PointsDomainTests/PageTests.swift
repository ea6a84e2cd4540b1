import PointsDomain
import Testing

@Suite struct PageTests {
    @Test(
        arguments: [
            (0, 10, 0, 10), (3, 10, 30, 10), (0, 1, 0, 1), (1, 100, 100, 100), (1, 101, 100, 100),
            (2, .max, 200, 100), (.max, 100, .max, 100), (.max, 1, .max, 1),
        ] as [(Int64, Int64, Int64, Int64)]
    )
    func pages(_ index: Int64, _ size: Int64, _ skipped: Int64, _ rows: Int64) throws {
        let page = try #require(Page(index: index, size: size))
        #expect(page.skipped == skipped)
        #expect(page.size == rows)
    }

    @Test(arguments: [(-1, 10), (0, 0), (0, -1), (.min, 10), (0, .min)] as [(Int64, Int64)])
    func refuses(_ index: Int64, _ size: Int64) {
        #expect(Page(index: index, size: size) == nil)
    }

    @Test func usualSize() {
        #expect(Page(index: 0)?.size == 10)
    }
}
