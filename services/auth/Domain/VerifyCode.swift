package import Basics

/// A code that was sent to a mobile, as far as it is written down.
package struct VerifyCode: Sendable, Equatable {
    /// Keyed, and of the mobile and the code together.
    package let hash: Bytes
    package let expires: UnixTime
    /// Wrong tries of whoever asked for it.
    package var wrongTries: Int
    /// Those of everybody else together: nobody can use up the tries of whoever asked.
    package var strangersWrongTries: Int
    package var isUsed: Bool

    package init(
        hash: Bytes,
        expires: UnixTime,
        wrongTries: Int = 0,
        strangersWrongTries: Int = 0,
        isUsed: Bool = false
    ) {
        self.hash = hash
        self.expires = expires
        self.wrongTries = wrongTries
        self.strangersWrongTries = strangersWrongTries
        self.isUsed = isUsed
    }

    package static let lifetimeSeconds: Int64 = 300
    package static let mostWrongTries = 5
    package static let digits = 6

    /// Why a code does not prove anything.
    package enum Refusal: Error, Sendable, Equatable, CaseIterable {
        case wrong
        case expired
        case used
        /// Tried wrongly too often; good for nothing any more, even if it comes right.
        case burnt
    }

    /// Tries it: whether the hash given `isEqual`, and whether whoever asked for it tries it.
    /// Counts what has to be counted.
    package mutating func attempt(
        isEqual: Bool,
        byAsker isAsker: Bool,
        at now: UnixTime
    ) -> Refusal? {
        if isUsed { return .used }
        if now >= expires { return .expired }
        let tries = isAsker ? \Self.wrongTries : \Self.strangersWrongTries
        if self[keyPath: tries] >= Self.mostWrongTries { return .burnt }
        if isEqual { isUsed = true } else { self[keyPath: tries] += 1 }
        return isEqual ? nil : .wrong
    }
}
