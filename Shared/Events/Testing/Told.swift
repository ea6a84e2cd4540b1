import HTTP
package import ServiceKit

/// An event as auth sends it, for tests of those who hear of it.
package struct Told: Sendable {
    package let json: String

    /// Any event; `data` is its payload.
    package init(
        _ seq: Int,
        _ type: String,
        subject: String = "s",
        at milliseconds: Int64 = 1_768_449_600_000,
        _ data: String
    ) {
        json =
            #"{"id":"auth:\#(seq)","seq":\#(seq),"subject":"\#(subject)","type":"\#(type)","#
            + #""at":\#(milliseconds),"data":\#(data)}"#
    }

    /// The whole profile of an account with one identity of the same number.
    package static func changed(
        _ seq: Int,
        _ uid: Int,
        _ nickname: String,
        _ flags: Set<String> = []
    ) -> Told {
        let named = ["is_phone", "is_email", "is_real_name", "is_face", "is_mp"]
            .map { #""\#($0)":\#(flags.contains($0))"# }.joined(separator: ",")
        return Told(
            seq,
            "user.changed",
            subject: "uid:\(uid)",
            #"{"uid":\#(uid),"iids":[\#(uid)],"nickname":"\#(nickname)","avatar":"https://a/\#(uid)","#
                + #""gender":1,"country":"","province":"","city":"","language":"",\#(named)}"#
        )
    }

    package static func merged(_ seq: Int, _ from: Int, into: Int) -> Told {
        Told(seq, "user.merged", #"{"from":\#(from),"into":\#(into),"iids":[]}"#)
    }

    package static func deleted(_ seq: Int, _ uid: Int) -> Told {
        Told(seq, "user.deleted", #"{"uid":\#(uid),"iids":[\#(uid)]}"#)
    }
}

extension ServiceHarness {
    /// Delivers events as auth does.
    package func deliver(_ events: [Told]) async -> Answer {
        let body = #"{"events":[\#(events.map(\.json).joined(separator: ","))]}"#
        return await call(.post, "/internal/events", json: body)
    }
}
