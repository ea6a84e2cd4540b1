/// Why data that a phone sends of its user gives nothing.
package enum DataRefusal: Error, Sendable, Equatable, CaseIterable {
    /// There is no such WeChat identity.
    case identityUnknown
    /// Neither the present nor the previous session key opens it: the phone has to log in again.
    case sessionKeyWrong
    /// It is not Base64, not of whole blocks, no JSON, or not what was asked for.
    case malformed
    /// WeChat encrypted it for another mini-program.
    case ofAnotherApp
    /// WeChat encrypted it for another user.
    case ofAnotherUser
    /// The WeChat user has no phone number.
    case phoneMissing
    /// WeChat does not take the code of a phone number.
    case codeRefused
    /// The account has another verified mobile.
    case boundToAnother
    /// The mini-program is out of service, or what we know of it does not satisfy WeChat.
    case appUnconfigured
    /// WeChat did not answer, or said to come again later.
    case weChatAway
}
