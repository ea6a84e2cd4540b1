public import Basics
import Crypto
public import HTTP

/// The keys that our processes prove themselves to each other with: the newest signs, and the one
/// before it is still accepted, so that they can be changed while everything runs.
public struct InternalKeys: Sendable {
    /// A call counts as fresh so many seconds before and after its timestamp.
    public static let freshSeconds: Int64 = 30
    /// The shortest key.
    public static let minimumBytes = 32

    private let newest: Secret<Bytes>
    private let previous: Secret<Bytes>?

    /// One or two keys of at least 32 octets, newest first; nil for anything else.
    public init?(_ keys: [Secret<Bytes>]) {
        guard let newest = keys.first, keys.count <= 2,
            keys.allSatisfy({ $0.reveal().count >= Self.minimumBytes })
        else { return nil }
        self.newest = newest
        previous = keys.count == 2 ? keys[1] : nil
    }

    /// Keys for another purpose, made of these, newest first: what one of them signs is worth
    /// nothing under another.
    package func derived(for purpose: StaticString) -> [Secret<Bytes>] {
        let purpose = purpose.withUTF8Buffer { unsafe Bytes($0) }
        return [newest, previous].compactMap { $0 }
            .map { Secret(HMAC.sha256(key: $0.reveal(), purpose)) }
    }

    /// The signature in base64url, by the newest key.
    public func sign(_ call: SignedCall) -> String {
        Base64.encodeURL(HMAC.sha256(key: newest.reveal(), call.text))
    }

    /// Whether one of the keys made this signature. Takes as long for a near miss as for a guess.
    public func verify(_ call: SignedCall, signature: String) -> Bool {
        verify(call, signature: Bytes(signature.utf8)[...])
    }

    /// The same for a signature as it stands in a request.
    func verify(_ call: SignedCall, signature: ArraySlice<UInt8>) -> Bool {
        let signature = Bytes(signature)
        let text = call.text
        if matches(signature, text, newest) { return true }
        guard let previous else { return false }
        return matches(signature, text, previous)
    }

    private func matches(_ signature: Bytes, _ text: Bytes, _ key: Secret<Bytes>) -> Bool {
        let code = HMAC.sha256(key: key.reveal(), text)
        return ConstantTime.equal(Base64.octetsURL(code), signature)
    }

    /// Sets request id, identity or operator, timestamp and signature on a request that goes to one of our
    /// processes. `body` is signed under `/internal/` only and must be whole there.
    public func sign(
        _ headers: inout HeaderFields,
        method: Method,
        target: Bytes,
        requestID: String,
        identity: String = "",
        administrator: String = "",
        body: Bytes?,
        now: UnixTime
    ) {
        let path = target.prefix { $0 != UInt8(ascii: "?") }
        let call = SignedCall(
            method: method,
            target: target[...],
            requestID: requestID,
            timestamp: String(now.seconds),
            identity: identity,
            administrator: administrator,
            body: SignedCall.signsBody(of: path) ? body ?? [] : nil
        )
        for name in InternalHeader.signed { headers.remove(name) }
        addProof(of: call, to: &headers)
    }

    /// Adds request id, identity or operator, timestamp and signature to fields that have none of them.
    public func addProof(of call: SignedCall, to headers: inout HeaderFields) {
        let code = HMAC.sha256(key: newest.reveal(), call.text)
        headers.add(octets: InternalHeader.Octets.requestID, call.requestID)
        headers.add(octets: InternalHeader.Octets.identity, call.identity)
        if !call.administrator.isEmpty {
            headers.add(octets: InternalHeader.Octets.operator, call.administrator)
        }
        headers.add(octets: InternalHeader.Octets.timestamp, call.timestamp)
        headers.add(octets: InternalHeader.Octets.signature, Base64.octetsURL(code)[...])
    }
}
