import JSON

/// A schema as TypeScript writes it, on one line.
enum TypeText {
    static func of(_ schema: JSONValue) -> String {
        if let values = schema["enum"]?.array {
            return values.map(literal).joined(separator: " | ")
        }
        switch schema["type"]?.string {
        case "integer", "number": return "number"
        case "string": return "string"
        case "boolean": return "boolean"
        case "array": return array(schema)
        case "object":
            let members = schema["properties"]?.object?.members ?? []
            return members.isEmpty
                ? "Record<string, any>"
                : object(members, required: schema["required"]?.array ?? [])
        default: return "any"
        }
    }

    static func object(_ members: [(name: String, value: JSONValue)], required: [JSONValue])
        -> String
    {
        let parts = members.map { member in
            let isRequired = required.contains(.string(member.name))
            return "\(member.name)\(isRequired ? "" : "?"): \(of(member.value))"
        }
        return "{ \(parts.joined(separator: "; ")) }"
    }

    private static func array(_ schema: JSONValue) -> String {
        guard let items = schema["items"] else { return "any[]" }
        if let places = items["x-tuple"]?.array {
            return "[\(places.map(of).joined(separator: ", "))][]"
        }
        let element = of(items)
        return element.contains(" | ") ? "(\(element))[]" : "\(element)[]"
    }

    private static func literal(_ value: JSONValue) -> String {
        if let number = value.integer { return String(number) }
        return value.string.map { "\"\($0)\"" } ?? "any"
    }
}
