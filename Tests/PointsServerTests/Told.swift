import Events
import HTTP
import ServiceKit

@testable import PointsServer

extension Told {
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
        changed(seq, iid, nickname, flags)
    }

    /// What only names the account and its identities.
    static func of(_ seq: Int, _ type: String, iid: Int) -> Told {
        Told(seq, type, subject: "uid:\(iid)", #"{"uid":\#(iid),"iids":[\#(iid)]}"#)
    }
}

extension PointsWorld {
    @discardableResult
    func deliver(_ events: Told...) async -> Answer {
        await harness.deliver(events)
    }
}
