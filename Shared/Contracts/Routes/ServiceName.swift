/// The processes, as they know each other.
public enum ServiceName: String, Sendable, CaseIterable {
    case gateway, auth, points, treasure, commerce, sandbox, console
}
