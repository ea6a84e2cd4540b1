public import ServiceKit
import Storage

/// What money does in the service that owns it. Each of them runs inside the unit that notes the
/// money, so that both are there or neither; what it throws takes both back, and is tried again.
/// Units may run twice: nothing outside of the database.
public struct PaymentEffects: Sendable {
    /// What becomes of money that has come.
    public enum Acceptance: Sendable, Equatable {
        /// It is taken.
        case taken
        /// It is not wanted (any more), and goes back by itself.
        case unwanted(reason: String)
    }

    /// Money has come, of the right amount, for a payment that was not closed yet. It is in its
    /// fund already.
    public var paid: @Sendable (PaymentRecord, UnitOfWork) throws -> Acceptance
    /// Nobody can pay it any more: its time has run out, or the owner wanted that.
    public var closed: @Sendable (PaymentRecord, UnitOfWork) throws -> Void
    /// A refund that the owner wanted has got on: see its state.
    public var refunded: @Sendable (RefundRecord, UnitOfWork) throws -> Void
    /// A transfer has got on: see its state.
    public var transferred: @Sendable (TransferRecord, UnitOfWork) throws -> Void

    /// Effects of these functions.
    public init(
        paid: @escaping @Sendable (PaymentRecord, UnitOfWork) throws -> Acceptance,
        closed: @escaping @Sendable (PaymentRecord, UnitOfWork) throws -> Void,
        refunded: @escaping @Sendable (RefundRecord, UnitOfWork) throws -> Void,
        transferred: @escaping @Sendable (TransferRecord, UnitOfWork) throws -> Void
    ) {
        self.paid = paid
        self.closed = closed
        self.refunded = refunded
        self.transferred = transferred
    }
}
