import Basics
import Crypto
import Loops
import ServiceKit

/// Hashes passwords one at a time, so that they never take more memory than one, with no more than
/// eight waiting.
struct PasswordHasher: Sendable {
    static let mostWaiting = 8
    private static let saltBytes = 16

    private let worker: WorkerPool
    private let random: RandomSource
    /// What somebody is compared with whom nobody knows.
    private let nobody: StoredPassword
    private let scrypt: Scrypt

    init(
        _ random: RandomSource,
        scrypt: Scrypt = .passwords,
        worker: WorkerPool = WorkerPool(threads: 1, queueLimit: PasswordHasher.mostWaiting)
    ) {
        self.worker = worker
        self.random = random
        self.scrypt = scrypt
        nobody = StoredPassword(
            hash: random.bytes(32),
            salt: random.bytes(Self.saltBytes),
            cost: Self.text(scrypt)
        )
    }

    /// What is kept of a new password.
    /// - Throws: `ConsoleRefusal` where too many wait.
    func hash(_ password: String) async throws -> StoredPassword {
        let salt = random.bytes(Self.saltBytes)
        return StoredPassword(
            hash: try await run(scrypt, password, salt),
            salt: salt,
            cost: Self.text(scrypt)
        )
    }

    /// Whether it is the password; takes as long where there is none.
    func matches(_ password: String, _ stored: StoredPassword?) async throws -> Bool {
        let known = stored ?? nobody
        guard let scrypt = Self.scrypt(known.cost) else { return false }
        let hash = try await run(scrypt, password, known.salt)
        return ConstantTime.equal(hash, known.hash) && stored != nil
    }

    private func run(_ scrypt: Scrypt, _ password: String, _ salt: Bytes) async throws -> Bytes {
        do {
            return try await worker.run { try scrypt.hash(Bytes(password.utf8), salt: salt) }
        } catch is WorkerPoolFull {
            throw ConsoleRefusal.wait(1)
        }
    }

    private static func text(_ scrypt: Scrypt) -> String {
        "\(scrypt.costLog):\(scrypt.blockSize):\(scrypt.parallel)"
    }

    private static func scrypt(_ text: String) -> Scrypt? {
        let numbers = text.split(separator: ":").compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        return Scrypt(costLog: numbers[0], blockSize: numbers[1], parallel: numbers[2])
    }
}
