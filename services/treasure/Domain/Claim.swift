/// What a winner does to get a prize.
package enum Claim {
    /// Longest name, in characters.
    package static let longestName = 50
    /// Longest phone number.
    package static let longestPhone = 30
    /// Longest address.
    package static let longestAddress = 300

    /// Where a prize is sent.
    package struct Address: Sendable, Equatable, Codable {
        package let name: String
        package let phone: String
        package let address: String

        package init(name: String, phone: String, address: String) {
            self.name = name
            self.phone = phone
            self.address = address
        }

        /// Whether none of it is too long.
        package var isWithinBounds: Bool {
            name.unicodeScalars.count <= Claim.longestName
                && phone.unicodeScalars.count <= Claim.longestPhone
                && address.unicodeScalars.count <= Claim.longestAddress
        }
    }

    /// Why a prize is not claimed.
    package enum Refusal: Error, Sendable, CaseIterable {
        case playerUnknown
        case playerUnregistered
        case taskUnknown
        /// The player has won nothing there.
        case nothingWon
        /// It was not claimed in time.
        case lapsed
        case addressMissing
        case addressTooLong
        /// Another one was given before; it may have been sent there by now.
        case addressGiven
        /// The back office holds payouts back for now.
        case payoutsStopped
        /// The day's payouts have reached their limit.
        case dayLimit
        /// WeChat Pay does not pay this one, or not now.
        case notPayable
        /// Paid in another mini-program: it has to be claimed in one of the same merchant.
        case otherMerchant
    }

    /// Why a code is not redeemed.
    package enum RedeemRefusal: Error, Sendable, CaseIterable {
        case playerUnknown
        case playerUnregistered
        /// None, or somebody else's.
        case taskUnknown
        /// Its prizes are not handed over on site.
        case notOnSite
        case codeUnknown
        case alreadyRedeemed
        case lapsed
    }
}
