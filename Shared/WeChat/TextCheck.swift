public import Basics

/// A text for WeChat to look at (`msg_sec_check`, version 2).
public struct TextCheck: Sendable, Equatable {
    /// At most 2,500 characters.
    public var text: String
    /// Who wrote it; has to have been in the app within two hours.
    public var openid: ExternalID
    /// Where it stands.
    public var scene: ContentScene
    /// What stands above it.
    public var title: String?
    /// What its author is called.
    public var nickname: String?

    /// Longest text that WeChat takes, in characters (Unicode scalars).
    public static let maximumCharacters = 2500

    /// A text without title and nickname.
    public init(_ text: String, by openid: ExternalID, scene: ContentScene) {
        self.text = text
        self.openid = openid
        self.scene = scene
    }
}
