import Basics
import Crypto
import Loops

/// Chance that can be made repeatable: with a seed the same octets come in the same order, for
/// openids, codes, keys and nonces. Without one it is real.
///
/// What is drawn at the same time by two calls still depends on who comes first.
final class Dice: Sendable {
    private let real: RandomSource
    private let stream = Locked<Stream?>(nil)

    fileprivate struct Stream {
        let key: Bytes
        var counter: UInt64 = 0
        var ready: Bytes = []
    }

    init(_ real: RandomSource) {
        self.real = real
    }

    var source: RandomSource {
        RandomSource { self.bytes($0) }
    }

    /// From now on what this seed brings; `turn` tells apart the starts of a file that is kept, so
    /// that no name is made twice. Nil makes chance real again.
    func take(seed: Int64?, turn: Int64) {
        let new = seed.map { Stream(key: Bytes("kumquat sandbox \($0) \(turn) ".utf8)) }
        stream.withLock { $0 = new }
    }

    private func bytes(_ count: Int) -> Bytes {
        let seeded = stream.withLock { stream -> Bytes? in stream?.next(count) }
        return seeded ?? real.bytes(count)
    }
}

extension Dice.Stream {
    fileprivate mutating func next(_ count: Int) -> Bytes {
        while ready.count < count {
            ready += SHA256.hash(key + Bytes("\(counter)".utf8))
            counter &+= 1
        }
        let taken = Bytes(ready.prefix(count))
        ready.removeFirst(count)
        return taken
    }
}
