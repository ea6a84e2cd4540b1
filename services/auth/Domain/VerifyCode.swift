package import Basics

/// A code that was sent to a mobile, as far as it is written down.
package struct VerifyCode: Sendable, Equatable {
    /// Keyed, and of the mobile and the code together.
    package let hash: Bytes
    package let expires: UnixTime
    package var wrongTries: Int
    package var isUsed: Bool

    package init(hash: Bytes, expires: UnixTime, wrongTries: Int = 0, isUsed: Bool = false) {
        self.hash = hash
        self.expires = expires
        self.wrongTries = wrongTries
        self.isUsed = isUsed
    }

    package static let lifetimeSeconds: Int64 = 300
    package static let mostWrongTries = 5
    package static let digits = 6

    /// Why a code does not prove anything.
    package enum Refusal: Error, Sendable, Equatable {
        case wrong
        case expired
        case used
        /// Tried wrongly too often; good for nothing any more, even if it comes right.
        case burnt
    }

    /// The verdict on a try, whether its hash `isEqual` or not.
    package func verdict(isEqual: Bool, at now: UnixTime) -> Refusal? {
        if isUsed { return .used }
        if now >= expires { return .expired }
        if wrongTries >= Self.mostWrongTries { return .burnt }
        return isEqual ? nil : .wrong
    }
}
