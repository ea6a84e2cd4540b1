/// How a voucher stands.
package enum VoucherState: String, Sendable, CaseIterable {
    /// It can be redeemed.
    case open
    /// What it is for was handed over.
    case redeemed
    /// Its money is on its way back: it is good for nothing unless that fails.
    case locked
    /// Its money is back.
    case refunded

    /// The contract's number. A locked one is good for nothing already.
    package var number: Int64 {
        switch self {
        case .open: 1
        case .redeemed: 2
        case .locked, .refunded: 3
        }
    }
}
