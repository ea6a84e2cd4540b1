public import Basics
public import JSON

/// Something that one process tells another.
public struct EventMessage: Sendable {
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
    /// What happened: an object, an ``EventPayload`` of the type.
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
    public init?(_ json: JSONValue) {
        guard let id = Self.word(json["id"]), let seq = json["seq"]?.integer,
            let subject = Self.word(json["subject"]), let type = Self.word(json["type"]),
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

    private static let mostOctets = 200

    /// A text that can stand in a column and in a log: of 1 to 200 octets, without blanks and control
    /// characters.
    public static func word(_ json: JSONValue?) -> String? {
        guard let text = json?.string, (1...mostOctets).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f })
        else { return nil }
        return text
    }

    /// What ``init(_:)`` reads.
    public var json: JSONValue {
        .object(
            JSONObject([
                ("id", .string(id)), ("seq", .integer(seq)), ("subject", .string(subject)),
                ("type", .string(type)), ("at", .integer(at.milliseconds)), ("data", data),
            ])
        )
    }

    /// What happened, as its type tells it.
    /// - Throws: `UnreadableEvent` for data that is something else.
    public func payload<Payload: EventPayload>(
        _ type: Payload.Type
    ) throws(UnreadableEvent) -> Payload {
        do {
            return try JSONInput.decode(type, from: data)
        } catch {
            throw UnreadableEvent()
        }
    }
}

/// Thrown by whoever applies an event that makes no sense to them.
public struct UnreadableEvent: Error, Sendable {
    /// An event that makes no sense.
    public init() {}
}
