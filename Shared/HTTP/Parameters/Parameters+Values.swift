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
        guard let number = value.integer else { throw .malformed(name) }
        return number
    }

    /// `true`, `false`, 1 or 0; nil if there is nothing.
    public func optionalBool(_ name: StaticString) throws(ParameterProblem) -> Bool? {
        guard let value = value(name) else { return nil }
        guard let flag = value.flag else { throw .malformed(name) }
        return flag
    }

    /// The JSON value under this name, also one that came as text; nil if there is none.
    public func json(_ name: StaticString) -> JSONValue? {
        value(name)?.json
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
    public var text: String? {
        switch self {
        case .text(let text), .json(.string(let text)): text
        case .exact(.string(let text)): text.utf8.contains(0) ? nil : text
        case .json(.integer(let value)): String(value)
        case .json(.number(let value)): value.description
        case .json(.bool(let value)): value ? "true" : "false"
        case .json, .exact, .file, .unusable: nil
        }
    }

    /// A whole number, in digits or as a number of JSON; nil for anything else.
    public var integer: Int64? {
        switch self {
        case .text(let text): Parameters.integer(.string(text))
        case .json(let value): Parameters.integer(value)
        case .exact(let value): value.integer
        case .file, .unusable: nil
        }
    }

    /// `true`, `false`, 1 or 0; nil for anything else.
    public var flag: Bool? {
        if case .exact(let value) = self { return value.bool }
        return switch text {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }

    /// A JSON value, also one that came as text; nil for anything else.
    public var json: JSONValue? {
        switch self {
        case .json(.string(let text)), .text(let text):
            (try? JSON.parse(Bytes(text.utf8))).flatMap { $0.holdsNUL ? nil : $0 }
        case .file, .unusable: nil
        case .json(let value): value
        case .exact(let value): value.holdsNUL ? nil : value
        }
    }

    /// A text of a JSON object that is taken at its word, NUL included: for what stands in for others
    /// who send such texts.
    public var textAsSent: String? {
        guard case .exact(let value) = self else { return text }
        return value.string
    }
}
