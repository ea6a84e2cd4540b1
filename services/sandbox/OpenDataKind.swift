/// The kinds of encrypted data.
enum OpenDataKind: String, Sendable, CaseIterable {
    case phone
    case profile
    case werun
}
