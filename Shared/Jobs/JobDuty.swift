import JSON

/// A kind with its handler, without the type of its payload.
struct JobDuty: Sendable {
    let kind: String
    let retries: RetryPolicy
    /// So many jobs at once.
    let atOnce: Int
    /// Seconds of the domain's clock between two turns of a kind with a schedule.
    let interval: Int64?
    /// Does one job.
    let perform: @Sendable (TakenJob, JobLease) async throws -> JobOutcome

    /// The key of the one job of a kind with a schedule.
    static let scheduledKey = "schedule"

    init<Payload>(
        _ kind: JobKind<Payload>,
        atOnce: Int,
        interval: Int64?,
        _ handler: @escaping @Sendable (RunningJob<Payload>) async throws -> JobOutcome
    ) {
        self.kind = kind.name
        retries = kind.retries
        self.atOnce = max(atOnce, 1)
        self.interval = interval
        perform = { taken, lease in
            let payload: Payload
            do {
                payload = try JSONInput.decode(Payload.self, from: taken.payload)
            } catch {
                // Another release wrote it: trying again would not help.
                return .park(reason: "the payload cannot be read: \(error)")
            }
            return try await handler(
                RunningJob(
                    payload: payload,
                    key: taken.key,
                    tries: taken.tries,
                    failures: taken.failures - 1,
                    lease: lease
                )
            )
        }
    }
}
