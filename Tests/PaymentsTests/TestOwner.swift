import Basics
import Loops
import ServiceKit
import Storage

@testable import Payments

/// A service as small as can be: it writes down what money did, and may refuse.
struct TestOwner: Sendable {
    /// What happened, a line each, in the unit that made it happen.
    static let migration = Migration(
        number: 3,
        name: "what money did",
        sql: "CREATE TABLE deed (id INT64 NOT NULL PRIMARY KEY, text TEXT NOT NULL);"
    )

    /// An effect that fails, as the owner cannot take it yet.
    struct NotNow: Error {}

    /// So many effects fail from now on.
    let failures = Locked(0)
    /// Whether money is not wanted.
    let isUnwilling = Locked(false)

    var effects: PaymentEffects {
        PaymentEffects(
            paid: { payment, unit in
                try fail()
                try note("paid \(payment.request.ref)", unit)
                return isUnwilling.withLock { $0 } ? .unwanted(reason: "gone") : .taken
            },
            closed: { payment, unit in
                try fail()
                try note("closed \(payment.request.ref)", unit)
            },
            refunded: { refund, unit in
                try fail()
                try note("refund \(refund.ref) \(refund.state)", unit)
            },
            transferred: { transfer, unit in
                try fail()
                try note("transfer \(transfer.request.ref) \(transfer.state)", unit)
            }
        )
    }

    private func fail() throws {
        let isFailing = failures.withLock { left in
            defer { left = max(left - 1, 0) }
            return left > 0
        }
        if isFailing { throw NotNow() }
    }

    private func note(_ text: String, _ unit: UnitOfWork) throws {
        let id: ID<TestOwner> = try unit.connection.nextID()
        try unit.connection.run("INSERT INTO deed (id, text) VALUES (?1, ?2)", id, text)
    }
}

extension PaymentWorld {
    /// What money did, in its order.
    func deeds() async throws -> [String] {
        try await database.read { connection in
            try connection.all("SELECT text FROM deed ORDER BY id LIMIT 1000") { try $0.text(0) }
        }
    }
}
