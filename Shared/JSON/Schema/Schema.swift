/// The shape of a JSON value, as far as JSON Schema 2020-12 says it and we need it.
public indirect enum Schema: Sendable, Equatable {
    /// A string of at most so many characters.
    case text(maximum: Int? = nil, pattern: String? = nil, format: String? = nil)
    /// A whole number within bounds.
    case integer(minimum: Int64? = nil, maximum: Int64? = nil)
    /// One of these whole numbers.
    case numbers([Int64])
    /// Any number.
    case number
    case boolean
    /// `null` alone.
    case null
    /// One of these strings.
    case choice([String])
    /// A list of at most so many elements of one shape.
    case list(Schema, maximum: Int? = nil)
    /// A list with a fixed number of elements, each of its own shape.
    case tuple([Schema])
    /// An object with these members and no others.
    case object([SchemaMember])
    /// One of several shapes.
    case anyOf([Schema])
    /// Octets: a file or a picture.
    case binary
    case anything
}

/// A member of an object.
public struct SchemaMember: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its shape.
    public let schema: Schema
    /// Whether it is always there.
    public let isRequired: Bool

    /// A member of its parts.
    public init(_ name: String, _ schema: Schema, isRequired: Bool = true) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
    }
}

extension Schema {
    /// The members of an object; none of any other shape.
    public var members: [SchemaMember] {
        guard case .object(let members) = self else { return [] }
        return members
    }
}

extension Schema {
    /// As JSON Schema.
    public var json: JSONObject {
        switch self {
        case .text(let maximum, let pattern, let format):
            return JSONObject(present: [
                ("type", .string("string")),
                ("maxLength", maximum.map { .integer(Int64($0)) }),
                ("pattern", pattern.map { .string($0) }),
                ("format", format.map { .string($0) }),
            ])
        case .integer(let minimum, let maximum):
            return JSONObject(present: [
                ("type", .string("integer")),
                ("minimum", minimum.map { .integer($0) }),
                ("maximum", maximum.map { .integer($0) }),
            ])
        case .numbers(let numbers):
            return JSONObject(present: [
                ("type", .string("integer")),
                ("enum", .array(numbers.map { .integer($0) })),
            ])
        case .number: return JSONObject(present: [("type", .string("number"))])
        case .boolean: return JSONObject(present: [("type", .string("boolean"))])
        case .null: return JSONObject(present: [("type", .string("null"))])
        case .choice(let words):
            return JSONObject(present: [
                ("type", .string("string")),
                ("enum", .array(words.map { .string($0) })),
            ])
        case .list(let element, let maximum):
            return JSONObject(present: [
                ("type", .string("array")),
                ("items", .object(element.json)),
                ("maxItems", maximum.map { .integer(Int64($0)) }),
            ])
        case .tuple(let elements):
            // `prefixItems` would say it; tools that read 3.1 break on it.
            let count = JSONValue.integer(Int64(elements.count))
            return JSONObject(present: [
                ("type", .string("array")),
                ("items", .object(JSONObject())),
                ("minItems", count),
                ("maxItems", count),
                ("x-tuple", .array(elements.map { .object($0.json) })),
            ])
        case .object(let members): return Self.json(of: members)
        case .anyOf(let shapes):
            return JSONObject(present: [("anyOf", .array(shapes.map { .object($0.json) }))])
        case .binary:
            return JSONObject(present: [("type", .string("string")), ("format", .string("binary"))])
        case .anything: return JSONObject()
        }
    }

    private static func json(of members: [SchemaMember]) -> JSONObject {
        let required = members.filter(\.isRequired).map { JSONValue.string($0.name) }
        return JSONObject(present: [
            ("type", .string("object")),
            (
                "properties",
                .object(JSONObject(members.map { (name: $0.name, value: .object($0.schema.json)) }))
            ),
            ("required", required.isEmpty ? nil : .array(required)),
        ])
    }
}

extension JSONObject {
    /// The members that have a value.
    public init(present members: [(String, JSONValue?)]) {
        self.init(
            members.compactMap { name, value in value.map { (name: name, value: $0) } }
        )
    }
}
