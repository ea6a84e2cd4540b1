public import Contracts

/// All that an ``InternalCall`` declares, for documents.
public struct CallDescription: Sendable {
    /// Its address.
    public let route: Route
    /// What is asked.
    public let fields: [EndpointDescription.Field]
    /// What success holds.
    public let content: OutputContent
    /// Its table of errors.
    public let codes: [Code]

    /// Asks a call.
    /// - Throws: `CompositionError` for one that cannot be described.
    public init<Call: InternalCall>(_ call: Call.Type) throws(CompositionError) {
        route = Call.route
        let explorer = try InputExplorer<Call.Request>()
        let required = explorer.required
        fields = explorer.fields.map { declaration in
            EndpointDescription.Field(
                declaration: declaration,
                isRequired: declaration.place == .path
                    || required.contains(declaration.name.description)
            )
        }
        content = Call.Answer.content
        codes = Call.Refusal.allCases.map(\.code)
    }
}
