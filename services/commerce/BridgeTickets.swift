import Basics
import CommerceDomain
import Crypto
import ServiceKit

/// What makes a link of the bridge good: an end, and the proof that we made it for this order and
/// this user. Without it whoever guesses an order's number would log in as its buyer.
struct BridgeTickets: Sendable {
    /// What a ticket is for.
    struct Subject: Sendable, Equatable {
        let order: OrderNumber
        let uid: ID<User>
        let oper: Int64
    }

    /// What a ticket is worth.
    enum Worth: Sendable, Equatable, CaseIterable {
        case good
        /// Its time is over.
        case expired
        /// We did not make it, or not for this.
        case forged
    }

    private let keys: [Secret<Bytes>]

    /// Tickets by keys that are made of those between our processes.
    init(_ keys: InternalKeys) {
        self.keys = keys.derived(for: "tickets of the bridge, 1")
    }

    /// `<end in seconds>.<HMAC-SHA256 in base64url>`.
    func ticket(for subject: Subject, until end: UnixTime) -> String {
        guard let newest = keys.first else { return "" }
        return "\(end.seconds)." + Base64.encodeURL(Self.proof(subject, end.seconds, newest))
    }

    /// What a ticket is worth for this.
    func worth(of ticket: String, for subject: Subject, at now: UnixTime) -> Worth {
        let parts = ticket.utf8.split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false
        )
        guard parts.count == 2, let end = DecimalDigits.value(of: parts[0]),
            let proof = Base64.decodeURL(String(decoding: Array(parts[1]), as: UTF8.self)),
            keys.contains(where: { ConstantTime.equal(Self.proof(subject, end, $0), proof) })
        else { return .forged }
        return now.seconds < end ? .good : .expired
    }

    private static func proof(_ subject: Subject, _ end: Int64, _ key: Secret<Bytes>) -> Bytes {
        let text = "\(subject.order.text)\n\(subject.uid)\n\(subject.oper)\n\(end)"
        return HMAC.sha256(key: key.reveal(), Bytes(text.utf8))
    }
}
