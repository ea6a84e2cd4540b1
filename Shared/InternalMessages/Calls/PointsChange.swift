public import Basics
import HTTP
public import ServiceKit

/// Whose points change, why, and by which cause.
public struct PointsChange: Sendable, Equatable {
    /// Most points in one change, in either direction.
    public static let mostPoints: Int64 = 1_000_000_000
    private static let refLength = 64
    private static let reasonLength = 200

    private static let iid = Field.integer("iid", "Whose points.")
    private static let reason = Field.text("reason", "Why.", maximum: reasonLength)
    private static let ref = Field.text(
        "ref",
        "The cause, in printable ASCII: a second change under it does nothing.",
        maximum: refLength,
        example: "order-1"
    )

    /// Whose points.
    public let iid: ID<WeChatIdentity>
    /// How many.
    public let point: Int64
    /// Why.
    public let reason: String
    /// The cause: a second change under it does nothing.
    public let ref: String

    /// A change of its parts.
    public init(iid: ID<WeChatIdentity>, point: Int64, reason: String, ref: String) {
        self.iid = iid
        self.point = point
        self.reason = reason
        self.ref = ref
    }

    init(_ fields: FieldReader, _ point: Field<Int64>) throws(ParameterProblem) {
        iid = ID(try fields.read(Self.iid))
        ref = try fields.read(Self.ref)
        guard ref.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw .malformed("ref") }
        self.point = try fields.read(point)
        guard self.point != 0 else { throw .malformed("point") }
        reason = try fields.read(Self.reason)
    }

    func write(to fields: inout FieldWriter, _ point: Field<Int64>) {
        fields.write(Self.iid, iid.rawValue)
        fields.write(point, self.point)
        fields.write(Self.reason, reason)
        fields.write(Self.ref, ref)
    }
}

/// How the points stand now.
public struct PointsReceipt: Payload, Sendable {
    public let iid: Int64
    public let balance: Int64
    /// The same was asked before, and nothing was done now.
    public let repeated: Bool

    /// A receipt of its parts.
    public init(iid: ID<WeChatIdentity>, balance: Int64, repeated: Bool) {
        self.iid = iid.rawValue
        self.balance = balance
        self.repeated = repeated
    }
}

/// Why no points change.
public enum PointsRefusal: String, InternalRefusal, CaseIterable {
    case participantUnknown = "participant_unknown"
    case balanceTooLow = "balance_too_low"
    /// Something else was asked under that ref.
    case refReused = "ref_reused"

    public var status: Int { self == .participantUnknown ? 404 : 409 }

    public var message: String {
        switch self {
        case .participantUnknown: "There is no such participant."
        case .balanceTooLow: "The balance would fall below zero."
        case .refReused: "Something else was ordered under that ref."
        }
    }
}
