import AuthCalls
import Basics
import Loops
import ServiceKit

/// What auth answers to orders, and what it was asked.
final class AuthStub: Sendable {
    /// Accounts without a mobile.
    let unbound = Locked<Set<Int64>>([])
    /// Whether it answers at all.
    let isAway = Locked(false)
    /// Scenes that were made, in their order.
    let scenes = Locked<[SceneClient.Wish]>([])
    /// Codes that were drawn.
    let codes = Locked<[MiniCodeClient.Target]>([])
    let codeRefusal = Locked<MiniCodeClient.Refusal?>(nil)
    /// Shipments that were told.
    let shipments = Locked<[ShippingClient.Report]>([])
    /// What the next shipments come to.
    let shippingRefusals = Locked<[ShippingClient.Refusal]>([])

    static let picture: Bytes = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]

    func users(_ world: TestWorld) -> UserDirectory {
        UserDirectory(clock: world.clock.real, log: world.log) { [self] uid in
            if isAway.withLock({ $0 }) { throw InternalFailure.unstubbed }
            let isBound = unbound.withLock { !$0.contains(uid.rawValue) }
            let tail = String("000\(uid.rawValue)".suffix(4))
            return UserDirectory.Entry(
                uid: uid,
                name: "客\(uid)",
                mobileTail: isBound ? tail : nil
            )
        }
    }

    var sceneClient: SceneClient {
        SceneClient { [self] wish in
            scenes.withLock { scenes in
                scenes.append(wish)
                return "scene\(scenes.count)"
            }
        }
    }

    var codeClient: MiniCodeClient {
        MiniCodeClient { [self] (target) async throws(Failure<MiniCodeClient.Refusal>) in
            if let refusal = codeRefusal.withLock({ $0 }) { throw .refused(refusal) }
            codes.withLock { $0.append(target) }
            return Self.picture
        }
    }

    var shippingClient: ShippingClient {
        ShippingClient { [self] (report) async throws(Failure<ShippingClient.Refusal>) in
            let refusal = shippingRefusals.withLock { left in
                left.isEmpty ? nil : left.removeFirst()
            }
            if let refusal { throw .refused(refusal) }
            shipments.withLock { $0.append(report) }
        }
    }
}
