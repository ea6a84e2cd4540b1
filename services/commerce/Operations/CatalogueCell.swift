/// What stands of one in a column: of an export, of an import, of what the trail tells.
struct CatalogueCell: Sendable, Equatable {
    let column: String
    let text: String

    init(_ column: String, _ text: String) {
        self.column = column
        self.text = text
    }

    /// Whose it is, is nobody's business in a trail.
    private static let personal: Set<String> = ["contacter", "contacter_phone"]

    var trailText: String {
        if Self.personal.contains(column) { return "\(column)=…" }
        // Long texts are in the row itself.
        return text.count <= 80 ? "\(column)=\(text)" : "\(column)=\(text.prefix(80))…"
    }
}
