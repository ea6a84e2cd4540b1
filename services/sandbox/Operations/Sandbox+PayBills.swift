import Basics
import Crypto
import Loops
import ServiceKit
import Storage

extension Sandbox {
    /// A link to a day's file, good for five minutes, and the hash of the file before it is packed.
    func makeBill(_ bill: PayBill) async throws -> (token: String, hash: String) {
        guard bill.day < CivilZone.china.day(at: clock.now) else { throw PayError.billMissing }
        let file = try await file(of: bill)
        let token = payNumbers.billToken
        let end = clock.now.adding(seconds: PayBill.linkSeconds)
        try await database.write { try PayMerchantStore($0).addBill(bill, token, until: end) }
        return (token, Hex.encode(SHA1.hash(file)))
    }

    /// The file behind a link, packed where that was asked for.
    func openBill(_ token: String, mchid: String) async throws -> Bytes {
        let now = clock.now
        let bill = try await database.read { try PayMerchantStore($0).bill(token, at: now) }
        guard let bill, bill.mchid == mchid else { throw PayError.billLinkEnded }
        let file = try await file(of: bill)
        return bill.isPacked ? try await workers.run { Gzip.pack(file) } : file
    }

    /// A long read: on the workers, where it holds up no loop.
    private func file(of bill: PayBill) async throws -> Bytes {
        try await withTaskExecutorPreference(workers) {
            try await readThere(bill)
        }
    }

    /// Concurrent, so that it begins on the workers.
    @concurrent
    private func readThere(_ bill: PayBill) async throws -> Bytes {
        let start = CivilZone.china.start(of: bill.day)
        let end = CivilZone.china.start(of: bill.day.adding(days: 1))
        return try await database.read { connection in
            var text = PayBillText()
            if bill.kind == .fundFlow {
                text.beginFlows()
                try PayMerchantStore(connection).eachFlow(of: bill.mchid, from: start, to: end) {
                    text.add($0)
                }
                text.endFlows()
                return text.octets
            }
            text.beginTrades()
            if bill.kind != .refund {
                try PayOrderStore(connection).eachPaid(to: bill.mchid, from: start, to: end) {
                    text.add(PayBillText.Trade(order: $0, refund: nil))
                }
            }
            if bill.kind != .success {
                let orders = PayOrderStore(connection)
                try PayRefundStore(connection).each(of: bill.mchid, from: start, to: end) {
                    refund in
                    guard let order = try orders.order(refund.order) else { return }
                    text.add(PayBillText.Trade(order: order, refund: refund))
                }
            }
            text.endTrades()
            return text.octets
        }
    }
}
