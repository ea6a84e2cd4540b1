public import Basics
public import JSON

/// Something that another process tells us.
public struct IncomingEvent: Sendable {
    /// Unique among all senders: `auth:123`.
    public let id: String
    /// Grows with each event of a sender.
    public let seq: Int64
    /// Events of one subject arrive in their order.
    public let subject: String
    /// What kind of thing happened.
    public let type: String
    /// When it happened, by the sender's domain clock.
    public let at: UnixTime
    /// What happened: an object.
    public let data: JSONValue

    /// An event of its parts.
    public init(
        id: String,
        seq: Int64,
        subject: String,
        type: String,
        at: UnixTime,
        data: JSONValue
    ) {
        self.id = id
        self.seq = seq
        self.subject = subject
        self.type = type
        self.at = at
        self.data = data
    }

    /// Nil when a member is missing or of another kind.
    init?(_ json: JSONValue) {
        guard let id = json["id"]?.string, let seq = json["seq"]?.integer,
            let subject = json["subject"]?.string, let type = json["type"]?.string,
            let at = json["at"]?.integer, let data = json["data"], data.object != nil
        else { return nil }
        self.init(
            id: id,
            seq: seq,
            subject: subject,
            type: type,
            at: UnixTime(milliseconds: at),
            data: data
        )
    }
}

/// Thrown by whoever applies an event that makes no sense to them: it is refused, logged by its
/// sender, and offered again later.
public struct UnreadableEvent: Error, Sendable {
    /// An event that makes no sense.
    public init() {}
}
