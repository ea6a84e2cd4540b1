public import Basics
public import InternalMessages
import JSON

/// Something that other processes have to be told.
public struct OutgoingEvent: Sendable {
    /// `user.registered` and the like.
    public let type: String
    /// Events of one subject arrive in their order: `iid:5`.
    public let subject: String
    /// What happened, a JSON object.
    public let data: Bytes

    /// An event whose `data` is encoded at once.
    /// - Throws: What the encoder throws.
    public init<Payload: EventPayload>(subject: String, _ data: Payload) throws {
        type = Payload.type
        self.subject = subject
        self.data = try JSONOutput.encode(data)
    }
}
