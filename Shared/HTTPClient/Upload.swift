import Basics
import HTTP

/// A streamed request body on its way: one piece at a time, pulled when libcurl has taken the one
/// before.
struct Upload {
    var source: (any BodySource)?
    /// What the announced length leaves to be given; nil when no length was announced.
    var remaining: Int?
    var piece: Bytes = []
    var offset = 0
    var isEnded = false
    /// libcurl has been told to wait for octets.
    var isPaused = false
    /// A task is in the source's `next`.
    var isPulling = false
    /// From here on the body cannot be sent a second time.
    var hasBegun = false

    var isEmpty: Bool { offset == piece.count }

    /// Moves octets into libcurl's buffer.
    mutating func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(room.count, piece.count - offset)
        unsafe piece.withUnsafeBytes { octets in
            let part = unsafe UnsafeRawBufferPointer(rebasing: octets[offset..<(offset + count)])
            unsafe room.copyMemory(from: part)
        }
        offset += count
        return count
    }

    /// Takes the source's next piece. False when it is not what the length announced.
    mutating func feed(_ next: Bytes?) -> Bool {
        guard let next else {
            isEnded = true
            return remaining ?? 0 == 0
        }
        piece = next
        offset = 0
        guard let left = remaining else { return true }
        guard next.count <= left else { return false }
        remaining = left - next.count
        return true
    }
}
