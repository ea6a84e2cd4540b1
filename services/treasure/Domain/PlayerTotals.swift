/// What somebody has done altogether.
package struct PlayerTotals: Sendable, Equatable {
    package let digs: Int64
    package let releases: Int64
    package let partakes: Int64

    package static let none = PlayerTotals(digs: 0, releases: 0, partakes: 0)

    package init(digs: Int64, releases: Int64, partakes: Int64) {
        self.digs = digs
        self.releases = releases
        self.partakes = partakes
    }
}
