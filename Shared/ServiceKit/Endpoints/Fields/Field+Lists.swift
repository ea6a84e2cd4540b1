import HTTP
import JSON

extension Field where Value == [Int64] {
    /// A list of at most so many whole numbers within bounds.
    public static func integers(
        _ name: StaticString,
        _ meaning: String,
        upTo count: Int,
        in bounds: ClosedRange<Int64>
    ) -> Field {
        list(
            name,
            meaning,
            upTo: count,
            of: .integer(minimum: bounds.lowerBound, maximum: bounds.upperBound),
            called: "whole numbers from \(bounds.lowerBound) to \(bounds.upperBound)",
            example: .integer(bounds.lowerBound)
        ) { element in element.integer.flatMap { bounds.contains($0) ? $0 : nil } }
    }
}

extension Field where Value == [String] {
    /// A list of at most so many texts whose length is bounded in octets.
    public static func texts(
        _ name: StaticString,
        _ meaning: String,
        upTo count: Int,
        octets: ClosedRange<Int>,
        example: String = "text"
    ) -> Field {
        list(
            name,
            meaning,
            upTo: count,
            of: .text(maximum: octets.upperBound),
            called: "texts of \(octets.lowerBound) to \(octets.upperBound) octets",
            example: .string(example)
        ) { element in element.string.flatMap { octets.contains($0.utf8.count) ? $0 : nil } }
    }
}

extension Field {
    private static func list<Element: Sendable>(
        _ name: StaticString,
        _ meaning: String,
        upTo count: Int,
        of schema: Schema,
        called elements: String,
        example: JSONValue,
        element parse: @escaping @Sendable (JSONValue) -> Element?
    ) -> Field where Value == [Element] {
        let declaration = FieldDeclaration(
            name,
            .parameter,
            .list(schema, maximum: count),
            meaning,
            expectation: "a list of at most \(count) \(elements)",
            example: .json(.array([example]))
        )
        return Field(declaration) { value in
            guard let values = value.json?.array, values.count <= count else { return nil }
            let elements = values.compactMap(parse)
            return elements.count == values.count ? elements : nil
        }
    }

    /// A list of objects, each an input of its own, which takes no name that it does not declare.
    /// Whoever asks is told which of them is wrong: "step 2: kind is missing."
    public static func objects<Element: EndpointInput>(
        _ name: StaticString,
        _ meaning: String,
        count: ClosedRange<Int>,
        called word: String
    ) -> Field where Value == [Element] {
        let input: StrictInput<Element>
        do {
            input = try StrictInput()
        } catch {
            preconditionFailure("the elements of \(name): \(error)")
        }
        let declaration = FieldDeclaration(
            name,
            .parameter,
            .list(input.schema, maximum: count.upperBound),
            meaning,
            expectation: "a list of \(count.lowerBound) to \(count.upperBound) objects",
            example: .json(.array([input.example]))
        )
        return Field(declaration) { value throws(ParameterProblem) in
            guard let values = value.json?.array, count.contains(values.count) else { return nil }
            var elements: [Element] = []
            for (position, value) in values.enumerated() {
                elements.append(try input.read(value, at: "\(word) \(position + 1): "))
            }
            return elements
        }
    }
}

extension StrictInput {
    /// Reads it from an element of a list; `place` goes before the words.
    fileprivate func read(_ value: JSONValue, at place: String) throws(ParameterProblem) -> Input {
        guard let members = Parameters.exact(value) else {
            throw .explained(place + "It is no object.")
        }
        do throws(ParameterProblem) {
            return try read(FieldReader(members))
        } catch {
            guard case .explained(let words) = error else { throw error }
            throw .explained(place + words)
        }
    }
}
