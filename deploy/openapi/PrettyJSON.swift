import JSON

/// JSON on lines of its own, so that a difference between two files can be read.
enum PrettyJSON {
    static func text(_ value: JSONValue) throws -> String {
        var text = ""
        try append(value, indent: "", to: &text)
        return text + "\n"
    }

    private static func append(
        _ value: JSONValue,
        indent: String,
        to text: inout String
    ) throws {
        let deeper = indent + "  "
        switch value {
        case .array(let elements) where !elements.isEmpty:
            try list("[", "]", elements, indent, &text) { element, text in
                try append(element, indent: deeper, to: &text)
            }
        case .object(let object) where !object.members.isEmpty:
            try list("{", "}", object.members, indent, &text) { member, text in
                text += try scalar(.string(member.name)) + ": "
                try append(member.value, indent: deeper, to: &text)
            }
        default: text += try scalar(value)
        }
    }

    private static func list<Element>(
        _ opening: String,
        _ closing: String,
        _ elements: [Element],
        _ indent: String,
        _ text: inout String,
        _ add: (Element, inout String) throws -> Void
    ) throws {
        text += opening
        for (index, element) in elements.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + indent + "  "
            try add(element, &text)
        }
        text += "\n\(indent)\(closing)"
    }

    private static func scalar(_ value: JSONValue) throws -> String {
        String(decoding: try JSONOutput.encode(value), as: UTF8.self)
    }
}
