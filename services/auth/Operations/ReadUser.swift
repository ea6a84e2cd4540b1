import AuthDomain
import Basics
import ServiceKit
import Storage

/// Why nothing is told of a user.
enum ReadUserRefusal: Error, Sendable, Equatable, CaseIterable {
    /// There is none, or they are kept out.
    case unknown
}

extension AuthService {
    /// An account for another process: the one that it was merged into, where it was.
    func buyer(_ uid: ID<User>) async throws(Failure<ReadUserRefusal>) -> Account {
        try await database.read(refusing: ReadUserRefusal.self) { connection in
            let reader = accountReader(connection)
            let present = try reader.store.redirect(of: uid) ?? uid
            guard let account = try reader.account(present), account.user.banned == nil else {
                throw ReadUserRefusal.unknown
            }
            return account
        }
    }
}
