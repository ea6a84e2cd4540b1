import AuthDomain
import Basics
import ServiceKit
import Storage

extension AuthService {
    /// Longer than a question to WeChat takes.
    private static let claimSeconds: Int64 = 15
    static let claimPauseMilliseconds = 50
    static let looks = 20 * 1000 / claimPauseMilliseconds

    /// Says in the file that this process asks WeChat for a code now; nil while another one does,
    /// and when it has been answered since the caller looked.
    /// WeChat takes a code once, so two that ask at the same instant could not both be answered.
    func claim(_ request: LoginRequest) async throws(Failure<LoginRefusal>) -> CodeClaim? {
        let now = clock.real.now()
        let claim = CodeClaim(
            mark: request.mark,
            owner: Base64.encodeURL(random.bytes(9)),
            at: now,
            stale: now.adding(seconds: -Self.claimSeconds)
        )
        let isOurs = try await database.write(refusing: LoginRefusal.self) { unit in
            let answer = try answer(to: request, in: unit.connection, at: unit.now)
            guard answer == nil else { return false }
            return try AuthStore(connection: unit.connection).claim(claim)
        }
        return isOurs ? claim : nil
    }

    /// Gives a claim up, with nothing in hand.
    func drop(_ claim: CodeClaim) async throws(Failure<LoginRefusal>) {
        try await database.write(refusing: LoginRefusal.self) {
            try AuthStore(connection: $0.connection).drop(claim)
        }
    }
}
