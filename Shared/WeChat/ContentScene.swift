/// Where in the app a text or picture stands: WeChat judges each place by its own measure.
public enum ContentScene: Int64, Sendable, CaseIterable {
    case profile = 1
    case comment = 2
    case forum = 3
    case socialLog = 4
}
