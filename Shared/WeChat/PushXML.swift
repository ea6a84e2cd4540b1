import Basics
import JSON

/// The XML of a message push, which is what the console is set to at first, as the JSON that the
/// same push would be: elements become members, those of one name a list, all else texts.
///
/// No more of XML than WeChat sends: elements without attributes, character data, CDATA and the five
/// entities that need no declaration. A document type, which is where entities that grow or reach
/// out come from, makes it unreadable.
struct PushXML {
    /// WeChat's deepest is three.
    private static let maximumDepth = 8
    private static let maximumElements = 500

    private let octets: Bytes
    private var position = 0
    private var elements = 0

    /// The members of the `xml` element; nil where this is no such text.
    static func json(_ octets: Bytes) -> JSONValue? {
        guard octets.first(where: { !isBlank($0) }) == UInt8(ascii: "<") else { return nil }
        var reader = PushXML(octets: octets)
        return reader.document()
    }

    private init(octets: Bytes) {
        self.octets = octets
    }

    private mutating func document() -> JSONValue? {
        skipBlanks()
        if take("<?xml") {
            guard skip(past: "?>") else { return nil }
            skipBlanks()
        }
        guard take("<xml>"), let members = content(of: "xml", depth: 0) else { return nil }
        skipBlanks()
        guard position == octets.count, members.object != nil else { return nil }
        return members
    }

    /// What stands up to the end of an element that has begun: its elements, or else its text.
    private mutating func content(of name: String, depth: Int) -> JSONValue? {
        elements += 1
        guard depth <= Self.maximumDepth, elements <= Self.maximumElements else { return nil }
        var text: Bytes = []
        var children: [(name: String, value: JSONValue)] = []
        while position < octets.count {
            if take("<![CDATA[") {
                let start = position
                guard skip(past: "]]>") else { return nil }
                text += octets[start..<(position - 3)]
            } else if take("</") {
                guard take(name), take(">") else { return nil }
                guard children.isEmpty else { return .object(Self.object(children)) }
                // Between elements and around a text there may be lines.
                return String(validating: text, as: UTF8.self).map { .string($0) }
            } else if take("<") {
                guard let child = self.name(), take(">"),
                    let value = content(of: child, depth: depth + 1)
                else { return nil }
                children.append((child, value))
            } else if take("&") {
                guard let octet = entity() else { return nil }
                text.append(octet)
            } else {
                text.append(octets[position])
                position += 1
            }
        }
        return nil
    }

    /// Letters, digits and low lines; nothing else is in WeChat's names.
    private mutating func name() -> String? {
        let start = position
        while position < octets.count, octets[position].isNamePart { position += 1 }
        guard position > start else { return nil }
        return String(decoding: octets[start..<position], as: UTF8.self)
    }

    private mutating func entity() -> UInt8? {
        if take("lt;") { return UInt8(ascii: "<") }
        if take("gt;") { return UInt8(ascii: ">") }
        if take("amp;") { return UInt8(ascii: "&") }
        if take("quot;") { return UInt8(ascii: "\"") }
        if take("apos;") { return UInt8(ascii: "'") }
        return nil
    }

    private mutating func take(_ text: String) -> Bool {
        guard octets[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    private mutating func skip(past text: String) -> Bool {
        while position < octets.count {
            if take(text) { return true }
            position += 1
        }
        return false
    }

    private mutating func skipBlanks() {
        while position < octets.count, Self.isBlank(octets[position]) { position += 1 }
    }

    private static func isBlank(_ octet: UInt8) -> Bool {
        [0x20, 0x09, 0x0a, 0x0d].contains(octet)
    }

    /// Those of one name as a list, at the place of the first.
    private static func object(_ children: [(name: String, value: JSONValue)]) -> JSONObject {
        var members: [(name: String, value: JSONValue)] = []
        for child in children {
            guard let place = members.firstIndex(where: { $0.name == child.name }) else {
                members.append(child)
                continue
            }
            let former = members[place].value.array ?? [members[place].value]
            members[place].value = .array(former + [child.value])
        }
        return JSONObject(members)
    }
}

extension UInt8 {
    fileprivate var isNamePart: Bool {
        switch self {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
