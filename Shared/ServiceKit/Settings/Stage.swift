/// Where a process runs; there is no default.
public enum Stage: String, Sendable {
    /// Development and tests: beside a stand-in for WeChat, with a clock that can be moved.
    case sandbox
    /// The real thing: no default secrets, no sandbox, no test switches.
    case production
}
