import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

/// How orders are spelled between our processes and by the back office.
enum AdjustmentWire {
    /// Longest reason, in characters, and longest ref, in octets.
    private static let reasonLength = 200
    private static let refBytes = 64

    struct Output: Encodable {
        let iid: Int64
        let balance: Int64
        /// The same was ordered before, and nothing was done now.
        let repeated: Bool

        init(_ receipt: Adjustment.Receipt) {
            iid = receipt.participant.rawValue
            balance = receipt.balance.count
            repeated = receipt.isRepeat
        }
    }

    /// Of the back office, which knows people by their openid.
    static func ofOffice(
        _ task: PointsTask,
        _ wire: Parameters
    ) throws(ParameterProblem) -> Adjustment {
        let openid = ExternalID(try wire.text("openid"))
        return try adjustment(
            task,
            for: .openid(openid, app: try wire.optionalInteger("app").map { ID($0) }),
            wire
        )
    }

    /// Of another process, which may ask twice.
    static func ofService(
        _ task: PointsTask,
        _ wire: Parameters
    ) throws(ParameterProblem) -> Adjustment {
        let adjustment = try adjustment(task, for: .id(ID(try wire.integer("iid"))), wire)
        guard adjustment.ref != nil else { throw .missing("ref") }
        return adjustment
    }

    /// `point`: for `redeem` what is taken, for `adjust` what is given, or taken when negative.
    private static func adjustment(
        _ task: PointsTask,
        for owner: Adjustment.Owner,
        _ wire: Parameters
    ) throws(ParameterProblem) -> Adjustment {
        let point = try wire.integer("point")
        let isSpending = task == .redeem
        guard point != 0, point.magnitude <= UInt64(Adjustment.mostPoints), !isSpending || point > 0
        else { throw .malformed("point") }
        let reason = try wire.text("reason")
        guard reason.unicodeScalars.count <= reasonLength else { throw .malformed("reason") }
        let ref = try wire.optionalText("ref")
        if let ref {
            let isPrintable = ref.utf8.allSatisfy { (0x21...0x7e).contains($0) }
            guard isPrintable, ref.utf8.count <= refBytes else { throw .malformed("ref") }
        }
        return Adjustment(
            owner: owner,
            task: task,
            points: Points(isSpending ? -point : point),
            reason: reason,
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
