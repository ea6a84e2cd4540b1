package import Basics

/// Days on which somebody who uses this may have been born.
package enum Birthday {
    private static let earliest = Day("1900-01-01")

    /// Not before 1900, and not after today in China.
    package static func isPossible(_ day: Day, at now: UnixTime) -> Bool {
        guard let earliest else { return false }
        return (earliest...CivilZone.china.day(at: now)).contains(day)
    }
}
