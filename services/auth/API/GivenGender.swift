import AuthDomain
import HTTP

/// A gender as it was given: none, one that there is, or something else.
enum GivenGender: Sendable {
    case none
    case known(Gender)
    case unreadable

    init(_ name: StaticString, in wire: Parameters) {
        guard wire.has(name) else {
            self = .none
            return
        }
        let gender = (try? wire.integer(name)).flatMap { Gender(rawValue: $0) }
        self = gender.map { .known($0) } ?? .unreadable
    }

    /// Nil where nothing was given.
    /// - Throws: `refusal` for what is no gender.
    func known<Refusal: Error>(otherwise refusal: Refusal) throws(Refusal) -> Gender? {
        switch self {
        case .none: nil
        case .known(let gender): gender
        case .unreadable: throw refusal
        }
    }
}
