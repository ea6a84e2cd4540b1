/// Why a publisher cannot end a task.
package enum EndRefusal: Error, Sendable, CaseIterable {
    case playerUnknown
    case playerUnregistered
    /// None, or somebody else's.
    case taskUnknown
    case alreadyEnded
}
