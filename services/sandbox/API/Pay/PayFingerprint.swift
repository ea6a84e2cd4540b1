import Basics
import Crypto
import JSON

/// Tells whether two requests ask for the same, however their members are ordered and spaced.
enum PayFingerprint {
    /// `left` names members that say nothing: what is encrypted looks different each time.
    static func of(_ body: JSONValue, leavingOut left: [String] = []) -> Bytes {
        var json = JSONWriter()
        write(body, leavingOut: left, to: &json)
        return SHA256.hash(json.bytes)
    }

    private static func write(
        _ value: JSONValue,
        leavingOut left: [String],
        to json: inout JSONWriter
    ) {
        switch value {
        case .null: json.null()
        case .bool(let value): json.bool(value)
        case .integer(let value): json.integer(value)
        case .number(let value): json.double(value)
        case .string(let value): json.string(value)
        case .array(let values):
            json.beginArray()
            for value in values { write(value, leavingOut: [], to: &json) }
            json.endArray()
        case .object(let object):
            json.beginObject()
            let members = object.members
                .filter { $0.value != .null && !left.contains($0.name) }
                .sorted { ExternalID($0.name) < ExternalID($1.name) }
            for member in members {
                json.key(member.name)
                write(member.value, leavingOut: [], to: &json)
            }
            json.endObject()
        }
    }
}
