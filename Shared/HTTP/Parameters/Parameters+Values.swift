import Basics
public import JSON

extension Parameters {
    /// The text under this name; a number or boolean as it is spelled.
    public func text(_ name: StaticString) throws(ParameterProblem) -> String {
        guard has(name) else { throw .missing(name) }
        guard let text = optionalText(name) else { throw .malformed(name) }
        return text
    }

    /// The text under this name; nil if there is none, or something that is no text.
    public func optionalText(_ name: StaticString) -> String? {
        let text: String? =
            switch value(name) {
            case .text(let text): text
            case .json(.string(let text)): text
            case .json(.integer(let value)): String(value)
            case .json(.number(let value)): value.description
            case .json(.bool(let value)): value ? "true" : "false"
            case nil, .json, .file: nil
            }
        guard let text, !text.isBlank else { return nil }
        return text
    }

    /// The whole number under this name, in digits or as a number of JSON.
    public func integer(_ name: StaticString) throws(ParameterProblem) -> Int64 {
        guard let value = try optionalInteger(name) else { throw .missing(name) }
        return value
    }

    /// The whole number under this name; nil if there is none.
    public func optionalInteger(_ name: StaticString) throws(ParameterProblem) -> Int64? {
        guard has(name) else { return nil }
        let number: Int64? =
            switch value(name) {
            case .text(let text), .json(.string(let text)): Self.integer(text)
            case .json(let value): value.integer
            case nil, .file: nil
            }
        guard let number else { throw .malformed(name) }
        return number
    }

    /// `true`, `false`, 1 or 0; nil if there is nothing.
    public func optionalBool(_ name: StaticString) throws(ParameterProblem) -> Bool? {
        guard has(name) else { return nil }
        switch optionalText(name) {
        case "true", "1": return true
        case "false", "0": return false
        default: throw .malformed(name)
        }
    }

    /// The JSON value under this name, also one that came as text; nil if there is none.
    public func json(_ name: StaticString) -> JSONValue? {
        switch value(name) {
        case .json(.string(let text)), .text(let text): try? JSON.parse(Bytes(text.utf8))
        case .json(.null), .file, nil: nil
        case .json(let value): value
        }
    }

    /// The file under this name; nil if there is none.
    public func file(_ name: StaticString) -> UploadedFile? {
        guard has(name), case .file(let file) = value(name) else { return nil }
        return file
    }

    /// Digits with at most a minus before them.
    private static func integer(_ text: String) -> Int64? {
        guard text.utf8.first != UInt8(ascii: "+") else { return nil }
        return Int64(text)
    }
}
