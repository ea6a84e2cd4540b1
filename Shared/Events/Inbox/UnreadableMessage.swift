import Basics
import Crypto
import InternalMessages
import JSON

/// An event that goes into the table of what was parked, whatever it is made of.
struct UnreadableMessage: Sendable {
    /// The sender's; one that is derived from the whole where there is none that can be used.
    let id: String
    let seq: Int64
    let subject: String
    let type: String
    /// All of it, as JSON.
    let octets: Bytes

    init(_ event: EventMessage) {
        self.init(event.json)
    }

    init(_ json: JSONValue) {
        var writer = JSONWriter()
        json.write(to: &writer)
        octets = writer.bytes
        let digest = Hex.encode(SHA256.hash(octets).prefix(16))
        id = EventMessage.word(json["id"]) ?? "unnamed:\(digest)"
        seq = json["seq"]?.integer ?? 0
        subject = EventMessage.word(json["subject"]) ?? "unnamed:\(digest)"
        type = EventMessage.word(json["type"]) ?? ""
    }
}
