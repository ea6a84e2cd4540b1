/// Why somebody is shown nothing.
package enum LookRefusal: Error, Sendable, CaseIterable {
    case playerUnknown
    case playerUnregistered
    /// None, or none that this one may see.
    case taskUnknown
}
