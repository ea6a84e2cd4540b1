import Contracts
import JSON
import ServiceKit
import Synchronization

/// Where merchants' keys come from: in the sandbox environment from the sandbox, which made them;
/// in production from the table alone (``ServiceKit/Command/merchants(_:)``).
final class MerchantIntake: Sendable {
    private let source: InternalClient?
    private let payments: PaymentService
    private let log: Logger
    private let isDone: Atomic<Bool>
    private static let pauseMilliseconds = 200

    /// The intake of a process.
    init(_ process: ProcessContext, _ payments: PaymentService) throws(SettingError) {
        let isSandbox = process.environment.stage == .sandbox
        source = isSandbox ? try process.client(.sandbox) : nil
        self.payments = payments
        log = process.log
        isDone = Atomic(!isSandbox)
    }

    /// What is missing for readiness.
    var problem: String? {
        isDone.load(ordering: .relaxed) ? nil : "the sandbox has not told its merchants yet"
    }

    /// Asks until it is told, then rests until it is cancelled.
    func run() async {
        while problem != nil {
            do {
                try await take()
            } catch {
                log.info("the sandbox has not told its merchants", ["cause": .text("\(error)")])
                guard await Pause.milliseconds(Self.pauseMilliseconds) else { return }
            }
        }
        while await Pause.milliseconds(3_600_000) {}
    }

    private func take() async throws {
        guard let source else { return }
        for mchid in try await accounts(source) {
            let answer = try await source.get("/sandbox/merchant?mchid=\(mchid)").json()
            guard let keys = MerchantKeys(offered: answer) else {
                throw InternalFailure.brokenAnswer
            }
            try await payments.setAccount(keys)
        }
        isDone.store(true, ordering: .relaxed)
    }

    /// Those of all apps.
    private func accounts(_ source: InternalClient) async throws -> Set<String> {
        let apps = try await source.get("/sandbox/apps").json()["apps"]?.array ?? []
        let accounts = Set(apps.compactMap { $0["mchid"]?.string })
        guard !accounts.isEmpty else { throw InternalFailure.brokenAnswer }
        return accounts
    }
}
