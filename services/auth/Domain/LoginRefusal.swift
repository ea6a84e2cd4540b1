/// Why somebody is not logged in.
package enum LoginRefusal: Error, Sendable, Equatable, CaseIterable {
    /// No app was named and there is no default, or we do not know it, or it is out of service.
    case appUnknown
    /// WeChat does not know the code, or it is older than five minutes.
    case codeInvalid
    /// The code was traded before, and longer ago than we remember.
    case codeUsed
    /// WeChat or the back office keeps this user out.
    case userBlocked
    /// WeChat refuses for a reason that lies with the app: its secret, its quota, our address.
    case appRefused
    /// WeChat did not answer, or said to come again later.
    case weChatAway
}
