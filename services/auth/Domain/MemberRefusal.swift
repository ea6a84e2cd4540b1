/// Why somebody is not registered, or not let in, on wx_auth.
package enum MemberRefusal: Error, Sendable, Equatable {
    /// There is neither a token nor a handle of a session.
    case unproven
    /// The handle was invented, has expired, or is somebody else's; or its session has ended.
    case handleInvalid
    /// The openid is not that of the token.
    case openidWrong
    case alreadyRegistered
    case notRegistered
    case phoneInvalid
    case birthdayInvalid
    case genderInvalid
    /// A text is longer than is kept.
    case textTooLong
    /// The encrypted phone number, or its code, gives nothing.
    case phone(DataRefusal)
}
