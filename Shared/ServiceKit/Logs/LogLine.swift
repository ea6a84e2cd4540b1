import Basics
import JSON

/// One entry as one line of JSON, whatever its values hold.
struct LogLine: ~Copyable {
    private var writer = JSONWriter(appendingTo: OctetBuffer(capacity: 256))

    /// Longer values are cut, in octets.
    private static let maximumText = 1024
    private static let utc = CivilZone(offsetSeconds: 0)

    init(_ time: UnixTime, _ level: LogLevel, service: String, _ message: StaticString) {
        writer.beginObject()
        add("time", Self.text(time))
        add("level", level.rawValue)
        add("service", service)
        add("msg", message.description)
    }

    mutating func add(_ name: StaticString, _ value: LogFields.Value) {
        switch value {
        case .text(let text): add(name, text)
        case .integer(let number):
            writer.key(name)
            writer.integer(number)
        case .double(let number):
            writer.key(name)
            writer.double(number)
        case .bool(let flag):
            writer.key(name)
            writer.bool(flag)
        }
    }

    mutating func add(_ name: StaticString, _ text: String) {
        writer.key(name)
        if text.utf8.count <= Self.maximumText, text.utf8.allSatisfy(Self.isPlain) {
            writer.string(text)
        } else {
            writer.raw(Self.quoted(text))
        }
    }

    /// The line with its end.
    consuming func finished() -> Bytes {
        writer.endObject()
        var line = writer.finish()
        line.append(UInt8(ascii: "\n"))
        return line.bytes
    }

    /// `2026-11-21T09:00:00.123Z`
    static func text(_ time: UnixTime) -> String {
        var octets: Bytes = []
        octets.reserveCapacity(24)
        utc.append(time, to: &octets)
        if let blank = octets.firstIndex(of: UInt8(ascii: " ")) {
            octets[blank] = UInt8(ascii: "T")
        }
        octets.append(UInt8(ascii: "."))
        DecimalDigits.append(time.milliseconds - time.seconds * 1000, width: 3, to: &octets)
        octets.append(UInt8(ascii: "Z"))
        return String(decoding: octets, as: UTF8.self)
    }

    private static func isPlain(_ octet: UInt8) -> Bool {
        (0x20..<0x7f).contains(octet)
    }

    /// Escapes what some reader takes for a line end or a terminal for an order: controls of both
    /// sets, the line separators, and the marks that turn the direction of writing.
    private static func quoted(_ text: String) -> Bytes {
        var quoted: Bytes = [UInt8(ascii: "\"")]
        for scalar in text.unicodeScalars {
            guard quoted.count < maximumText else {
                quoted.append(contentsOf: "…".utf8)
                break
            }
            switch scalar.value {
            case 0x22, 0x5c:
                quoted.append(UInt8(ascii: "\\"))
                quoted.append(UInt8(truncatingIfNeeded: scalar.value))
            case 0..<0x20, 0x7f...0x9f, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff:
                let hex = String(scalar.value, radix: 16)
                let zeros = String(repeating: "0", count: 4 - hex.utf8.count)
                quoted.append(contentsOf: "\\u\(zeros)\(hex)".utf8)
            default:
                quoted.append(contentsOf: String(scalar).utf8)
            }
        }
        quoted.append(UInt8(ascii: "\""))
        return quoted
    }
}
