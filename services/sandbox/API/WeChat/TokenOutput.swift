import Basics

/// An access token and the seconds that are left of it.
struct TokenOutput: Encodable {
    let access_token: String
    let expires_in: Int64

    init(_ token: AccessToken, at now: UnixTime) {
        access_token = token.text
        let milliseconds = token.expiresAt.milliseconds - now.milliseconds
        expires_in = min(max((milliseconds + 999) / 1000, 0), AccessToken.seconds)
    }
}
