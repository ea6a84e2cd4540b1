public import Basics
public import Events
import JSON

/// The event `content.checked`: WeChat has judged a picture, or has not within an hour (`review`).
public struct ContentChecked: Sendable, Equatable {
    /// Its type.
    public static let type = "content.checked"

    /// As ``ContentCheckClient/Finding`` named it.
    public let checkID: String
    /// Never `pending`.
    public let state: ContentState

    /// Reads what auth has sent.
    public init(_ event: IncomingEvent) throws(UnreadableEvent) {
        guard let checkID = event.data["check_id"]?.string,
            let state = event.data["state"]?.string.flatMap(ContentState.init), state != .pending
        else { throw UnreadableEvent() }
        self.checkID = checkID
        self.state = state
    }
}
