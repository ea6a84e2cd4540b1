/// What points are earned with; the raw value is what the ledger keeps.
package enum PointsTask: String, Sendable, CaseIterable {
    case signIn = "sign_in"
}
