public import HTTP
public import JSON

/// What is said of a field beside how it is read: for whoever describes the endpoint.
public final class FieldDeclaration: Sendable {
    /// Where a field stands in a request.
    public enum Place: String, Sendable {
        /// In the query, a form, a multipart body or a JSON object; the body wins.
        case parameter
        /// In the path, at `{name}`.
        case path
    }

    /// Its name, as clients spell it.
    public let name: StaticString
    /// Where it stands.
    public let place: Place
    /// What it may be.
    public let schema: Schema
    /// What it means, in one sentence.
    public let meaning: String
    /// What a value has to be where the schema does not say it all; nil where it does.
    public let statedExpectation: String?
    /// What stands for it where it is missing; nil where nothing does.
    public let fallback: JSONValue?
    /// A value that is taken, for descriptions and for whoever tries the endpoint out.
    public let example: Parameters.Value

    init(
        _ name: StaticString,
        _ place: Place,
        _ schema: Schema,
        _ meaning: String,
        expectation: String? = nil,
        fallback: JSONValue? = nil,
        example: Parameters.Value
    ) {
        self.name = name
        self.place = place
        self.schema = schema
        self.meaning = meaning
        statedExpectation = expectation
        self.fallback = fallback
        self.example = example
    }

    /// What a value has to be, for whoever sent another: "a whole number from 1 to 99".
    public var expectation: String { statedExpectation ?? schema.words }

    func with(
        place: Place? = nil,
        schema: Schema? = nil,
        expectation: String? = nil,
        fallback: JSONValue? = nil,
        example: Parameters.Value? = nil
    ) -> FieldDeclaration {
        FieldDeclaration(
            name,
            place ?? self.place,
            schema ?? self.schema,
            meaning,
            expectation: expectation ?? statedExpectation,
            fallback: fallback ?? self.fallback,
            example: example ?? self.example
        )
    }
}
