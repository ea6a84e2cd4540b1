import Processes
import Loops

/// Ports of the loopback address that nobody listens on.
public enum FreePorts {
    /// Below the range from which the kernel takes the ports of outgoing connections.
    private static let candidates = 20_000..<32_000
    private static let handedOut = Locked<Set<Int>>([])

    /// The first of `count` free ports in a row, handed out once in this process. The default is
    /// what `KUMQUAT_PORT` needs: the gateway's, and the others up to eleven above it.
    public static func block(_ count: Int = 12) throws(NoFreePorts) -> Int {
        for _ in 0..<500 {
            let first = Int.random(in: candidates)
            let ports = first..<first + count
            guard ports.allSatisfy(BoundSocket.isFree) else { continue }
            let isOurs = handedOut.withLock { taken in
                guard taken.isDisjoint(with: ports) else { return false }
                taken.formUnion(ports)
                return true
            }
            if isOurs { return first }
        }
        throw NoFreePorts()
    }
}

/// Five hundred tries found no free block of ports.
public struct NoFreePorts: Error {}
