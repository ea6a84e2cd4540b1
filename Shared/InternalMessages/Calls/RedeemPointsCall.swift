public import Contracts
public import HTTP
public import ServiceKit

/// `POST /internal/points/redeem {iid, point, reason, ref}`: takes points that somebody spends. Once for
/// each `ref`.
public enum RedeemPointsCall: InternalCall {
    public typealias Answer = PointsReceipt
    public typealias Refusal = PointsRefusal

    public static let route = InternalRoutes.redeemPoints

    /// What is spent.
    public struct Request: InternalRequest, Equatable {
        private static let point = Field.integer(
            "point",
            "How many are spent.",
            in: 1...PointsChange.mostPoints
        )

        /// As many as are spent: positive.
        public let change: PointsChange

        /// This change.
        public init(_ change: PointsChange) {
            self.change = change
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            change = try PointsChange(fields, Self.point)
        }

        public func write(to fields: inout FieldWriter) {
            change.write(to: &fields, Self.point)
        }
    }
}
