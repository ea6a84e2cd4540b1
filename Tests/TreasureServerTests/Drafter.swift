import AuthCalls
import Basics
import Images
import Loops
import ServiceKit

@testable import TreasureServer

/// Draws mini-program codes instead of WeChat.
final class Drafter: Sendable {
    private struct State {
        var targets: [MiniCodeClient.Target] = []
        var failure: Failure<MiniCodeClient.Refusal>?
    }

    private let state = Locked(State())
    private let page: String?

    init(page: String?) {
        self.page = page
    }

    /// What was asked for.
    var targets: [MiniCodeClient.Target] { state.withLock { $0.targets } }

    /// What every question comes to; nil for a code.
    var failure: Failure<MiniCodeClient.Refusal>? {
        get { state.withLock { $0.failure } }
        set { state.withLock { $0.failure = newValue } }
    }

    var client: MiniCodeClient {
        MiniCodeClient { (target) async throws(Failure<MiniCodeClient.Refusal>) in
            let failure = self.state.withLock { state in
                state.targets.append(target)
                return state.failure
            }
            if let failure { throw failure }
            do {
                return try QRCode(target.scene).picture(width: 430).png()
            } catch {
                throw .fault
            }
        }
    }

    func maker() throws -> PosterMaker {
        PosterMaker(
            codes: client,
            font: try Font(["/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"]),
            page: page,
            flights: SingleFlight { work in Task { await work() } }
        )
    }
}
