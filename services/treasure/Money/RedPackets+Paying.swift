import AuthCalls
import Basics
import Events
import Payments
import ServiceKit
import Storage
import TreasureDomain
import WeChatPay

/// Why a task is not paid.
enum PayRefusal: Error, Sendable, CaseIterable {
    case playerUnknown
    case playerUnregistered
    /// None, or somebody else's.
    case taskUnknown
    /// Goods cost nothing.
    case notPaidFor
    /// It is not what is due.
    case amountWrong
    case alreadyPaid
    /// It was not paid in time, or is over for another reason.
    case over
    /// Published in an app of another merchant account.
    case otherMerchant
    /// WeChat Pay will not have it.
    case notAllowed
}

extension RedPackets {
    /// What the phone is handed to pay for a task. `amount` is what the publisher thinks is due.
    func pay(
        _ code: TaskCode,
        _ amount: Money,
        by player: Player
    ) async throws(Failure<PayRefusal>) -> RequestPaymentArguments {
        let app: DirectoryApp?
        do throws(Failure<Never>) {
            app = try await apps.app(player.app)
        } catch {
            throw error.map { never -> PayRefusal in }
        }
        guard let app, let mchid = app.mchid else { throw .refused(.otherMerchant) }
        return try await payments.pay(refusing: PayRefusal.init) { unit in
            let owner = try PeopleStore(unit.connection).account(player.uid)
            guard let task = try TaskStore(unit.connection).task(code), task.publisher == owner
            else { throw PayRefusal.taskUnknown }
            guard task.terms.kind == .redPacket, let payBy = task.payBy else {
                throw PayRefusal.notPaidFor
            }
            guard !task.isPaid else { throw PayRefusal.alreadyPaid }
            guard task.state == .awaitingPayment else { throw PayRefusal.over }
            guard amount == task.due else { throw PayRefusal.amountWrong }
            guard mchid == task.merchant else { throw PayRefusal.otherMerchant }
            return PaymentRequest(
                ref: MoneyRef.task(task.id).text,
                mchid: mchid,
                appid: app.appid,
                openid: player.openid.text,
                description: MoneyTexts.payment,
                amount: task.due,
                expiresAt: payBy
            )
        }
    }
}

extension PayRefusal {
    init(_ refusal: PaymentRefusal) {
        switch refusal {
        case .alreadyPaid: self = .alreadyPaid
        case .closed: self = .over
        case .amountInvalid: self = .amountWrong
        case .accountUnknown: self = .otherMerchant
        case .notAllowed: self = .notAllowed
        }
    }
}
