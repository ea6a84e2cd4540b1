/// One dig.
package enum Dig {
    /// What a dig that was taken came to.
    package struct Outcome: Sendable, Equatable, Codable {
        package let hasWon: Bool
        /// Who dug, as others are shown them.
        package let digger: Face

        package init(hasWon: Bool, digger: Face) {
            self.hasWon = hasWon
            self.digger = digger
        }
    }

    /// Why a dig is not taken.
    package enum Refusal: Error, Sendable, CaseIterable {
        case playerUnknown
        case playerUnregistered
        case blacklisted
        /// None, or not shown to this one.
        case taskUnknown
        /// It waits for its money, or for the content check; only its publisher gets to know.
        case notOpen
        case ended
        case ofOneself
        case hasWon
        case coolingDown
        case tooManyToday
        /// The red packet could not be paid out in the mini-program of this one.
        case otherMerchant
    }
}
