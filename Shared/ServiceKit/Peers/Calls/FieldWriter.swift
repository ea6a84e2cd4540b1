public import Basics
import HTTP
public import JSON

/// Writes the fields of a request where a ``FieldReader`` finds them again: parts of the path, and
/// parameters for the query or for a JSON object.
public struct FieldWriter {
    private var captures: [(name: String, value: String)] = []
    private var members: [(name: String, value: JSONValue)] = []

    init() {}

    /// Writes a whole number, unless there is none.
    public mutating func write(_ field: Field<Int64>, _ value: Int64?) {
        write(field.declaration, value.map { .integer($0) })
    }

    /// Writes a text, unless there is none.
    public mutating func write(_ field: Field<String>, _ value: String?) {
        write(field.declaration, value.map { .string($0) })
    }

    /// Writes an identifier, unless there is none.
    public mutating func write(_ field: Field<ExternalID>, _ value: ExternalID?) {
        write(field.declaration, value.map { .string($0.text) })
    }

    /// Writes a flag, unless there is none.
    public mutating func write(_ field: Field<Bool>, _ value: Bool?) {
        write(field.declaration, value.map { .bool($0) })
    }

    /// Writes a word of a closed set, unless there is none.
    public mutating func write<Word: RawRepresentable<String>>(
        _ field: Field<Word>,
        _ value: Word?
    ) {
        write(field.declaration, value.map { .string($0.rawValue) })
    }

    /// Writes a JSON value, unless there is none.
    public mutating func write(_ field: Field<JSONValue>, _ value: JSONValue?) {
        write(field.declaration, value)
    }

    private mutating func write(_ field: FieldDeclaration, _ value: JSONValue?) {
        guard let value else { return }
        let name = field.name.description
        switch field.place {
        case .path: captures.append((name, value.plain))
        case .parameter: members.append((name, value))
        }
    }
}

extension FieldWriter {
    /// The path with its parts filled in.
    func path(_ pattern: String) -> String {
        captures.reduce(into: pattern) { path, capture in
            guard let place = path.firstRange(of: "{\(capture.name)}") else { return }
            path.replaceSubrange(place, with: PercentCoding.encode(capture.value))
        }
    }

    /// `?a=1&b=2`; empty without parameters.
    var query: String {
        guard !members.isEmpty else { return "" }
        let pairs = members.map { "\($0.name)=\(PercentCoding.encode($0.value.plain))" }
        return "?" + pairs.joined(separator: "&")
    }

    /// The parameters as one JSON object.
    var body: Bytes {
        var writer = JSONWriter()
        writer.beginObject()
        for member in members {
            writer.key(member.name)
            member.value.write(to: &writer)
        }
        writer.endObject()
        return writer.bytes
    }
}

extension JSONValue {
    /// As a path or a query has it.
    fileprivate var plain: String {
        if let string { return string }
        if let integer { return String(integer) }
        if let bool { return bool ? "1" : "0" }
        return ""
    }
}
