/// What has to be in the sandbox's file is not there, or not as it has to be.
struct BrokenFile: Error {
    /// What it has instead.
    let cause: String

    init(_ cause: String) {
        self.cause = cause
    }
}
