package import Basics

/// Whose orders and vouchers an operator deals with.
package enum MerchantScope: Sendable, Equatable {
    /// Those of all merchants.
    case all
    /// Those of these alone: others are as if they did not exist.
    case only(Set<Int64>)

    package func contains(_ merchant: ID<Merchant>) -> Bool {
        switch self {
        case .all: true
        case .only(let merchants): merchants.contains(merchant.rawValue)
        }
    }
}
