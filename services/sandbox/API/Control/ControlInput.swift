import Basics
import HTTP
import JSON

/// The members of a control call's body. Read as JSON whatever its type says, since `curl -d` says
/// that it is a form.
struct ControlInput: Sendable {
    private let members: JSONObject

    /// An empty body is an object without members. A member that nobody knows is refused: a typing
    /// mistake must not pass for a default.
    init(_ body: Bytes, knowing names: [String]) throws {
        guard !body.isEmpty else {
            members = JSONObject()
            return
        }
        let value: JSONValue
        do {
            value = try JSON.parse(body)
        } catch {
            throw ControlError.bad("The body is no JSON: \(error.reason), at \(error.offset).")
        }
        guard let object = value.object else { throw ControlError.bad("The body is no object.") }
        for (name, _) in object.members where !names.contains(name) {
            throw ControlError.bad(
                "There is no member \(name) here; known are: \(names.joined(separator: ", "))."
            )
        }
        members = object
    }

    func has(_ name: String) -> Bool {
        if let value = members[name], value != .null { return true }
        return false
    }

    func text(_ name: String, bytes: ClosedRange<Int> = 1...64) throws -> String {
        guard let text = try optionalText(name, bytes: bytes) else {
            throw ControlError.bad("\(name) is missing.")
        }
        return text
    }

    func optionalText(_ name: String, bytes: ClosedRange<Int> = 1...64) throws -> String? {
        guard has(name) else { return nil }
        guard let text = members[name]?.string, bytes.contains(text.utf8.count) else {
            throw ControlError.bad(
                "\(name) has to be a text of \(bytes.lowerBound) to \(bytes.upperBound) octets."
            )
        }
        return text
    }

    func integer(_ name: String, in bounds: ClosedRange<Int64>) throws -> Int64 {
        guard let number = try optionalInteger(name, in: bounds) else {
            throw ControlError.bad("\(name) is missing.")
        }
        return number
    }

    func optionalInteger(_ name: String, in bounds: ClosedRange<Int64>) throws -> Int64? {
        guard has(name) else { return nil }
        guard let number = members[name]?.integer, bounds.contains(number) else {
            throw ControlError.bad(
                "\(name) has to be a whole number from \(bounds.lowerBound) to "
                    + "\(bounds.upperBound)."
            )
        }
        return number
    }

    func optionalBool(_ name: String) throws -> Bool? {
        guard has(name) else { return nil }
        guard let value = members[name]?.bool else {
            throw ControlError.bad("\(name) has to be true or false.")
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
            throw ControlError.bad(
                "\(name) has to be a list of at most \(count) whole numbers from "
                    + "\(bounds.lowerBound) to \(bounds.upperBound)."
            )
        }
        return numbers
    }
}
