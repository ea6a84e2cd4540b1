import Basics
import Loops
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    private static let firstMilliseconds = 60_000
    private static let betweenMilliseconds = 3_600_000
    private static let participantsAtOnce = 100
    private static let pauseMilliseconds = 50

    /// Proves the file again and again, slowly and on the workers, as long as the process runs.
    func checkForEver() async {
        var wait = Self.firstMilliseconds
        while await Pause.milliseconds(wait) {
            await check()
            wait = Self.betweenMilliseconds
        }
    }

    /// One proof: participant by participant with a pause between, then all together. What it
    /// finds is logged and shown in the metrics.
    func check(pausingMilliseconds pause: Int = pauseMilliseconds) async {
        do {
            var last: ID<WeChatIdentity>? = ID(.min)
            while let after = last {
                last = try await onWorkers { check in
                    var sums = LedgerCheck.Sums()
                    return try check.checkParticipants(
                        after: after,
                        upTo: Self.participantsAtOnce,
                        adding: &sums
                    )
                }
                metrics.check.advanced()
                if pause > 0, await !Pause.milliseconds(pause) { return }
            }
            try await onWorkers { try $0.checkWhole(against: $0.sums()) }
            metrics.check.finished(clean: true, at: clock.real.now())
        } catch let problem as LedgerCheck.Problem {
            log.error("the file is off", ["problem": .text(problem.text)])
            metrics.check.finished(clean: false, at: clock.real.now())
        } catch {
            log.warning("the file could not be checked", ["cause": .text("\(error)")])
        }
    }

    private func onWorkers<Value: Sendable>(
        _ body: @escaping @Sendable (LedgerCheck) throws -> Value
    ) async throws -> Value {
        try await withTaskExecutorPreference(WorkerPool.shared) {
            try await database.read { try body(LedgerCheck($0)) }
        }
    }
}
