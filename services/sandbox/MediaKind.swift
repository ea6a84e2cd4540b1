/// What is at a URL that WeChat is to look at.
enum MediaKind: Int64, Sendable {
    case audio = 1
    case image = 2
}
