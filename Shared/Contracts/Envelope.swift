import Basics
import JSON

/// The octets that envelopes have in common.
enum Envelope {
    /// `{"code":0,"msg":"成功"` with the contract's two names, and no end yet.
    static func open(
        _ code: Code,
        number: StaticString,
        text: StaticString,
        _ buffer: inout OctetBuffer
    ) {
        var writer = JSONWriter(appendingTo: buffer.take())
        writer.beginObject()
        writer.key(number)
        writer.integer(Int64(code.number))
        writer.key(text)
        writer.string(code.text)
        buffer = writer.finish()
    }

    /// A member with an encoded value, after at least one other.
    static func append<Payload: Encodable>(
        _ name: StaticString,
        _ payload: Payload,
        to buffer: inout OctetBuffer
    ) throws {
        buffer.append(literal: ",\"")
        buffer.append(literal: name)
        buffer.append(literal: "\":")
        try JSONOutput.append(payload, to: &buffer)
    }

    /// The members of a payload that encodes to an object, beside those already there.
    static func appendMembers<Payload: Encodable>(
        of payload: Payload,
        to buffer: inout OctetBuffer
    ) throws {
        let start = buffer.count
        try JSONOutput.append(payload, to: &buffer)
        // The object's braces are the envelope's: its opening one becomes the comma between.
        guard buffer.count >= start + 2, buffer[start] == UInt8(ascii: "{") else {
            throw PayloadIsNoObject()
        }
        let isEmpty = buffer.count == start + 2
        buffer.truncate(to: isEmpty ? start : buffer.count - 1)
        if !isEmpty { buffer[start] = UInt8(ascii: ",") }
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
