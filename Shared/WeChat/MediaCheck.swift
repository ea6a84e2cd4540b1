public import Basics

/// A picture or sound for WeChat to fetch and look at (`media_check_async`, version 2). The verdict
/// comes within half an hour as ``PushMessage/Event/mediaCheck(_:)``.
public struct MediaCheck: Sendable, Equatable {
    /// What there is at the URL.
    public enum Kind: Int64, Sendable {
        case audio = 1
        case image = 2
    }

    /// From where WeChat fetches it: at most 10 MB.
    public var url: String
    public var kind: Kind
    /// Whose it is; has to have been in the app within two hours.
    public var openid: ExternalID
    /// Where it stands.
    public var scene: ContentScene

    /// A file to be looked at.
    public init(_ kind: Kind, at url: String, by openid: ExternalID, scene: ContentScene) {
        self.kind = kind
        self.url = url
        self.openid = openid
        self.scene = scene
    }
}
