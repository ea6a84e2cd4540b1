/// The two companies that send messages to phones.
enum SMSProvider: String, Sendable, CaseIterable {
    case tencent
    case aliyun

    /// Shortest time between two messages to a number.
    var pauseSeconds: Int64 {
        switch self {
        case .tencent: 30
        case .aliyun: 60
        }
    }

    /// Messages to a number in sixty minutes, and on a day in China.
    static let perHour: Int64 = 5
    static let perDay: Int64 = 10

    /// How a value stands in a template's text, by its place from 1 or its name.
    func placeholder(_ place: Int, _ name: String) -> String {
        switch self {
        case .tencent: "{\(place)}"
        case .aliyun: "${\(name)}"
        }
    }

    /// The sign before which a value's place in a template begins.
    var placeholderStart: String {
        switch self {
        case .tencent: "{"
        case .aliyun: "${"
        }
    }
}

/// What the sandbox's account with both has to be called with. Known to everybody, as nothing
/// depends on it.
enum SMSDemoAccount {
    static let keyID = "sandbox"
    static let secret = "sandbox"
    static let sdkAppID = "1400000000"
    static let region = "ap-guangzhou"
}
