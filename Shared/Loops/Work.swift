/// One thing for a loop or a worker to do.
enum Work {
    /// A step of a Swift task.
    case job(UnownedJob)
    /// A plain closure.
    case call(() -> Void)
}
