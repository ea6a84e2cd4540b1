import HTTP
import JSON

// Bounds that are told and not held: what lies beyond them is read all the same, for an endpoint
// whose contract has a return code of its own for it. The domain holds them.

extension Field where Value == Int64 {
    /// The same, described as a number within bounds.
    public func described(in bounds: ClosedRange<Int64>) -> Field {
        let least = max(bounds.lowerBound, min(1, bounds.upperBound))
        let declaration = declaration.with(
            schema: .integer(minimum: bounds.lowerBound, maximum: bounds.upperBound),
            example: .json(.integer(least))
        )
        return Field(declaration, fallback: fallback, parse: parse)
    }

    /// The same, described as one of these numbers. For queries: in a body a number may come as its
    /// digits, and those are none of them.
    public func described(among numbers: [Int64]) -> Field {
        let declaration = declaration.with(
            schema: .numbers(numbers),
            example: numbers.first.map { .json(.integer($0)) }
        )
        return Field(declaration, fallback: fallback, parse: parse)
    }

    /// The number of a row, which are counted from 1. Any other is read, too, and is nobody's.
    public static func id(_ name: StaticString, _ meaning: String) -> Field {
        integer(name, meaning).described(in: 1...Int64.max)
    }
}

extension Field where Value == String {
    /// The same, described as a text of at most so many characters.
    public func described(upTo maximum: Int) -> Field {
        Field(
            declaration.with(schema: .text(maximum: maximum)),
            fallback: fallback,
            parse: parse
        )
    }
}
