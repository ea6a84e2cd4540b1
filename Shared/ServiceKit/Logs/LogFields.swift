/// What stands beside a log message: names are literals, values are bounded and escaped.
///
/// Never put a token, a code, a session key, a phone number or a secret into one.
public struct LogFields: Sendable, ExpressibleByDictionaryLiteral {
    /// One value.
    public enum Value: Sendable {
        case text(String)
        case integer(Int64)
        case double(Double)
        case bool(Bool)
    }

    private(set) var members: [(name: StaticString, value: Value)] = []

    /// `["route": "POST /api/sign/", "status": 200]`
    public init(dictionaryLiteral elements: (StaticString, Value)...) {
        members = elements.map { (name: $0, value: $1) }
    }

    /// One more.
    public mutating func add(_ name: StaticString, _ value: Value) {
        members.append((name: name, value: value))
    }
}

extension LogFields.Value: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}
