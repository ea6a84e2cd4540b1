import Admin
import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

/// How the back office spells orders.
enum AdjustmentWire {
    /// Longest ref, in octets.
    private static let refBytes = 64

    private static let openid = Field.externalID("openid", "Whose points.")
    private static let app = Field.id(
        "app",
        "The mini-program, where several know the openid."
    )
    private static let given = Field.integer(
        "point",
        "How many are given; negative where they are taken.",
        in: -Adjustment.mostPoints...Adjustment.mostPoints
    )
    private static let spent = Field.integer(
        "point",
        "How many are spent.",
        in: 1...Adjustment.mostPoints
    )
    private static let ref = Field.text(
        "ref",
        "The cause: a second adjustment under it does nothing.",
        maximum: refBytes,
        example: "order-1"
    )
    .map { ref in ref.utf8.allSatisfy { (0x21...0x7e).contains($0) } ? ref : nil }

    struct Output: Payload {
        let iid: Int64
        let balance: Int64
        /// The same was ordered before, and nothing was done now.
        let repeated: Bool
        /// Nothing is done before another operator approves this.
        let approval: Int64?

        init(_ decision: PointsService.Decision) {
            switch decision {
            case .done(let iid, let balance, let isRepeat):
                self.iid = iid
                self.balance = balance
                repeated = isRepeat
                approval = nil
            case .waits(let iid, let balance, let approval):
                self.iid = iid
                self.balance = balance
                repeated = false
                self.approval = approval
            }
        }
    }

    /// Of the back office, which knows people by their openid.
    static func ofOffice(
        _ task: PointsTask,
        _ fields: FieldReader
    ) throws(ParameterProblem) -> Adjustment {
        let openid = try fields.read(openid)
        let app = try fields.readIfPresent(app)
        return try adjustment(
            task,
            for: .openid(openid, app: app.map { ID($0) }),
            ref: try fields.readIfPresent(ref),
            fields
        )
    }

    /// `point`: for `redeem` what is taken, for `adjust` what is given, or taken when negative.
    private static func adjustment(
        _ task: PointsTask,
        for owner: Adjustment.Owner,
        ref: String?,
        _ fields: FieldReader
    ) throws(ParameterProblem) -> Adjustment {
        let isSpending = task == .redeem
        let point = try fields.read(isSpending ? spent : given)
        guard point != 0 else { throw .malformed("point") }
        return Adjustment(
            owner: owner,
            task: task,
            points: Points(isSpending ? -point : point),
            reason: try fields.read(AdminFields.reason),
            ref: ref
        )
    }

    static func code(for refusal: Adjustment.Refusal) -> Code {
        switch refusal {
        case .participantUnknown:
            Code(404, "There is no such participant.", name: "participant_unknown")
        case .ambiguous:
            Code(409, "Several apps know that openid: name the app.", name: "openid_ambiguous")
        case .insufficientBalance:
            Code(409, "The balance would fall below zero.", name: "balance_too_low")
        case .refReused:
            Code(409, "Something else was ordered under that ref.", name: "ref_reused")
        }
    }
}
