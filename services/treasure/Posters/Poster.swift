import Basics
import Images

/// What a poster says: of a task, by somebody who shares it. Drawing it is pure: the same contents
/// in the same fonts are the same octets.
struct Poster: Sendable, Hashable {
    /// The task's name, as its publisher typed it.
    let name: String
    /// Who hides it.
    let publisher: String
    /// Whole yuan of one prize; nil where the prize is no red packet.
    let yuan: Int64?
    let prizes: Int64
    /// The files of the task's picture and of the mini-program code. The picture is nil where it
    /// cannot be had any more.
    let picture: Bytes?
    let code: Bytes
}

extension Poster {
    /// Changes whenever something is drawn in another way, so that none of before is shown again.
    static let version = 1

    static let width = 750
    static let height = 1140
}
