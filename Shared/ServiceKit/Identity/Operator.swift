public import Basics
public import Contracts
import JSON

/// Who acts in the back office: a person with duties, or the key for scripts. Signed with the call,
/// never what the caller says of itself.
public struct Operator: Sendable, Hashable {
    /// `o:5` for a person, `key` for whoever has the admin key.
    public let id: String
    /// As trails show it.
    public let name: String
    /// What the operator is there for.
    public let duties: Set<Duty>
    /// The merchants whose staff the operator is; empty for none in particular.
    public let merchants: Set<Int64>
    /// When the operator logged in or proved themselves again last, by the real clock; nil for the
    /// key.
    public let provenAt: UnixTime?

    /// The operator that stands for the admin key: every duty, and no approval.
    public static let key = Operator(id: "key", name: "key", duties: Set(Duty.allCases))

    /// A proof is fresh for so long.
    public static let freshSeconds: Int64 = 300

    /// An operator of these parts.
    public init(
        id: String,
        name: String,
        duties: Set<Duty>,
        merchants: Set<Int64> = [],
        provenAt: UnixTime? = nil
    ) {
        self.id = id
        self.name = name
        self.duties = duties
        self.merchants = merchants
        self.provenAt = provenAt
    }

    /// Whether one of the duties is theirs.
    public func has(oneOf wanted: [Duty]) -> Bool {
        wanted.contains(where: duties.contains)
    }

    /// Whether they may approve what another has asked for: a person who has just proved who they
    /// are.
    public func mayApprove(at now: UnixTime) -> Bool {
        guard let provenAt else { return false }
        return (now.seconds - Self.freshSeconds...now.seconds).contains(provenAt.seconds)
    }

    /// The value of `X-Kumquat-Operator`: base64url of
    /// `{"id","name","duties","merchants","proven_at"?}`.
    public func header() -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("id")
        writer.string(id)
        writer.key("name")
        writer.string(name)
        writer.key("duties")
        writer.beginArray()
        for duty in Duty.allCases where duties.contains(duty) { writer.string(duty.rawValue) }
        writer.endArray()
        writer.key("merchants")
        writer.beginArray()
        for merchant in merchants.sorted() { writer.integer(merchant) }
        writer.endArray()
        if let provenAt {
            writer.key("proven_at")
            writer.integer(provenAt.seconds)
        }
        writer.endObject()
        return Base64.encodeURL(writer.bytes)
    }

    /// Reads what ``header()`` makes; nil for anything else. Says nothing about who made it.
    public init?(header: String) {
        guard let octets = Base64.decodeURL(header), let json = try? JSON.parse(octets),
            let id = json["id"]?.string, !id.isEmpty, let name = json["name"]?.string,
            let duties = json["duties"]?.array, let merchants = json["merchants"]?.array
        else { return nil }
        self.init(
            id: id,
            name: name,
            // A duty that this release does not know gives no right here.
            duties: Set(duties.compactMap { $0.string.flatMap(Duty.init(rawValue:)) }),
            merchants: Set(merchants.compactMap(\.integer)),
            provenAt: json["proven_at"]?.integer.map { UnixTime(seconds: $0) }
        )
    }
}
