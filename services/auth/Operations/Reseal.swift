import Basics
import ServiceKit
import Storage
import Vault

/// What became of one kind of sealed values.
struct ResealCount: Sendable, Equatable {
    var changed = 0
    /// Under a key that is gone, or damaged.
    var unreadable = 0
}

extension AuthService {
    private static let rowsAtOnce = 200

    /// Seals one kind of values under the newest data key, a few hundred rows at a time. What is
    /// sealed under it already stays as it is, so that it may be stopped and begun again, and what
    /// a running process changes meanwhile is left to it.
    func reseal(_ column: SealedColumn) async throws -> ResealCount {
        var count = ResealCount()
        var last: Binding?
        while true {
            let after = last
            let page = try await database.read { connection in
                try AuthStore(connection: connection)
                    .sealed(column, after: after, upTo: Self.rowsAtOnce)
            }
            guard let end = page.last else { return count }
            let changes = page.compactMap { row -> Resealed? in
                guard !vault.isNewest(row.sealed) else { return nil }
                let purpose = column.purpose(of: row.name)
                guard let text = try? vault.open(row.sealed, for: purpose),
                    let sealed = try? vault.seal(text, for: purpose)
                else {
                    count.unreadable += 1
                    return nil
                }
                return Resealed(row: row, sealed: sealed)
            }
            if !changes.isEmpty {
                count.changed += try await database.write { unit in
                    try AuthStore(connection: unit.connection).replace(changes, in: column)
                }
            }
            last = end.key
        }
    }
}

extension SealedColumn {
    /// What a value is sealed for, by the name of its row.
    func purpose(of name: String) -> String {
        let number = Int64(name) ?? 0
        return switch self {
        case .appSecrets: DataVault.Purpose.secret(of: ID(number))
        case .accessTokens: DataVault.Purpose.accessToken(of: ID(number))
        case .messagePush: DataVault.Purpose.push(of: ID(number))
        case .sessionKeys, .previousSessionKeys: DataVault.Purpose.sessionKey(of: ID(number))
        case .mobiles: DataVault.Purpose.mobile(of: ID(number))
        case .signingKeys: DataVault.Purpose.seed(of: name)
        case .lookUpKey: DataVault.Purpose.lookUpKey
        }
    }
}
