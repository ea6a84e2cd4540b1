/// A JSON value (RFC 8259), with whole numbers kept exact.
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number without fraction and exponent that fits; `-0` is a `number`.
    case integer(Int64)
    /// Any other number; always finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The member of this name; nil if there is none or this is no object.
    public subscript(_ name: String) -> JSONValue? {
        object?[name]
    }

    /// The text of a string; nil for anything else.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A whole number, also when spelled `1.0` or `1e2`, if it is exact; nil for anything else.
    public var integer: Int64? {
        switch self {
        case .integer(let value): value
        // Beyond 2^53 a Double may stand for several whole numbers.
        case .number(let value) where value.magnitude < 9_007_199_254_740_992:
            Int64(exactly: value)
        default: nil
        }
    }

    /// A number, rounded to a `Double` where it is whole and large; nil for anything else.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// `true` or `false`; nil for anything else.
    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The elements of an array; nil for anything else.
    public var array: [JSONValue]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    /// The members of an object; nil for anything else.
    public var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }
}
