import Basics
import JSON

/// The octets that envelopes have in common.
enum Envelope {
    /// `{"code":0,"msg":"成功"` with the contract's two names, and no end yet.
    static func open(
        _ code: Code,
        number: StaticString,
        text: StaticString,
        _ bytes: inout Bytes
    ) {
        var writer = JSONWriter(take(&bytes))
        writer.beginObject()
        writer.key(number)
        writer.integer(Int64(code.number))
        writer.key(text)
        writer.string(code.text)
        bytes = writer.bytes
    }

    /// The buffer itself, so that appending to it copies nothing.
    static func take(_ bytes: inout Bytes) -> Bytes {
        let taken = bytes
        bytes = []
        return taken
    }

    /// A member with an encoded value, after at least one other.
    static func append<Payload: Encodable>(
        _ name: StaticString,
        _ payload: Payload,
        to bytes: inout Bytes
    ) throws {
        append(",\"", to: &bytes)
        append(name, to: &bytes)
        append("\":", to: &bytes)
        try JSONOutput.append(payload, to: &bytes)
    }

    /// The members of a payload that encodes to an object, beside those already there.
    static func appendMembers<Payload: Encodable>(
        of payload: Payload,
        to bytes: inout Bytes
    ) throws {
        let start = bytes.count
        try JSONOutput.append(payload, to: &bytes)
        // The object's braces are the envelope's: its opening one becomes the comma between.
        guard bytes.count >= start + 2, bytes[start] == UInt8(ascii: "{") else {
            throw PayloadIsNoObject()
        }
        bytes.removeLast()
        if bytes.count == start + 1 { bytes.removeLast() } else { bytes[start] = UInt8(ascii: ",") }
    }

    /// Text that is JSON already.
    static func append(_ text: StaticString, to bytes: inout Bytes) {
        text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }
}

extension Envelope {
    /// The two members that every envelope begins with.
    static func head(_ codes: [Code], number: String, text: String) -> [SchemaMember] {
        let numbers = Set(codes.map { Int64($0.number) }).sorted()
        return [SchemaMember(number, .numbers(numbers)), SchemaMember(text, .text())]
    }
}

/// A payload whose members have to stand in the envelope is no object.
struct PayloadIsNoObject: Error {}
