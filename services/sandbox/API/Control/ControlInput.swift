import Basics
import HTTP
import JSON
import ServiceKit

/// What a control call is told: the members of its body, those of its query where the body has none
/// of that name, and the parts of its path that vary.
///
/// The body is read as JSON whatever its type says, since `curl -d` says that it is a form.
struct ControlInput: Sendable {
    private let members: JSONObject
    private let query: [ExternalID: String]
    /// Where it stands in a list: "step 2: ".
    private let place: String
    private let call: RawCall
    /// Where the caller found the sandbox: the `Host` of the request.
    let host: String?

    /// An empty body is an object without members. A member that nobody knows is refused: a typing
    /// mistake must not pass for a default. A bare list counts as the member `listName`.
    init(
        _ body: Bytes,
        _ call: RawCall,
        knowing names: [String],
        listName: String? = nil
    ) throws {
        members = try Self.members(body, listName: listName)
        query = try Self.query(call.request.target.query)
        place = ""
        self.call = call
        host = call.request.headers["Host"]
        try check(names)
    }

    /// The members of an object within another.
    private init(_ object: JSONObject, at place: String, of whole: ControlInput) {
        members = object
        query = [:]
        self.place = place
        call = whole.call
        host = whole.host
    }

    private func check(_ names: [String]) throws {
        let known = Set(names.map { ExternalID($0) })
        let given = members.members.map { ExternalID($0.name) } + query.keys
        for name in given where !known.contains(name) {
            throw bad(
                "There is no member \(name) here; known are: \(names.joined(separator: ", "))."
            )
        }
    }

    /// The refusal, with the place in front of it.
    func bad(_ message: String) -> ControlError {
        .bad(place + message)
    }

    /// The objects of a list, each with members of its own; `what` is what messages call them.
    func objects(
        _ name: String,
        called what: String,
        count: ClosedRange<Int>,
        knowing names: [String]
    ) throws -> [ControlInput] {
        guard let values = members[name]?.array, count.contains(values.count) else {
            throw bad(
                "\(name) has to be a list of \(count.lowerBound) to \(count.upperBound) objects."
            )
        }
        return try values.enumerated().map { position, value in
            let place = "\(what) \(position + 1): "
            guard let object = value.object else {
                throw ControlError.bad(place + "It is no object.")
            }
            let input = ControlInput(object, at: place, of: self)
            try input.check(names)
            return input
        }
    }

    /// The part of the path that stands at `{name}`.
    func capture(_ name: String) -> String {
        call.capture(name)
    }

    func has(_ name: String) -> Bool {
        if let value = members[name] { return value != .null }
        return query[ExternalID(name)] != nil
    }

    func text(_ name: String, bytes: ClosedRange<Int> = 1...64) throws -> String {
        guard let text = try optionalText(name, bytes: bytes) else {
            throw bad("\(name) is missing.")
        }
        return text
    }

    func optionalText(_ name: String, bytes: ClosedRange<Int> = 1...64) throws -> String? {
        guard has(name) else { return nil }
        guard let text = text(of: name), bytes.contains(text.utf8.count) else {
            throw bad(
                "\(name) has to be a text of \(bytes.lowerBound) to \(bytes.upperBound) octets."
            )
        }
        return text
    }

    func integer(_ name: String, in bounds: ClosedRange<Int64>) throws -> Int64 {
        guard let number = try optionalInteger(name, in: bounds) else {
            throw bad("\(name) is missing.")
        }
        return number
    }

    func optionalInteger(_ name: String, in bounds: ClosedRange<Int64>) throws -> Int64? {
        guard has(name) else { return nil }
        guard let number = integer(of: name), bounds.contains(number) else {
            throw bad(
                "\(name) has to be a whole number from \(bounds.lowerBound) to "
                    + "\(bounds.upperBound)."
            )
        }
        return number
    }

    func optionalBool(_ name: String) throws -> Bool? {
        guard has(name) else { return nil }
        guard let value = bool(of: name) else {
            throw bad("\(name) has to be true or false.")
        }
        return value
    }

    func optionalIntegers(
        _ name: String,
        upTo count: Int,
        in bounds: ClosedRange<Int64>
    ) throws -> [Int64]? {
        guard has(name) else { return nil }
        let numbers = members[name]?.array?.compactMap(\.integer) ?? []
        guard
            let values = members[name]?.array,
            values.count == numbers.count,
            values.count <= count,
            numbers.allSatisfy(bounds.contains)
        else {
            throw bad(
                "\(name) has to be a list of at most \(count) whole numbers from "
                    + "\(bounds.lowerBound) to \(bounds.upperBound)."
            )
        }
        return numbers
    }
}

extension ControlInput {
    /// The merchant that is meant: the first one where none is named.
    func mchid() throws -> String {
        try optionalText("mchid") ?? PayMerchant.firstID
    }

    /// A list of texts.
    func texts(_ name: String, upTo count: Int, bytes: ClosedRange<Int>) throws -> [String] {
        let texts = members[name]?.array?.compactMap(\.string) ?? []
        guard
            texts.count == members[name]?.array?.count,
            texts.count <= count,
            texts.allSatisfy({ bytes.contains($0.utf8.count) })
        else {
            throw bad(
                "\(name) has to be a list of at most \(count) texts of \(bytes.lowerBound) to "
                    + "\(bytes.upperBound) octets."
            )
        }
        return texts
    }

    private static func members(_ body: Bytes, listName: String?) throws -> JSONObject {
        guard !body.isEmpty else { return JSONObject() }
        let value: JSONValue
        do {
            value = try JSON.parse(body)
        } catch {
            throw ControlError.bad("The body is no JSON: \(error.reason), at \(error.offset).")
        }
        if let listName, value.array != nil { return JSONObject([(listName, value)]) }
        guard let object = value.object else { throw ControlError.bad("The body is no object.") }
        return object
    }

    private static func query(_ text: ArraySlice<UInt8>) throws -> [ExternalID: String] {
        var query: [ExternalID: String] = [:]
        for field in text.split(separator: UInt8(ascii: "&")) {
            let parts = field.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard
                let name = parts.first.flatMap({ PercentCoding.decode($0, plusIsSpace: true) }),
                let value = PercentCoding.decode(parts.dropFirst().first ?? [], plusIsSpace: true)
            else { throw ControlError.bad("The query is not coded as one.") }
            let text = String(decoding: value, as: UTF8.self)
            guard query.updateValue(text, forKey: ExternalID(name)) == nil else {
                throw ControlError.bad("The query has a name twice.")
            }
        }
        return query
    }

    private func text(of name: String) -> String? {
        members[name].map(\.string) ?? query[ExternalID(name)]
    }

    private func integer(of name: String) -> Int64? {
        members[name].map(\.integer) ?? query[ExternalID(name)].flatMap { Int64($0) }
    }

    private func bool(of name: String) -> Bool? {
        members[name].map(\.bool) ?? query[ExternalID(name)].flatMap { Bool($0) }
    }
}
