import AuthDomain
import ServiceKit

/// A gender as it was given: one that there is, or something else.
enum GivenGender: Sendable {
    case known(Gender)
    case unreadable

    /// - Throws: `refusal` for what is no gender.
    func known<Refusal: Error>(otherwise refusal: Refusal) throws(Refusal) -> Gender {
        guard case .known(let gender) = self else { throw refusal }
        return gender
    }
}

extension Field where Value == GivenGender {
    /// A gender. The contracts have an answer of their own to what is none.
    static func gender(_ name: StaticString) -> Field {
        Field<Int64>.integer(name, "0 unknown, 1 male, 2 female.", in: 0...2).lenient
            .map { number in
                number.flatMap { Gender(rawValue: $0) }.map { .known($0) } ?? .unreadable
            }
    }
}
