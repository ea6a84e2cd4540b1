public import Basics

/// What somebody is to pay, as the service that sells it says.
public struct PaymentRequest: Sendable, Equatable {
    /// What is paid for, `order:5`. One thing is paid once, whatever is asked for how often.
    public var ref: String
    /// Whose money it is, `task:7`: refunds and transfers of the same fund never take more out of
    /// it than has come in.
    public var fund: String
    /// The merchant account of the app.
    public var mchid: String
    /// The mini-program in which it is paid.
    public var appid: String
    /// The payer in that app.
    public var openid: String
    /// For the payer to read; up to 127 characters.
    public var description: String
    /// How much.
    public var amount: Money
    /// Until when it can be paid.
    public var expiresAt: UnixTime

    /// A payment of these parts; its fund is the thing itself where nothing else is said.
    public init(
        ref: String,
        fund: String? = nil,
        mchid: String,
        appid: String,
        openid: String,
        description: String,
        amount: Money,
        expiresAt: UnixTime
    ) {
        self.ref = ref
        self.fund = fund ?? ref
        self.mchid = mchid
        self.appid = appid
        self.openid = openid
        self.description = description
        self.amount = amount
        self.expiresAt = expiresAt
    }
}

/// Money to be given back to whoever paid.
public struct RefundRequest: Sendable, Equatable {
    /// The cause, `order:5:whole`. One cause gives money back once, whatever is asked for how
    /// often.
    public var ref: String
    /// What was paid for: the `ref` of its payment.
    public var payment: String
    /// How much of it.
    public var amount: Money
    /// For the payer to read; up to 80 characters.
    public var reason: String

    /// A refund of these parts.
    public init(ref: String, payment: String, amount: Money, reason: String) {
        self.ref = ref
        self.payment = payment
        self.amount = amount
        self.reason = reason
    }
}

/// Money to be paid to a user.
public struct TransferRequest: Sendable, Equatable {
    /// What it is for, `prize:9`. One thing is paid out once, whatever is asked for how often.
    public var ref: String
    /// Out of which money, `task:7`.
    public var fund: String
    /// The mini-program in which the user accepts it.
    public var appid: String
    /// The receiver in that app.
    public var openid: String
    /// How much; less than the 2,000 yuan from which on WeChat Pay wants the receiver's name.
    public var amount: Money
    /// What the receiver reads, and what WeChat Pay has to be told of the occasion.
    public var terms: TransferTerms

    /// A transfer of these parts.
    public init(
        ref: String,
        fund: String,
        appid: String,
        openid: String,
        amount: Money,
        terms: TransferTerms
    ) {
        self.ref = ref
        self.fund = fund
        self.appid = appid
        self.openid = openid
        self.amount = amount
        self.terms = terms
    }
}
