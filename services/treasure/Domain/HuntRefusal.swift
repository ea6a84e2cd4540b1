/// Why prizes cannot lie as somebody wants them to.
package enum HuntRefusal: Error, Sendable, Equatable, CaseIterable {
    case prizesOutOfBounds
    case forecastOutOfBounds
    case intervalOutOfBounds
    /// Below 0, or twice the fluctuation is not less than the interval.
    case fluctuationTooWide
}
