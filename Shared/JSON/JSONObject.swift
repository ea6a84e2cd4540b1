/// The members of an object, in the order of the text.
public struct JSONObject: Sendable {
    /// Names are unique, compared as octets.
    public let members: [(name: String, value: JSONValue)]

    /// An object of `members`, whose names the caller keeps unique.
    public init(_ members: [(name: String, value: JSONValue)] = []) {
        self.members = members
    }

    /// The value under the name of exactly these octets; nil if there is none.
    public subscript(_ name: String) -> JSONValue? {
        members.first { $0.name.hasSameOctets(as: name) }?.value
    }
}

extension JSONObject: Equatable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count
            && zip(left.members, right.members)
                .allSatisfy { $0.name.hasSameOctets(as: $1.name) && $0.value == $1.value }
    }
}

extension String {
    /// `==` on `String` is canonical equivalence; JSON's names are octets.
    func hasSameOctets(as other: String) -> Bool {
        let (left, right) = (utf8.span, other.utf8.span)
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }
}
