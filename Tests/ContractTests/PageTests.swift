import JSON
import TestKit
import Testing

extension Contracts {
    /// The tours of the pages in `docs/api`, pasted as they stand there.
    @Suite(.stack)
    struct PageTests {
        @Test(
            "a page's tour works as pasted and answers what the page shows",
            arguments: ["points", "wx_auth", "treasure", "smallapp", "merchants", "sessions"]
        )
        func tour(_ name: String) async throws {
            let page = try Page(name)
            let shown = try page.answers
            try #require(!shown.isEmpty, "the page has no tour")
            let answers = try await page.pasteTour(at: runningStack())
            #expect(answers.count == shown.count)
            for (answer, shown) in zip(answers, shown) {
                #expect(answer.isShown(as: shown), "\(answer) is not \(shown)")
            }
        }
    }
}
