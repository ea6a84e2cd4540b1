import Basics
import Contracts
import Jobs
import Loops
import Payments
import ServiceKit
import Storage

/// One service over the payments, as small as it can be.
struct Shop: PaymentOwner {
    static let payCallbacks = PayCallbackRoutes.treasure

    let database: ServiceDatabase
    let payments: PaymentService
    let office: PaymentOffice
    let runner: JobRunner
    private let process: ProcessContext
    let clock: DomainClock
    /// So many of the next effects fail.
    let refusals: Locked<Int>

    /// An effect failed as it was told to.
    struct Refused: Error {}

    init(_ process: ProcessContext) throws {
        let database = try process.serviceDatabase(migrations: ShopStore.migrations)
        let refusals = Locked(0)
        runner = JobRunner(process, on: database.file)
        payments = try PaymentService(
            process,
            database: database,
            jobs: runner.queue,
            tag: .treasure,
            effects: Self.effects(refusals),
            leaseSeconds: 2
        )
        try payments.addJobs(to: runner)
        office = PaymentOffice(payments)
        self.process = process
        clock = process.clock
        self.database = database
        self.refusals = refusals
    }

    func definition() throws -> ServiceDefinition {
        var definition = ServiceDefinition()
        definition.database = database.file
        definition.run(runner)
        try definition.run(payments, of: process)
        try addRoutes(to: &definition)
        return definition
    }

    // MARK: What money does

    private static func effects(_ refusals: Locked<Int>) -> PaymentEffects {
        let refuse: @Sendable () throws -> Void = {
            let isRefused = refusals.withLock { left in
                defer { left = max(left - 1, 0) }
                return left > 0
            }
            if isRefused { throw Refused() }
        }
        return PaymentEffects(
            paid: { payment, unit in
                try refuse()
                let isTaken = try ShopStore(unit.connection)
                    .set(.paid, of: order(of: payment.request.ref), from: .unpaid)
                return isTaken ? .taken : .unwanted(reason: "cancelled")
            },
            closed: { payment, unit in
                _ = try ShopStore(unit.connection)
                    .set(.closed, of: order(of: payment.request.ref), from: .unpaid)
            },
            refunded: { refund, unit in
                let store = ShopStore(unit.connection)
                let id = order(of: refund.ref)
                switch refund.state {
                case .done: _ = try store.set(.refunded, of: id, from: .paid)
                case .closed, .cancelled: try store.unrefund(id)
                default: break
                }
            },
            transferred: { transfer, unit in
                try ShopStore(unit.connection)
                    .setPrize(transfer.state, of: order(of: transfer.request.ref))
            }
        )
    }

    /// `order:5:prize` is of 5.
    private static func order(of ref: String) -> ID<ShopOrder> {
        let parts = ref.split(separator: ":")
        return ID(parts.count > 1 ? Int64(parts[1]) ?? 0 : 0)
    }
}
