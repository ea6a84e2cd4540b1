import Basics
import CommerceDomain

/// What is said of a good; what is nil stays as it is.
struct GoodsForm: Sendable {
    enum MerchantName: Sendable {
        case id(ID<Merchant>)
        case ref(String)
    }

    /// A bound that may be taken away.
    enum Bound: Sendable, Equatable {
        case none
        case some(Int64)

        var value: Int64? {
            if case .some(let value) = self { value } else { nil }
        }
    }

    var ref: String?
    var merchant: MerchantName?
    var name: String?
    var description: String?
    var marketPrice: Money?
    var price: Money?
    var startsOn: Day?
    var endsOn: Day?
    var opens: Int64?
    var closes: Int64?
    var picture: String?
    var pictures: [String]?
    var buyInfo: String?
    var perUser: Bound?
    var refundsExpired: Bool?
    /// Of a new one alone: later on the journal of its stock has the word.
    var stock: Int64?
    var isOn: Bool?
}
