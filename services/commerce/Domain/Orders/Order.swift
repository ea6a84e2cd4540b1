package import Basics

/// The owner of an order's number in the table.
package enum Order {
    /// What is paid for, as payments name it.
    package static func paymentRef(_ id: ID<Order>) -> String { "order:\(id)" }

    /// The order that a payment is for; nil for what is none of ours.
    package static func id(ofPayment ref: String) -> ID<Order>? { number(in: ref, "order") }

    /// The most pieces in one order.
    package static let mostPieces: Int64 = 100

    /// `word:5` is of 5.
    static func number<Owner>(in ref: String, _ word: String) -> ID<Owner>? {
        let parts = ref.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].elementsEqual(word.utf8) else { return nil }
        return DecimalDigits.value(of: parts[1]).map { ID($0) }
    }
}
