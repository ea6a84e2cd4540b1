import Basics
public import Storage

/// Proves on a live file that money adds up: rows, entries and balances say the same.
public enum PaymentVerification {
    /// What is wrong, a line each; nothing where all is well.
    public static func problems(in connection: Connection) throws -> [String] {
        let store = VerificationStore(connection)
        var problems = try store.wrongBalances().map { "fund \($0): entries and balance differ" }
        problems += try store.paymentsWithoutEntry().map {
            "payment \($0): its money is not entered"
        }
        problems += try store.wrongRefundSums().map {
            "payment \($0): refunds and their sum differ"
        }
        problems += try store.refundsWithoutEntry().map { "refund \($0): its money is not entered" }
        problems += try store.transfersWithoutEntry().map {
            "transfer \($0): its money is not entered"
        }
        problems += try store.strayEntries().map { "entry \($0): of nothing" }
        problems += try store.paidTwice().map { "\($0): paid out twice" }
        for mchid in try store.accounts() where try !report(account: mchid, in: connection).addsUp {
            problems.append("account \(mchid): what came in is not all somewhere")
        }
        return problems
    }

    /// Where the money of a merchant account is.
    public static func report(
        account mchid: String,
        in connection: Connection
    ) throws -> MoneyReport {
        try VerificationStore(connection).report(account: mchid)
    }

    /// Where the money of a fund is.
    public static func report(fund: String, in connection: Connection) throws -> MoneyReport {
        try VerificationStore(connection).report(fund: fund)
    }
}
