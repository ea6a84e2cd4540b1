/// Why nobody can pay.
public enum PaymentRefusal: Error, Sendable, Equatable, CaseIterable {
    /// It is paid.
    case alreadyPaid
    /// Its time is over, or it was closed meanwhile.
    case closed
    /// Nothing, or less, is no amount to pay.
    case amountInvalid
    /// There are no keys for the merchant account.
    case accountUnknown
    /// WeChat Pay will not have it: the payer, the app or the text.
    case notAllowed
}

/// Why no money is given back.
public enum RefundRefusal: Error, Sendable, Equatable, CaseIterable {
    /// There is no money for it.
    case notPaid
    /// More would go back than was paid.
    case moreThanPaid
    /// What is left of the fund is less: the rest was paid out, or is about to be.
    case moreThanHeld
    /// The same cause gave back another amount.
    case causeReused
    /// Nothing, or less, is no amount to give back.
    case amountInvalid
}

/// Why nobody is paid.
public enum TransferRefusal: Error, Sendable, Equatable, CaseIterable {
    /// There is no such fund.
    case fundUnknown
    /// What is left of the fund is less.
    case moreThanHeld
    /// The same thing was paid out to somebody else, or with another amount.
    case causeReused
    /// Less than WeChat Pay transfers (0.1 yuan), or so much that it wants the receiver's name
    /// (2,000 yuan).
    case amountInvalid
}

/// Why somebody in the back office cannot have it so.
public enum PaymentOfficeRefusal: Error, Sendable, Equatable, CaseIterable {
    /// There is none of that number.
    case unknown
    /// Its state forbids it: it is over, or WeChat Pay may be doing it at this moment.
    case stateForbids
}
