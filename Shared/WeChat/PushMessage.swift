public import Basics
public import JSON

/// A message from WeChat, checked.
public struct PushMessage: Sendable {
    /// What happened.
    public enum Event: Sendable, Equatable {
        /// A verdict on a picture or sound (`wxa_media_check`).
        case mediaCheck(MediaVerdict)
        /// An event of another name, or a message that is no event.
        case other(String)
    }

    /// The user it is about.
    public let openid: ExternalID
    /// When WeChat made it.
    public let at: UnixTime
    public let event: Event
    /// Everything that was in it.
    public let json: JSONValue

    init?(_ json: JSONValue) {
        guard
            let openid = WeChatExchange.name(json["FromUserName"]),
            let seconds = json["CreateTime"]?.looseInteger,
            (0...UnixTime.latestSeconds).contains(seconds),
            let type = json["MsgType"]?.string
        else { return nil }
        self.openid = openid
        at = UnixTime(seconds: seconds)
        self.json = json
        let name = type == "event" ? json["Event"]?.string ?? "" : type
        if name == "wxa_media_check" {
            guard let verdict = MediaVerdict(json) else { return nil }
            event = .mediaCheck(verdict)
        } else {
            event = .other(name)
        }
    }
}
