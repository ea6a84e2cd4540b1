import Basics
import ConsoleDomain

/// Something that was done, before it is done.
struct TrailCall: Sendable {
    /// `o:5`; empty for nobody whom we know.
    var operatorID = ""
    var operatorName = ""
    var session: Int64 = 0
    var address = ""
    var method = ""
    /// The address as it stands in the book, with names in braces.
    var path = ""
    var service = "console"
    /// On whom or what.
    var subject = ""
    var reason = ""
    /// What was to be changed, as JSON; secrets as digests.
    var fields = "{}"
    var requestID = ""
}

/// A row of the trail: a call, or the end of one.
struct TrailEntry: Sendable {
    enum Kind: String, Sendable {
        case call, end
    }

    let number: Int64
    let kind: Kind
    /// The number of the call that this is the end of; 0 for a call.
    let of: Int64
    let at: UnixTime
    let call: TrailCall
    /// The status of the answer; 0 for a call.
    let status: Int64
    let hash: Bytes

    var row: TrailRow {
        TrailRow([
            String(number), kind.rawValue, String(of), String(at.milliseconds), call.operatorID,
            call.operatorName, String(call.session), call.address, call.method, call.path,
            call.service, call.subject, call.reason, call.fields, call.requestID, String(status),
        ])
    }
}

/// Which rows of the trail are meant.
struct TrailFilter: Sendable {
    var operatorID = ""
    var subject = ""
    var service = ""
    var from = UnixTime(milliseconds: 0)
    var to = UnixTime(milliseconds: .max)
}

/// A call with what became of it.
struct TrailLine: Sendable {
    let entry: TrailEntry
    let status: Int64?
    let endedAt: UnixTime?
}

/// What a proof of the trail comes to.
struct TrailProof: Sendable {
    let rows: Int64
    let head: Bytes
    /// The first row that is not what it was.
    let brokenAt: Int64?
}
