import Basics
import HTTP
import JSON

extension JSONValue {
    /// An object of these members.
    static func of(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(
            JSONObject(members.compactMap { name, value in value.map { (name: name, value: $0) } })
        )
    }

    static func texts(_ texts: some Sequence<String>) -> JSONValue {
        .array(texts.map { .string($0) })
    }

    static func time(_ time: UnixTime?) -> JSONValue {
        time.map { .string(CivilZone.china.text(at: $0)) } ?? .null
    }

    static func seconds(_ time: UnixTime?) -> JSONValue {
        time.map { .integer($0.seconds) } ?? .null
    }

    var octets: Bytes {
        // Only a number that is not finite cannot be written, and none gets in.
        (try? JSONOutput.encode(self)) ?? []
    }

    var octetsAsText: String { String(decoding: octets, as: UTF8.self) }

    func response(_ status: Status = .ok) -> Response { .json(octets, status: status) }
}
