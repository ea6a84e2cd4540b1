import Crypto
import Loops

/// RSA keys for sandboxes of tests, made once for all: making one takes a good part of a second.
final class TestKeys: Sendable {
    private static let made: [Result<RSAPrivateKey, CryptoError>] = (0..<4).map { _ in
        Result { () throws(CryptoError) in try RSAPrivateKey.generate() }
    }

    private let given = Locked(0)

    /// Another one each time, until all were given.
    func next() throws -> RSAPrivateKey {
        let position = given.withLock { given in
            defer { given += 1 }
            return given
        }
        return try Self.made[position % Self.made.count].get()
    }
}
