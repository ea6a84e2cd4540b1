import JSON

extension JSONValue {
    /// NUL ends a string in C, so it is let in nowhere where a value is read; one that nobody reads
    /// does no harm. The depth is bounded by the reader.
    var holdsNUL: Bool {
        switch self {
        case .null, .bool, .integer, .number: false
        case .string(let text): text.utf8.contains(0)
        case .array(let values): values.contains(where: \.holdsNUL)
        case .object(let object):
            object.members.contains { $0.name.utf8.contains(0) || $0.value.holdsNUL }
        }
    }
}
