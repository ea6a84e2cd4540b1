import AuthCalls
import Basics
import Loops

/// What WeChat says of texts and pictures: `pass`, unless a test wants another word.
final class Judge: Sendable {
    private struct State {
        var text = ContentState.pass
        var image = ContentState.pass
        var failure: Failure<ContentCheckClient.Refusal>?
        var texts: [String] = []
        var images: [String] = []
    }

    private let state = Locked(State())

    var text: ContentState {
        get { state.withLock { $0.text } }
        set { state.withLock { $0.text = newValue } }
    }

    var image: ContentState {
        get { state.withLock { $0.image } }
        set { state.withLock { $0.image = newValue } }
    }

    /// What every question comes to; nil for an answer.
    var failure: Failure<ContentCheckClient.Refusal>? {
        get { state.withLock { $0.failure } }
        set { state.withLock { $0.failure = newValue } }
    }

    /// What was asked.
    var texts: [String] { state.withLock { $0.texts } }
    var images: [String] { state.withLock { $0.images } }

    /// The number under which the event tells what became of a picture.
    static func checkID(_ count: Int) -> String { "check-\(count)" }

    var client: ContentCheckClient {
        ContentCheckClient(
            text: { (text, _, _) async throws(Failure<ContentCheckClient.Refusal>) in
                let (answer, failure) = self.state.withLock { state in
                    state.texts.append(text)
                    return (state.text, state.failure)
                }
                if let failure { throw failure }
                return answer
            },
            image: { (url, _, _) async throws(Failure<ContentCheckClient.Refusal>) in
                let (answer, count, failure) = self.state.withLock { state in
                    state.images.append(url)
                    return (state.image, state.images.count, state.failure)
                }
                if let failure { throw failure }
                return .init(checkID: Self.checkID(count), state: answer)
            }
        )
    }
}
