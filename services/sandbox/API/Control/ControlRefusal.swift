import Contracts

/// What a control call says no to.
enum ControlRefusal: Error, Sendable, Equatable {
    case hostForeign(String)
    case originForeign
    case userUnknown(String)
    case tooManyUsers
    case phoneMissing
    case appUnknown(String)
    case merchantUnknown(String)
    case pushKeyUnusable
    case prepayUnknown(String)
    case prepayEnded
    case payerDiffers(String)
    case orderNotOpen(state: String)
    case paySignWrong
    case transferUnknown(String)
    case transferNotWaiting(state: String)
    case receiverDiffers
    case callbackUnknown(String)
    case requestUnknown(String)
    case notifyMissing
    case moneyMissing
    case tooManyApps
    case keyUnusable(String)
    case nothingShipped(String)
    case faultUnknown(String)
    case scriptUnknown(String)
    case tooManyFaults
    case serviceUnknown(String)
    case serviceNotRunning(String)
    case serviceNotDone(String)
    case clockTooFar
    case clockNotEverywhere([String])

    /// Its line of the table.
    var code: Code { Code(status, text, name: name) }

    private var status: Int {
        switch self {
        case .pushKeyUnusable, .clockTooFar, .keyUnusable: 400
        case .hostForeign, .originForeign, .payerDiffers, .receiverDiffers: 403
        case .userUnknown, .appUnknown, .merchantUnknown, .prepayUnknown, .transferUnknown,
            .callbackUnknown, .requestUnknown,
            .faultUnknown, .scriptUnknown, .serviceUnknown:
            404
        case .tooManyUsers, .phoneMissing, .prepayEnded, .orderNotOpen, .transferNotWaiting,
            .nothingShipped, .tooManyFaults, .notifyMissing, .moneyMissing, .tooManyApps:
            409
        case .paySignWrong: 422
        case .serviceNotRunning, .serviceNotDone, .clockNotEverywhere: 502
        }
    }

    /// For programs.
    private var name: String {
        switch self {
        case .hostForeign: "host_foreign"
        case .originForeign: "origin_foreign"
        case .userUnknown: "user_unknown"
        case .tooManyUsers: "too_many_users"
        case .phoneMissing: "phone_missing"
        case .appUnknown: "app_unknown"
        case .merchantUnknown: "merchant_unknown"
        case .pushKeyUnusable, .clockTooFar: "bad_request"
        case .keyUnusable: "key_unusable"
        case .requestUnknown: "request_unknown"
        case .notifyMissing: "notify_missing"
        case .moneyMissing: "money_missing"
        case .tooManyApps: "too_many_apps"
        case .prepayUnknown: "prepay_unknown"
        case .prepayEnded: "prepay_ended"
        case .payerDiffers: "payer_differs"
        case .orderNotOpen: "order_not_open"
        case .paySignWrong: "pay_sign_wrong"
        case .transferUnknown: "transfer_unknown"
        case .transferNotWaiting: "transfer_not_waiting"
        case .receiverDiffers: "receiver_differs"
        case .callbackUnknown: "callback_unknown"
        case .nothingShipped: "nothing_shipped"
        case .faultUnknown: "fault_unknown"
        case .scriptUnknown: "script_unknown"
        case .tooManyFaults: "too_many_faults"
        case .serviceUnknown: "service_unknown"
        case .serviceNotRunning: "not_running"
        case .serviceNotDone: "not_done"
        case .clockNotEverywhere: "not_everywhere"
        }
    }

    /// For people.
    private var text: String {
        switch self {
        case .hostForeign(let host):
            "\(host) is no name of this machine; KUMQUAT_SANDBOX_PUBLIC=1 lets it pass."
        case .originForeign: "The page of another site may not change anything here."
        case .userUnknown(let name): "There is no user \(name); POST /sandbox/users makes one."
        case .tooManyUsers: "There are \(Sandbox.maximumPeople) users already."
        case .phoneMissing: "This user has no phone number; POST /sandbox/users gives one."
        case .appUnknown(let appid): "There is no app \(appid); GET /sandbox/apps lists them."
        case .merchantUnknown(let mchid):
            "There is no merchant \(mchid); GET /sandbox/apps names one for each app."
        case .pushKeyUnusable: "encoding_aes_key has 43 letters and digits."
        case .prepayUnknown(let id): "There is no order \(id), or no longer by that name."
        case .prepayEnded:
            "The prepay_id, code or link has run out; place the same order again."
        case .payerDiffers(let name): "The order is not for \(name) to pay."
        case .orderNotOpen(let state): "The order is not to be paid: \(state)."
        case .paySignWrong:
            "paySign is not the merchant's signature over appId, timeStamp, nonceStr, package."
        case .transferUnknown(let number): "There is no transfer \(number)."
        case .transferNotWaiting(let state):
            "The transfer does not wait for its user, or no longer: \(state)."
        case .receiverDiffers: "The transfer is for another user."
        case .callbackUnknown(let id):
            "There is no callback \(id), or it is being sent right now."
        case .requestUnknown(let id): "There is no request \(id) in the log, or no longer."
        case .notifyMissing:
            "Nobody was told of such an event yet; notify_url says who is to be."
        case .moneyMissing: "The merchant's balance is too low; POST /sandbox/merchant sets it."
        case .tooManyApps: "There are \(AppStore.maximumCount) apps already."
        case .keyUnusable(let why): why
        case .nothingShipped(let number): "Nothing is on its way for the payment \(number)."
        case .faultUnknown(let id): "There is no fault \(id); it may have happened."
        case .scriptUnknown(let name): "No fault of a script \(name) is waiting."
        case .tooManyFaults: "More than \(FaultStore.maximumCount) faults would be waiting."
        case .serviceUnknown(let name): "There is no process \(name)."
        case .serviceNotRunning(let name): "\(name) does not run."
        case .serviceNotDone(let name): "\(name) did not take it; has it a database?"
        case .clockTooFar: "The clock cannot be moved so far; reset puts it back."
        case .clockNotEverywhere(let names):
            "The clock was moved, but not at: \(names.joined(separator: ", "))."
        }
    }
}
