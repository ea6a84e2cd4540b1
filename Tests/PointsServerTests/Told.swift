import HTTP
import ServiceKit

@testable import PointsServer

/// An event as auth sends it.
struct Told {
    let json: String

    init(_ seq: Int, _ type: String, subject: String, at: Int64 = 1_768_449_600_000, _ data: String)
    {
        json =
            #"{"id":"auth:\#(seq)","seq":\#(seq),"subject":"\#(subject)","type":"\#(type)","#
            + #""at":\#(at),"data":\#(data)}"#
    }

    /// Somebody registers; the account has the identity's number unless another is given.
    static func registered(
        _ seq: Int,
        iid: Int,
        uid: Int? = nil,
        invite: String? = nil,
        at: Int64 = 1_768_449_600_000
    ) -> Told {
        let invite = invite.map { #","invite":"\#($0)""# } ?? ""
        return Told(
            seq,
            "user.registered",
            subject: "iid:\(iid)",
            at: at,
            #"{"iid":\#(iid),"uid":\#(uid ?? iid),"app":1,"openid":"o\#(iid)"\#(invite)}"#
        )
    }

    /// The whole profile of an account with one identity of the same number.
    static func changed(_ seq: Int, iid: Int, _ nickname: String, _ flags: Set<String> = []) -> Told
    {
        let named = ["is_phone", "is_email", "is_real_name", "is_face", "is_mp"]
            .map { #""\#($0)":\#(flags.contains($0))"# }.joined(separator: ",")
        return Told(
            seq,
            "user.changed",
            subject: "uid:\(iid)",
            #"{"uid":\#(iid),"iids":[\#(iid)],"nickname":"\#(nickname)","avatar":"https://a/\#(iid)","#
                + #""gender":1,"country":"","province":"","city":"","language":"",\#(named)}"#
        )
    }

    /// What only names the account and its identities.
    static func of(_ seq: Int, _ type: String, iid: Int) -> Told {
        Told(seq, type, subject: "uid:\(iid)", #"{"uid":\#(iid),"iids":[\#(iid)]}"#)
    }
}

extension PointsWorld {
    @discardableResult
    func deliver(_ events: Told...) async -> Answer {
        let body = #"{"events":[\#(events.map(\.json).joined(separator: ","))]}"#
        return await harness.call(.post, "/internal/events", json: body)
    }
}
