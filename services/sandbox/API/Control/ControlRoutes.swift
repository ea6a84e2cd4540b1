import Contracts
import HTTP

/// The addresses of the control calls. The gateway lets none of them through, so they stand in no
/// book but this one.
enum ControlRoutes {
    private static let group = RouteGroup(
        "/sandbox",
        InternalContract.self,
        at: .sandbox,
        access: .everybody
    )

    static let saveUser = group.route(
        .post,
        to: "users",
        "A WeChat user; the same name again changes what is given."
    )
    static let listUsers = group.route(
        .get,
        to: "users",
        "The WeChat users, in the order in which they came."
    )
    static let makeCode = group.route(
        .post,
        to: "code",
        "What wx.login gives on a phone: good once, for five minutes."
    )
    static let makePhoneCode = group.route(
        .post,
        to: "phone-code",
        "What the button that asks for the phone number gives: good once, for five minutes."
    )
    static let readSession = group.route(
        .get,
        to: "session",
        "What wx.checkSession goes by: whether the user has logged in, and under which session key."
    )
    static let listLoginCodes = group.route(
        .get,
        to: "login-codes",
        "What wx.login gave, newest first."
    )
    static let listTokens = group.route(
        .get,
        to: "tokens",
        "The access tokens that are remembered, newest first."
    )
    static let listApps = group.route(
        .get,
        to: "apps",
        "The demo apps with their secrets, the default one first."
    )
    static let saveApp = group.route(
        .post,
        to: "apps",
        "An app with an appid and a secret of one's own; the same appid again changes what is given."
    )
    static let encrypt = group.route(
        .post,
        to: "encrypt",
        "What a phone gets of encrypted data, under the user's present session key."
    )
    static let showMerchant = group.route(
        .get,
        to: "merchant",
        "All that a WeChat Pay SDK has to be told, and how the merchant is set up."
    )
    static let changeMerchant = group.route(
        .post,
        to: "merchant",
        "Changes how WeChat Pay treats the merchant."
    )
    static let saveMerchant = group.route(
        .put,
        to: "merchant",
        "A merchant with a number, keys and a certificate of one's own."
    )
    static let pay = group.route(
        .post,
        to: "pay",
        "The user pays an order, or fails to."
    )
    static let showOrder = group.route(
        .get,
        to: "orders/{prepay_id}",
        "An order as the ledger shows it."
    )
    static let findTransfer = group.route(
        .get,
        to: "transfers",
        "The transfer that a phone is asked to accept, by what the phone is told of it."
    )
    static let confirmTransfer = group.route(
        .post,
        to: "transfers/{out_bill_no}/confirm",
        "The user accepts a transfer, or it fails."
    )
    static let showLedger = group.route(
        .get,
        to: "ledger",
        "What was ordered, refunded and transferred, newest first."
    )
    static let listCallbacks = group.route(
        .get,
        to: "callbacks",
        "What the merchant was told, newest first, and how it was answered."
    )
    static let resendCallback = group.route(
        .post,
        to: "callbacks/{id}/resend",
        "Sends a callback once more now, whatever became of it."
    )
    static let listRequests = group.route(
        .get,
        to: "requests",
        "What came in and what went out, newest first."
    )
    static let showRequest = group.route(
        .get,
        to: "requests/{id}",
        "One request with headers and bodies, and how to repeat it."
    )
    static let clearRequests = group.route(
        .delete,
        to: "requests",
        "Forgets the log of requests."
    )
    static let trigger = group.route(
        .post,
        to: "trigger",
        "Makes something happen that a merchant is told of."
    )
    static let moveClock = group.route(
        .post,
        to: "clock",
        "Moves the time of the sandbox and of every process, or puts it back."
    )
    static let addFault = group.route(
        .post,
        to: "faults",
        "The next calls to a path go wrong, or the next commits of a process."
    )
    static let listFaults = group.route(
        .get,
        to: "faults",
        "What is still to go wrong."
    )
    static let listFaultPlaces = group.route(
        .get,
        to: "fault-places",
        "Where faults can strike, and which at one place."
    )
    static let clearFaults = group.route(
        .delete,
        to: "faults",
        "Nothing is to go wrong any more, or nothing of one script."
    )
    static let removeFault = group.route(
        .delete,
        to: "faults/{id}",
        "One fault is not to happen."
    )
    static let setPages = group.route(
        .post,
        to: "pages",
        "The pages that the released version of an app has."
    )
    static let listCodes = group.route(
        .get,
        to: "codes",
        "The mini-program codes made, newest first: what a phone would read from them."
    )
    static let setPush = group.route(
        .post,
        to: "push",
        "Where an app's back end takes message pushes, and how they are signed and encrypted."
    )
    static let listPushes = group.route(
        .get,
        to: "pushes",
        "The message pushes with what became of them, newest first."
    )
    static let addTemplate = group.route(
        .post,
        to: "templates",
        "A template for subscribe messages in an app's console."
    )
    static let subscribe = group.route(
        .post,
        to: "subscribe",
        "A user allows so many messages of a template, or refuses it."
    )
    static let listMessages = group.route(
        .get,
        to: "messages",
        "The subscribe messages that were sent, newest first."
    )
    static let receiveShipment = group.route(
        .post,
        to: "shipments/{transaction_id}/receive",
        "The user says that what was sent for a payment has come."
    )
    static let listSMS = group.route(
        .get,
        to: "sms",
        "The text messages that were sent, newest first."
    )
    static let setSMSTemplate = group.route(
        .post,
        to: "sms/templates",
        "What a template of text messages says."
    )
    static let readSMSAccount = group.route(
        .get,
        to: "sms/account",
        "What an SDK of either cloud has to be configured with."
    )
    static let setQuota = group.route(
        .post,
        to: "quotas",
        "How often an endpoint of WeChat's may be called, instead of what WeChat allows."
    )
    static let listQuotas = group.route(
        .get,
        to: "quotas",
        "What each app may do, and has done in the present minute and day."
    )
    static let reset = group.route(
        .post,
        to: "reset",
        "Everything as in a new file, but for apps, their secrets, the merchant's keys and the time."
    )
    static let readStatus = group.route(
        .get,
        to: "status",
        "The time, the seed, and how much there is."
    )
}
