package import Basics

/// Why a voucher is not shown, redeemed, or taken back.
package enum VoucherRefusal: Error, Sendable, Equatable {
    /// It was mistyped: the check digit does not fit.
    case codeMalformed
    /// There is none, or it is of another merchant.
    case unknown
    /// It was redeemed before.
    case redeemed(at: UnixTime)
    /// Its money is on its way back, or is back.
    case refunded
    /// Its first day has not come.
    case notYetValid(from: Day)
    /// Its last day is over.
    case over(since: Day)
    /// It is not redeemed, or was longer ago than that can be taken back.
    case undoOver
    /// Too many wrong numbers: this operator has to wait so many seconds.
    case tooManyWrong(seconds: Int64)
}
