public import Contracts
public import HTTP
public import ServiceKit

/// `POST /internal/points/adjust {iid, point, reason, ref}`: gives points, or takes them when negative,
/// for a reason. Once for each `ref`.
public enum AdjustPointsCall: InternalCall {
    public typealias Answer = PointsReceipt
    public typealias Refusal = PointsRefusal

    public static let route = InternalRoutes.adjustPoints

    /// What is given.
    public struct Request: InternalRequest, Equatable {
        private static let point = Field.integer(
            "point",
            "How many are given; negative where they are taken.",
            in: -PointsChange.mostPoints...PointsChange.mostPoints
        )

        /// Negative where they are taken.
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
