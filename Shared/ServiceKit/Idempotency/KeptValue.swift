import Basics
import JSON

/// What a unit of writing has given, as it is kept: JSON where the type can be read again. Of any
/// other type only the fact is kept, and the unit runs again.
enum KeptValue {
    static func octets<Value>(of value: Value) -> Bytes {
        if Value.self == Void.self { return Bytes("null".utf8) }
        guard Value.self is any Decodable.Type, let value = value as? any Encodable else {
            return []
        }
        return (try? JSONOutput.encode(value)) ?? []
    }

    /// Nil where it cannot be read again.
    static func read<Value>(_ type: Value.Type, from octets: Bytes) -> Value? {
        if let nothing = () as? Value { return octets.isEmpty ? nil : nothing }
        guard !octets.isEmpty, let readable = type as? any Decodable.Type else { return nil }
        return decoded(readable, octets) as? Value
    }

    private static func decoded<Value: Decodable>(_ type: Value.Type, _ octets: Bytes) -> Value? {
        try? JSONInput.decode(type, from: octets)
    }
}
