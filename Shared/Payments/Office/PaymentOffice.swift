public import Basics
public import ServiceKit
public import Storage

/// What finance does with money that does not get on by itself. Each call works inside the unit of
/// its caller, who writes the trail there; lists go on from an id.
///
/// What is refused is thrown as ``PaymentOfficeRefusal``.
public struct PaymentOffice: Sendable {
    let service: PaymentService

    /// The office over a service's payments.
    public init(_ service: PaymentService) {
        self.service = service
    }

    // MARK: Refunds

    /// Refunds that are stuck: why (`trouble`), since when, how often tried. The oldest first.
    public func stuckRefunds(
        after id: Int64 = 0,
        limit: Int,
        in connection: Connection
    ) throws -> [RefundRecord] {
        try RefundStore(connection).stuck(after: id, limit: limit)
    }

    /// Has a refund tried now instead of after its pause. One that WeChat Pay gave up, or that was
    /// taken back, is begun again, with another number.
    public func retry(
        refund id: ID<RefundRecord>,
        in unit: UnitOfWork
    ) throws -> RefundRecord {
        let row = try refund(id, unit)
        switch row.state {
        case .waiting, .asking, .processing, .abnormal:
            try service.hasten(row, in: unit)
            return row
        case .closed, .cancelled: return try service.repeated(row, in: unit)
        case .held, .done: throw PaymentOfficeRefusal.stateForbids
        }
    }

    /// Stops a refund that WeChat Pay was not asked for yet.
    public func hold(
        refund id: ID<RefundRecord>,
        in unit: UnitOfWork
    ) throws -> RefundRecord {
        try service.move(refund(id, unit), .hold, in: unit)
    }

    /// Lets it go on.
    public func release(
        refund id: ID<RefundRecord>,
        in unit: UnitOfWork
    ) throws -> RefundRecord {
        let row = try service.move(refund(id, unit), .release, in: unit)
        try service.hasten(row, in: unit)
        return row
    }

    private func refund(
        _ id: ID<RefundRecord>,
        _ unit: UnitOfWork
    ) throws -> RefundRecord {
        guard let row = try RefundStore(unit.connection).refund(id) else {
            throw PaymentOfficeRefusal.unknown
        }
        return row
    }

    // MARK: Transfers

    /// Transfers that are stuck: why (`trouble`), since when, how often tried. The oldest first.
    public func stuckTransfers(
        after id: Int64 = 0,
        limit: Int,
        in connection: Connection
    ) throws -> [TransferRecord] {
        try TransferStore(connection).stuck(after: id, limit: limit)
    }

    /// Has a transfer tried now instead of after its pause. One that has failed is begun again by
    /// its owner alone.
    public func retry(
        transfer id: ID<TransferRecord>,
        in unit: UnitOfWork
    ) throws -> TransferRecord {
        let row = try transfer(id, unit)
        guard !row.state.isFinal, row.state != .held else {
            throw PaymentOfficeRefusal.stateForbids
        }
        try service.hasten(row, in: unit)
        return row
    }

    /// Stops a transfer that WeChat Pay was not asked for yet.
    public func hold(
        transfer id: ID<TransferRecord>,
        in unit: UnitOfWork
    ) throws -> TransferRecord {
        try service.move(transfer(id, unit), .hold, in: unit)
    }

    /// Lets it go on.
    public func release(
        transfer id: ID<TransferRecord>,
        in unit: UnitOfWork
    ) throws -> TransferRecord {
        let row = try service.move(transfer(id, unit), .release, in: unit)
        try service.hasten(row, in: unit)
        return row
    }

    /// Takes a transfer back that its user has not accepted.
    public func cancel(
        transfer id: ID<TransferRecord>,
        in unit: UnitOfWork
    ) throws -> TransferRecord {
        let row = try transfer(id, unit)
        guard let moved = try service.cancel(row, in: unit) else {
            throw PaymentOfficeRefusal.stateForbids
        }
        return moved
    }

    private func transfer(
        _ id: ID<TransferRecord>,
        _ unit: UnitOfWork
    ) throws -> TransferRecord {
        guard let row = try TransferStore(unit.connection).transfer(id) else {
            throw PaymentOfficeRefusal.unknown
        }
        return row
    }

    // MARK: Stop and go

    /// Stops everything that is to be paid out of a merchant account, or lets it go on. What
    /// WeChat Pay has already is not stopped.
    public func setStopped(
        _ isStopped: Bool,
        account mchid: String,
        in unit: UnitOfWork
    ) throws {
        guard try AccountStore(unit.connection).setStopped(isStopped, mchid) else {
            throw PaymentOfficeRefusal.unknown
        }
    }

    /// The same for all merchant accounts, and for those whose keys come later.
    public func setAllStopped(_ isStopped: Bool, in unit: UnitOfWork) throws {
        try AccountStore(unit.connection).setAllStopped(isStopped)
    }

    /// The same for what is paid out of one fund.
    public func setStopped(
        _ isStopped: Bool,
        fund: String,
        in unit: UnitOfWork
    ) throws {
        guard try FundStore(unit.connection).setStopped(isStopped, fund) else {
            throw PaymentOfficeRefusal.unknown
        }
    }

    // MARK: Bills

    /// Differences between WeChat Pay's bills and our rows, the oldest first; the explained ones
    /// too where `all` is wanted.
    public func differences(
        all: Bool = false,
        after id: Int64 = 0,
        limit: Int,
        in connection: Connection
    ) throws -> [BillDifference] {
        let store = BillStore(connection)
        return try all ? store.all(after: id, limit: limit) : store.open(after: id, limit: limit)
    }

    /// Compares the bills of a past day once more, for whoever does not want to wait for the job.
    public func compareBills(of day: Day, account mchid: String) async throws {
        try await service.compareBills(of: day, mchid: mchid) {}
    }

    /// Notes who has found out what a difference is. Gives it as it was before.
    public func explain(
        _ id: ID<BillDifference>,
        by name: String,
        _ text: String,
        in unit: UnitOfWork
    ) throws -> BillDifference {
        let store = BillStore(unit.connection)
        guard let difference = try store.difference(id) else {
            throw PaymentOfficeRefusal.unknown
        }
        guard try store.explain(id, by: name, text, at: unit.now) else {
            throw PaymentOfficeRefusal.stateForbids
        }
        return difference
    }

    // MARK: Looking back

    /// The callbacks about the number of a payment, refund or transfer, the oldest first.
    public func callbacks(
        about number: String,
        in connection: Connection
    ) throws -> [PayCallbackRecord] {
        try CallbackStore(connection).all(about: number)
    }
}
