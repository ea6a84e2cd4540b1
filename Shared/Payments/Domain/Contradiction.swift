/// Why something that WeChat Pay said cannot be about the row that it names.
enum Contradiction: String, Error, Sendable, CaseIterable {
    /// No row has this number.
    case numberUnknown = "number_unknown"
    /// It is of another app.
    case appDiffers = "app_differs"
    /// It is of another merchant account.
    case merchantDiffers = "merchant_differs"
    /// It names another payer or receiver.
    case personDiffers = "person_differs"
    /// It names another amount, or another currency.
    case amountDiffers = "amount_differs"
    /// It is about another payment of the same number.
    case transactionDiffers = "transaction_differs"
    /// It says what cannot be after what was said before.
    case stateImpossible = "state_impossible"
}
