/// A member that is always there, `null` where it has no value. An optional one is left out instead.
public struct Nullable<Value: Codable & Sendable>: Codable, Sendable {
    /// What there is.
    public let value: Value?

    /// A member of this value.
    public init(_ value: Value?) {
        self.value = value
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value {
            try container.encode(value)
        } else {
            try container.encodeNil()
        }
    }
}
