import HTTP
import ServiceKit

@testable import CommerceServer

/// An event as auth sends it.
struct Told {
    let json: String

    init(_ seq: Int, _ type: String, _ data: String) {
        json =
            #"{"id":"auth:\#(seq)","seq":\#(seq),"subject":"s","type":"\#(type)","#
            + #""at":1768449600000,"data":\#(data)}"#
    }

    static func changed(_ seq: Int, _ uid: Int, _ nickname: String) -> Told {
        let flags = ["is_phone", "is_email", "is_real_name", "is_face", "is_mp"]
            .map { #","\#($0)":false"# }.joined()
        let place = ["country", "province", "city", "language"].map { #","\#($0)":"""# }.joined()
        return Told(
            seq,
            "user.changed",
            #"{"uid":\#(uid),"iids":[\#(uid)],"nickname":"\#(nickname)","#
                + #""avatar":"https://a/\#(uid)","gender":0"# + place + flags + "}"
        )
    }

    static func merged(_ seq: Int, _ from: Int, into: Int) -> Told {
        Told(seq, "user.merged", #"{"from":\#(from),"into":\#(into),"iids":[]}"#)
    }

    static func deleted(_ seq: Int, _ uid: Int) -> Told {
        Told(seq, "user.deleted", #"{"uid":\#(uid),"iids":[\#(uid)]}"#)
    }
}

extension OrderWorld {
    @discardableResult
    func deliver(_ events: Told...) async -> ServiceKit.Answer {
        let body = #"{"events":[\#(events.map(\.json).joined(separator: ","))]}"#
        return await commerce.harness.call(.post, "/internal/events", json: body)
    }
}
