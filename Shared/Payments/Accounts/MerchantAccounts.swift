public import Basics
public import HTTPClient
public import Loops
public import ServiceKit
import Storage
public import Vault
import WeChatPay

/// The merchant accounts of a service: their keys lie sealed in its file, and are exchanged without
/// a stop, as every use looks whether there are newer ones.
public final class MerchantAccounts: Sendable {
    private let database: ServiceDatabase
    private let vault: DataVault
    private let random: RandomSource
    private let workers: WorkerPool
    private let origin: Origin
    private let realClock: Clock
    private let transport: WeChatPayClient.Transport
    private let clients = Locked<[String: Known]>([:])

    private struct Known: Sendable {
        let version: Int64
        let client: WeChatPayClient
    }

    /// Why there is no way to WeChat Pay for an account.
    enum Absent: Error {
        /// There are no keys for it.
        case unknown
        /// What lies in the file opens under none of the data keys, or is no key.
        case unreadable
        /// The file cannot be read at present.
        case unavailable
    }

    /// The accounts in a file. `origin` is WeChat Pay, or the sandbox; `realClock` the one that
    /// WeChat Pay goes by.
    public init(
        database: ServiceDatabase,
        vault: DataVault,
        origin: Origin,
        realClock: Clock,
        random: RandomSource,
        workers: WorkerPool = .shared,
        transport: @escaping WeChatPayTransport
    ) {
        self.database = database
        self.vault = vault
        self.origin = origin
        self.realClock = realClock
        self.random = random
        self.workers = workers
        self.transport = transport
    }

    private static func purpose(of mchid: String) -> String { "merchant:\(mchid):keys" }

    // MARK: Using

    /// The way to WeChat Pay with the keys that lie in the file now.
    func client(_ mchid: String) async throws(Absent) -> WeChatPayClient {
        do {
            let version = try await database.read { try AccountStore($0).version(of: mchid) }
            guard let version else { throw Absent.unknown }
            let known = clients.withLock { $0[mchid] }
            if let known, known.version == version { return known.client }
            return try await load(mchid)
        } catch let absent as Absent {
            throw absent
        } catch {
            throw .unavailable
        }
    }

    private func load(_ mchid: String) async throws -> WeChatPayClient {
        guard let row = try await database.read({ try AccountStore($0).account(mchid) }) else {
            throw Absent.unknown
        }
        guard let keys = opened(row), let parsed = try? await workers.run({ try keys.parsed() })
        else { throw Absent.unreadable }
        let client = WeChatPayClient.live(
            origin: origin,
            credentials: parsed.credentials,
            publicKey: parsed.asked,
            otherPublicKeys: parsed.others,
            clock: realClock,
            random: random,
            workers: workers,
            transport: transport
        )
        clients.withLock { $0[mchid] = Known(version: row.version, client: client) }
        return client
    }

    private func opened(_ row: AccountStore.Row) -> MerchantKeys? {
        let purpose = Self.purpose(of: row.mchid)
        guard let text = try? vault.open(row.sealed, for: purpose) else { return nil }
        return MerchantKeys(json: text, of: row.mchid)
    }

    // MARK: Keeping

    /// An account as the back office may see it.
    public struct Summary: Sendable, Equatable {
        /// The merchant account.
        public let mchid: String
        /// Of its API certificate; nil where its keys open under none of the data keys.
        public let serialNumber: String?
        /// The names of WeChat Pay's public keys that are taken, the present one first.
        public let publicKeyIDs: [String]
        /// Which kind is asked for.
        public let mode: MerchantKeys.Mode?
        /// Whether all payouts are stopped.
        public let isStopped: Bool
        /// When the keys last changed.
        public let changedAt: UnixTime
    }

    /// All accounts, without anything secret.
    public func summaries() async throws -> [Summary] {
        try await database.read { try AccountStore($0).all() }.map { row in
            let keys = opened(row)
            return Summary(
                mchid: row.mchid,
                serialNumber: keys?.serialNumber,
                publicKeyIDs: keys?.publicKeys.map(\.id) ?? [],
                mode: keys?.mode,
                isStopped: row.isStopped,
                changedAt: row.changedAt
            )
        }
    }

    /// Checks keys and takes them for their account, which may be new. From the next call on they
    /// are used, in all processes of the file; the APIv3 key before them still opens callbacks, and
    /// WeChat Pay's public keys before them are still taken. The same keys again change nothing.
    ///
    /// `also` runs in the same unit, when anything has changed: a trail, the first jobs.
    /// - Throws: `MerchantKeys.Problem` for keys that are none, `StorageError`.
    public func set(
        _ keys: MerchantKeys,
        also: @escaping @Sendable (UnitOfWork) throws -> Void = { _ in }
    ) async throws {
        _ = try await workers.run { try keys.parsed() }
        let found = try await database.read { try AccountStore($0).account(keys.mchid) }
        let former = found.flatMap { opened($0) }
        let next = former.map { keys.following($0) } ?? keys
        guard next.json != former?.json else { return }
        let sealed = try vault.seal(next.json, for: Self.purpose(of: keys.mchid))
        try await database.writeRepeatable { unit in
            let store = AccountStore(unit.connection)
            guard
                try store.set(sealed, of: keys.mchid, after: found?.version ?? 0, at: unit.now)
            else { throw StorageError.busy }
            try also(unit)
        }
    }

    /// Seals everything under the newest data key; what is sealed under it already stays as it is.
    /// Gives how many have changed, and how many open under none of the keys.
    public func reseal() async throws -> (changed: Int, unreadable: Int) {
        var (changed, unreadable) = (0, 0)
        for row in try await database.read({ try AccountStore($0).all() })
        where !vault.isNewest(row.sealed) {
            let purpose = Self.purpose(of: row.mchid)
            guard let text = try? vault.open(row.sealed, for: purpose) else {
                unreadable += 1
                continue
            }
            let sealed = try vault.seal(text, for: purpose)
            let isDone = try await database.writeRepeatable {
                try AccountStore($0.connection).reseal(sealed, of: row.mchid, at: row.version)
            }
            changed += isDone ? 1 : 0
        }
        return (changed, unreadable)
    }
}

/// How a request gets to WeChat Pay.
public typealias WeChatPayTransport =
    @Sendable (ClientRequest) async throws(ClientFailure) -> ClientResponse
