public import Basics

/// `content.checked`: WeChat has judged a picture, or has not within an hour (`review`).
public struct ContentChecked: EventPayload {
    public static let type = "content.checked"

    /// As ``CheckContentCall`` named it.
    public let check_id: String
    /// A ``ContentState`` by its name, never `pending`.
    public let state: String

    /// What WeChat says.
    public init(checkID: String, _ state: ContentState) {
        check_id = checkID
        self.state = state.rawValue
    }

    /// Nil for what is no verdict.
    public var verdict: ContentState? {
        ContentState(rawValue: state).flatMap { $0 == .pending ? nil : $0 }
    }
}
