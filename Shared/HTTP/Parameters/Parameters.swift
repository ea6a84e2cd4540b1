public import Basics
public import JSON

/// The one set of parameters of a request: query, form, multipart and JSON object. Names compare
/// as octets; what stands in the body wins over the query.
///
/// Empty, missing and blank are the same.
public struct Parameters: Sendable {
    /// Most parameters in a request, query and body together.
    public static let maximumCount = 200

    /// A value as it came.
    public enum Value: Sendable {
        /// From a query or a form.
        case text(String)
        /// From a JSON object.
        case json(JSONValue)
        /// From a JSON object that is taken at its word: a text is no number, and a blank is there.
        case exact(JSONValue)
        /// From a multipart form.
        case file(UploadedFile)
        /// From a JSON object, with NUL in a text of it: there, but of no kind that anybody reads.
        case unusable
    }

    struct Entry: Sendable {
        let name: String
        let value: Value
    }

    /// Those of the body first, so that the first of a name is the one that counts.
    let entries: [Entry]

    /// None at all.
    public init() {
        entries = []
    }

    /// Values by name, as if a body had brought them.
    public init(_ values: [(name: String, value: Value)]) {
        entries = values.map { Entry(name: $0.name, value: $0.value) }
    }

    /// Texts by name, as if a form had brought them.
    public init(_ values: [String: String]) {
        entries = values.map { Entry(name: $0.key, value: .text($0.value)) }
    }

    init(body: ParametersSource, query: ParametersSource) throws(ParametersFailure) {
        guard body.entries.count + query.entries.count <= Self.maximumCount else {
            throw .unreadable
        }
        // Nearly always one of the two has none.
        entries = body.entries.isEmpty ? query.entries : body.entries + query.entries
    }

    /// The members of a JSON object that is taken at its word, and behind them what a query has. A
    /// blank is there in that query, too: `?script=` does not mean every script.
    init(exactly object: JSONObject, beside query: Parameters) {
        let asked = query.entries.map { entry in
            guard entry.value.isBlank, let text = entry.value.text else { return entry }
            return Entry(name: entry.name, value: .exact(.string(text)))
        }
        entries = object.members.map { Entry(name: $0.name, value: .exact($0.value)) } + asked
    }

    /// The names of all of them.
    public var names: [String] { entries.map(\.name) }

    /// Whether there is anything under this name that is not blank.
    public func has(_ name: StaticString) -> Bool {
        value(name) != nil
    }

    /// All of them in one order, as octets: the same for requests that mean the same. A file counts
    /// by its name and length.
    public var canonical: Bytes {
        var octets: Bytes = []
        for entry in entries.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            octets.append(contentsOf: entry.name.utf8)
            octets.append(0)
            switch entry.value {
            case .text(let text): octets.append(contentsOf: text.utf8)
            case .json(let value), .exact(let value):
                octets += (try? JSONOutput.encode(value)) ?? []
            case .file(let file): octets.append(contentsOf: "\(file.fileName):\(file.count)".utf8)
            case .unusable: break
            }
            octets.append(0)
        }
        return octets
    }

    /// What stands under a name; nil where that is empty, blank or `null`.
    public func value(_ name: StaticString) -> Value? {
        guard let entry = entries.first(where: { $0.name.isSame(as: name) }) else { return nil }
        return entry.value.isBlank ? nil : entry.value
    }
}

extension Parameters.Value {
    fileprivate var isBlank: Bool {
        switch self {
        case .text(let text), .json(.string(let text)): text.isBlank
        case .json(.null), .exact(.null): true
        // What a browser sends for a file field without a file.
        case .file(let file): file.fileName.isEmpty && file.count == 0
        case .json, .exact, .unusable: false
        }
    }
}

extension String {
    /// Whether there is nothing but white space. Most texts begin with a letter or digit.
    fileprivate var isBlank: Bool {
        if let first = utf8.first, first > 0x20, first < 0x80 { return false }
        return unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    fileprivate func isSame(as name: StaticString) -> Bool {
        guard utf8.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { unsafe utf8.elementsEqual($0) }
    }
}
