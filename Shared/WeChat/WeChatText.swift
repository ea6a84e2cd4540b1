import Basics
import JSON

/// What WeChat itself sends, read as it really comes: its JSON has raw control characters in names,
/// and numbers as texts. They are cleaned here, at the door, so that nothing behind it meets them.
enum WeChatText {
    /// The value of a JSON text, without control characters in its texts; nil where it is none.
    static func json(_ octets: Bytes) -> JSONValue? {
        (try? JSON.parse(octets, .tolerant))?.cleaned
    }

    /// The same of a message push, which comes as XML where the console is set so.
    static func push(_ octets: Bytes) -> JSONValue? {
        json(octets) ?? PushXML.json(octets)?.cleaned
    }
}

extension JSONValue {
    /// A whole number, also one that is spelled as a text.
    var looseInteger: Int64? {
        guard let text = string else { return integer }
        return text.utf8.first == UInt8(ascii: "+") ? nil : Int64(text)
    }

    /// A text, also one that came as a number.
    var looseText: String? { string ?? integer.map { String($0) } }

    fileprivate var cleaned: JSONValue {
        switch self {
        case .null, .bool, .integer, .number: self
        case .string(let text): .string(PlainText.withoutControls(text))
        case .array(let values): .array(values.map(\.cleaned))
        case .object(let object): .object(object.cleaned)
        }
    }
}

extension JSONObject {
    /// Names stay unique: of two that are one when they are clean, the first counts.
    fileprivate var cleaned: JSONObject {
        var members: [(name: String, value: JSONValue)] = []
        for member in self.members {
            let name = PlainText.withoutControls(member.name)
            guard !members.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
                continue
            }
            members.append((name, member.value.cleaned))
        }
        return JSONObject(members)
    }
}
