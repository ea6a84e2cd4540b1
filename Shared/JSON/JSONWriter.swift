public import Basics

/// Appends JSON to a buffer by hand, for the hottest paths; commas are its own business.
///
/// It trusts its caller to begin, name and end in a right order.
public struct JSONWriter {
    /// What is written so far.
    public var bytes: Bytes
    private var needsComma = false

    /// Goes on behind what `bytes` holds.
    public init(_ bytes: Bytes = []) {
        self.bytes = bytes
    }

    /// `{`.
    public mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    /// `}`.
    public mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// `[`.
    public mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
    }

    /// `]`.
    public mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// A member's name that needs no escapes.
    public mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A member's name.
    @_disfavoredOverload
    public mutating func key(_ name: String) {
        separate()
        JSONText.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A string.
    public mutating func string(_ text: String) {
        separate()
        JSONText.append(text, to: &bytes)
        needsComma = true
    }

    /// A whole number.
    public mutating func integer(_ value: Int64) {
        separate()
        DecimalDigits.append(value, to: &bytes)
        needsComma = true
    }

    /// `true` or `false`.
    public mutating func bool(_ value: Bool) {
        raw(value ? JSONWords.true : JSONWords.false)
    }

    /// `null`.
    public mutating func null() {
        raw(JSONWords.null)
    }

    /// A number; `null` where it is not finite, as JSON has no such numbers.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        separate()
        _ = JSONText.append(value, to: &bytes)
        needsComma = true
    }

    /// A value that is JSON already.
    public mutating func raw(_ value: Bytes) {
        separate()
        bytes.append(contentsOf: value)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }
}

/// The three words of JSON, as octets.
enum JSONWords {
    static let `true` = Bytes("true".utf8)
    static let `false` = Bytes("false".utf8)
    static let null = Bytes("null".utf8)
}
