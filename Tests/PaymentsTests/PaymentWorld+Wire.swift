import Contracts
import HTTP
import HTTPClient
import JSON
import Loops
import ServiceKit

@testable import Payments

/// Sums of the sandbox's ledger.
struct Ledger {
    let paid: Int64
    let refunded: Int64
    let transferred: Int64

    init(_ json: JSONValue) {
        func sum(_ list: String, _ isCounted: (JSONValue) -> Bool, _ fen: (JSONValue) -> Int64?)
            -> Int64
        {
            (json[list]?.array ?? []).filter(isCounted).compactMap(fen).reduce(0, +)
        }
        paid = sum("payments", { $0["transaction_id"] != nil }) { $0["amount"]?["total"]?.integer }
        refunded = sum("refunds", { $0["status"]?.string == "SUCCESS" }) {
            $0["amount"]?["refund"]?.integer
        }
        transferred = sum("transfers", { $0["state"]?.string == "SUCCESS" }) {
            $0["transfer_amount"]?.integer
        }
    }
}

/// The service whose address the callbacks go to.
struct CallbackOwner: PaymentOwner {
    static let payCallbacks = PayCallbackRoutes.treasure

    let payments: PaymentService
}
