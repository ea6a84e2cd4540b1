/// The kinds of encrypted data.
enum OpenDataKind: String, Sendable {
    case phone
    case profile
    case werun
}
