import Glibc
import Synchronization
import Testing

@testable import Loops

@Suite struct DescriptorTests {
    @Test func aStaleEventDoesNotReachTheNextOwner() async {
        await withLoops(1) { group in
            let loop = group.loops[0]
            let strays = await withCheckedContinuation { continuation in
                loop.execute { Reuse(loop, continuation).begin() }
            }
            #expect(strays == 0)
        }
    }

    @Test func withoutInterestNothingIsReportedNotEvenHangUp() async {
        await withLoops(1) { group in
            let loop = group.loops[0]
            let counts = await withCheckedContinuation { continuation in
                loop.execute {
                    let (left, right) = pair()
                    let counter = CountingHandler()
                    try? loop.watch(left, .read, counter)
                    loop.change(left, [])
                    close(right)
                    loop.schedule(afterMilliseconds: 20) {
                        let before = counter.count
                        counter.whenReady = { readiness in
                            loop.unwatch(left)
                            close(left)
                            continuation.resume(returning: (before, readiness))
                        }
                        loop.change(left, .read)
                    }
                }
            }
            #expect(counts.0 == 0)
            #expect(counts.1.contains(.read))
        }
    }
}

/// Two pipes become ready in one turn; whoever is told first closes the other and puts a new,
/// silent descriptor with the same number in its place.
private final class Reuse {
    private let loop: EventLoop
    private let continuation: CheckedContinuation<Int, Never>
    private var didSwap = false

    init(_ loop: EventLoop, _ continuation: CheckedContinuation<Int, Never>) {
        self.loop = loop
        self.continuation = continuation
    }

    func begin() {
        let pairs = [pair(), pair()]
        for number in 0...1 {
            let handler = CountingHandler()
            let other = pairs[1 - number].0
            let own = pairs[number].0
            handler.whenReady = { [self] _ in swap(own, other) }
            try? loop.watch(own, .read, handler)
        }
        for (_, writer) in pairs { unsafe _ = write(writer, "x", 1) }
    }

    private func swap(_ own: Int32, _ other: Int32) {
        guard !didSwap else { return }
        didSwap = true
        loop.unwatch(own)
        loop.unwatch(other)
        close(other)
        let (reader, writer) = pair()
        let silent = CountingHandler()
        #expect(reader == other)
        try? loop.watch(reader, .read, silent)
        loop.schedule(afterMilliseconds: 10) { [self] in
            loop.unwatch(reader)
            for descriptor in [own, reader, writer] { close(descriptor) }
            continuation.resume(returning: silent.count)
        }
    }
}

private final class CountingHandler: DescriptorHandler {
    var count = 0
    var whenReady: ((Readiness) -> Void)?

    func ready(_ readiness: Readiness) {
        count += 1
        whenReady?(readiness)
    }
}

private func pair() -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    return (ends[0], ends[1])
}
