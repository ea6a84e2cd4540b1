public import Basics

/// Appends JSON to a buffer by hand, for the hottest paths; commas are its own business.
///
/// It trusts its caller to begin, name and end in a right order.
public struct JSONWriter: ~Copyable {
    private var buffer: OctetBuffer
    private var needsComma = false

    /// Goes on behind what a buffer holds.
    public init(appendingTo buffer: consuming OctetBuffer = OctetBuffer()) {
        self.buffer = buffer
    }

    /// A copy of what is written so far.
    public var bytes: Bytes { buffer.bytes }

    /// What is written, given away.
    public consuming func finish() -> OctetBuffer {
        buffer
    }

    /// `{`.
    public mutating func beginObject() {
        begin(UInt8(ascii: "{"))
    }

    /// `}`.
    public mutating func endObject() {
        buffer.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// `[`.
    public mutating func beginArray() {
        begin(UInt8(ascii: "["))
    }

    /// `]`.
    public mutating func endArray() {
        buffer.append(UInt8(ascii: "]"))
        needsComma = true
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        buffer.append(bracket)
        needsComma = false
    }

    /// A member's name that needs no escapes.
    public mutating func key(_ name: StaticString) {
        separate()
        buffer.append(quoted: name)
        buffer.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A member's name.
    @_disfavoredOverload
    public mutating func key(_ name: String) {
        separate()
        JSONText.append(name, to: &buffer)
        buffer.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A string.
    public mutating func string(_ text: String) {
        separate()
        JSONText.append(text, to: &buffer)
        needsComma = true
    }

    /// A string that needs no escapes, appended by `write`.
    public mutating func plain(_ write: (inout OctetBuffer) -> Void) {
        separate()
        buffer.append(UInt8(ascii: "\""))
        write(&buffer)
        buffer.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// A whole number.
    public mutating func integer(_ value: Int64) {
        separate()
        buffer.append(decimal: value)
        needsComma = true
    }

    /// `true` or `false`.
    public mutating func bool(_ value: Bool) {
        separate()
        buffer.append(literal: value ? "true" : "false")
        needsComma = true
    }

    /// `null`.
    public mutating func null() {
        separate()
        buffer.append(literal: "null")
        needsComma = true
    }

    /// A number; `null` where it is not finite, as JSON has no such numbers.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        separate()
        _ = JSONText.append(value, to: &buffer)
        needsComma = true
    }

    /// A value that is JSON already.
    public mutating func raw(_ value: Bytes) {
        separate()
        buffer.append(value)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { buffer.append(UInt8(ascii: ",")) }
    }
}
