package import Basics

/// How long a log-in code is answered once more: answers get lost on phones, and WeChat takes a
/// code only once.
package enum CodeReplay {
    package static let seconds: Int64 = 60

    /// What was answered before this moment is answered no more.
    package static func horizon(at now: UnixTime) -> UnixTime {
        now.adding(seconds: -seconds)
    }
}
