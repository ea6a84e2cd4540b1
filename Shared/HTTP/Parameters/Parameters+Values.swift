import Basics
public import JSON

extension Parameters {
    /// The text under this name; a number or boolean as it is spelled.
    public func text(_ name: StaticString) throws(ParameterProblem) -> String {
        guard let value = value(name) else { throw .missing(name) }
        guard let text = value.text else { throw .malformed(name) }
        return text
    }

    /// The same; nil if there is none.
    public func optionalText(_ name: StaticString) throws(ParameterProblem) -> String? {
        value(name) == nil ? nil : try text(name)
    }

    /// The whole number under this name, in digits or as a number of JSON.
    public func integer(_ name: StaticString) throws(ParameterProblem) -> Int64 {
        guard let value = try optionalInteger(name) else { throw .missing(name) }
        return value
    }

    /// The whole number under this name; nil if there is none.
    public func optionalInteger(_ name: StaticString) throws(ParameterProblem) -> Int64? {
        guard let value = value(name) else { return nil }
        let number: Int64? =
            switch value {
            case .text(let text): Self.integer(.string(text))
            case .json(let value): Self.integer(value)
            case .file: nil
            }
        guard let number else { throw .malformed(name) }
        return number
    }

    /// `true`, `false`, 1 or 0; nil if there is nothing.
    public func optionalBool(_ name: StaticString) throws(ParameterProblem) -> Bool? {
        guard let value = value(name) else { return nil }
        switch value.text {
        case "true", "1": return true
        case "false", "0": return false
        default: throw .malformed(name)
        }
    }

    /// The JSON value under this name, also one that came as text; nil if there is none.
    public func json(_ name: StaticString) -> JSONValue? {
        switch value(name) {
        case .json(.string(let text)), .text(let text): try? JSON.parse(Bytes(text.utf8))
        case .file, nil: nil
        case .json(let value): value
        }
    }

    /// The file under this name; nil if there is none.
    public func file(_ name: StaticString) -> UploadedFile? {
        guard case .file(let file) = value(name) else { return nil }
        return file
    }

    /// A whole number, also one that was sent as a text: digits with at most a minus before them.
    public static func integer(_ value: JSONValue) -> Int64? {
        guard let text = value.string else { return value.integer }
        return text.utf8.first == UInt8(ascii: "+") ? nil : Int64(text)
    }
}

extension Parameters.Value {
    /// A number or boolean as it is spelled; nil for what is no text.
    fileprivate var text: String? {
        switch self {
        case .text(let text), .json(.string(let text)): text
        case .json(.integer(let value)): String(value)
        case .json(.number(let value)): value.description
        case .json(.bool(let value)): value ? "true" : "false"
        case .json, .file: nil
        }
    }
}
