public import JSON

/// Holds JSON values against JSON Schema, as far as our descriptions use it.
public struct SchemaValidator {
    private let document: JSONValue
    private static let known: Set<String> = [
        "type", "properties", "required", "items", "enum", "anyOf", "minItems", "maxItems",
        "maxLength", "minimum", "maximum", "pattern", "format", "description", "default", "$ref",
        "x-tuple",
    ]

    /// A validator whose references lead into `document`.
    public init(_ document: JSONValue = .null) {
        self.document = document
    }

    /// What is wrong with a value, with the place; empty when it fits. A word that this validator
    /// does not know is a problem as well: it would say yes to anything.
    public func problems(
        of value: JSONValue,
        against schema: JSONValue,
        at place: String = "$"
    ) -> [String] {
        guard let object = schema.object else { return ["\(place): no schema"] }
        for member in object.members where !Self.known.contains(member.name) {
            return ["\(place): the validator knows no \(member.name)"]
        }
        if let alternatives = schema["anyOf"]?.array {
            let found = alternatives.map { self.problems(of: value, against: $0, at: place) }
            guard !found.contains(where: \.isEmpty) else { return [] }
            return found.min { $0.count < $1.count } ?? []
        }
        var problems: [String] = []
        if let type = schema["type"], !Self.types(type).contains(where: { Self.is(value, $0) }) {
            return ["\(place): \(value) is no \(Self.types(type).joined(separator: " or "))"]
        }
        if let choices = schema["enum"]?.array, !choices.contains(value) {
            problems.append("\(place): \(value) is none of \(choices)")
        }
        problems += bounds(of: value, schema, place)
        switch value {
        case .object(let object): problems += members(of: object, schema, place)
        case .array(let elements): problems += self.elements(elements, schema, place)
        default: break
        }
        return problems
    }

    private func members(
        of object: JSONObject,
        _ schema: JSONValue,
        _ place: String
    ) -> [String] {
        guard let properties = schema["properties"]?.object else { return [] }
        var problems: [String] = []
        for name in (schema["required"]?.array ?? []).compactMap(\.string)
        where object[name] == nil {
            problems.append("\(place): \(name) is missing")
        }
        for member in object.members {
            guard let shape = properties[member.name] else {
                problems.append("\(place): \(member.name) is not described")
                continue
            }
            problems += self.problems(
                of: member.value,
                against: shape,
                at: "\(place).\(member.name)"
            )
        }
        return problems
    }

    private func elements(
        _ elements: [JSONValue],
        _ schema: JSONValue,
        _ place: String
    ) -> [String] {
        if let tuple = schema["x-tuple"]?.array {
            guard tuple.count == elements.count else { return ["\(place): \(elements.count) long"] }
            return zip(elements, tuple).flatMap { element, shape in
                self.problems(of: element, against: shape, at: place)
            }
        }
        var problems: [String] = []
        if let most = schema["maxItems"]?.integer, elements.count > most {
            problems.append("\(place): more than \(most)")
        }
        guard let shape = schema["items"] else { return problems }
        for (index, element) in elements.enumerated() {
            problems += self.problems(of: element, against: shape, at: "\(place)[\(index)]")
        }
        return problems
    }

    private func bounds(of value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
        if let number = value.integer {
            if let least = schema["minimum"]?.integer, number < least {
                return ["\(place): \(number)"]
            }
            if let most = schema["maximum"]?.integer, number > most {
                return ["\(place): \(number)"]
            }
        }
        if let text = value.string, let most = schema["maxLength"]?.integer,
            text.unicodeScalars.count > most
        {
            return ["\(place): longer than \(most)"]
        }
        return []
    }

    private static func types(_ type: JSONValue) -> [String] {
        type.string.map { [$0] } ?? (type.array ?? []).compactMap(\.string)
    }

    private static func `is`(_ value: JSONValue, _ type: String) -> Bool {
        switch type {
        case "object": value.object != nil
        case "array": value.array != nil
        case "string": value.string != nil
        case "integer": value.integer != nil
        case "number": value.double != nil
        case "boolean": value.bool != nil
        default: false
        }
    }
}
