public import Basics
package import JSON

/// One thing that a session may do for another account, until a moment. Auth gives it to whoever
/// redeems a scene of that account, and the gateway signs it along with the identity.
///
/// To be asked for by ``Identity/owner(granting:at:)``, which looks at the time as well.
public struct Grant: Sendable, Hashable {
    /// The account whose thing it is.
    public let uid: ID<User>
    /// What it is for, and nothing else: `order:…`.
    public let subject: ExternalID
    /// The first moment, by the domain's clock, at which it is good no more.
    public let expires: UnixTime

    /// A grant of its parts.
    public init(uid: ID<User>, subject: ExternalID, expires: UnixTime) {
        self.uid = uid
        self.subject = subject
        self.expires = expires
    }

    /// `{"uid","subject","expires_at"}`, in whole seconds; nil for anything else.
    package init?(_ json: JSONValue) {
        guard let uid = json["uid"]?.integer, let subject = json["subject"]?.string,
            let end = json["expires_at"]?.integer
        else { return nil }
        self.init(uid: ID(uid), subject: ExternalID(subject), expires: UnixTime(seconds: end))
    }

    func append(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("uid")
        writer.integer(uid.rawValue)
        writer.key("subject")
        writer.string(subject.text)
        writer.key("expires_at")
        writer.integer(expires.seconds)
        writer.endObject()
    }
}

extension Identity {
    /// The account for which the caller may do this one thing at the moment; nil for none. It is
    /// not the caller's account, and gives nothing but that.
    public func owner(granting subject: ExternalID, at now: UnixTime) -> ID<User>? {
        guard let grant, grant.subject == subject, now < grant.expires else { return nil }
        return grant.uid
    }
}
