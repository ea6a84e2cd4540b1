import TreasureDomain

/// What everybody may know of a task's draw: until it has ended, no more than the commitment.
struct DrawProof: Sendable {
    let task: TreasureTask
    let commitment: String
    /// What has come out; nil as long as the task can be dug.
    let outcome: Outcome?

    struct Outcome: Sendable {
        /// In hex.
        let seed: String
        /// From above.
        let prizes: [Prize]
    }

    enum Refusal: Error, Sendable, CaseIterable {
        /// No code was given.
        case codeMissing
        /// There is no such task, or none that could ever be dug.
        case taskUnknown
    }
}
