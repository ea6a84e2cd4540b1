import Basics
import ServiceKit
import Storage
import TreasureDomain
import Vault

/// Seals addresses anew that lie under an older data key.
struct ClaimResealing: Sendable {
    struct Count: Sendable, Equatable {
        var changed = 0
        /// Under a key that is not given.
        var unreadable = 0
    }

    private static let rowsAtOnce = 100

    let database: ServiceDatabase
    let vault: DataVault

    func run() async throws -> Count {
        var count = Count()
        var last = ID<Prize>(0)
        while true {
            let rows = try await database.read { [last] connection in
                try ClaimStore(connection).sealed(after: last, upTo: Self.rowsAtOnce)
            }
            guard let end = rows.last?.prize else { return count }
            last = end
            for row in rows where !vault.isNewest(row.address) {
                let purpose = ClaimDesk.purpose(row.prize)
                guard let text = try? vault.open(row.address, for: purpose) else {
                    count.unreadable += 1
                    continue
                }
                let sealed = try vault.seal(text, for: purpose)
                let isChanged = try await database.write { unit in
                    try ClaimStore(unit.connection).reseal(row, as: sealed)
                }
                if isChanged { count.changed += 1 }
            }
        }
    }
}
