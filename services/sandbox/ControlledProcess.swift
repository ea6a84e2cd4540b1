import Contracts
import ServiceKit

/// Another process of the stack, as far as the sandbox is concerned with it.
struct ControlledProcess: Sendable {
    let name: String
    let replicas: [Replica]

    /// One of the processes behind the name.
    struct Replica: Sendable {
        /// A signed call, answered with its status.
        let send: @Sendable (InternalRequestLine) async throws(InternalFailure) -> Int

        init(
            send: @escaping @Sendable (InternalRequestLine) async throws(InternalFailure) -> Int
        ) {
            self.send = send
        }

        init(_ client: InternalClient) {
            send = { line async throws(InternalFailure) -> Int in
                try await client.answer(line).status
            }
        }
    }

    /// Every process but this one, where the settings say that it is.
    static func all(_ process: ProcessContext) throws -> [ControlledProcess] {
        var all: [ControlledProcess] = []
        for peer in ServiceName.allCases where peer != .sandbox {
            let clients = try process.client(peer).replicas
            all.append(ControlledProcess(name: peer.rawValue, replicas: clients.map(Replica.init)))
        }
        return all
    }

    /// How a call to all replicas went.
    enum Reach: Sendable {
        case done
        /// Nobody is there.
        case notRunning
        /// Somebody is there, and did not do it.
        case failed
    }

    func tell<Call: InternalCall>(_ call: Call.Type, _ request: Call.Request) async -> Reach {
        let line = InternalRequestLine(call, request)
        var reach = Reach.notRunning
        for replica in replicas {
            do {
                guard try await replica.send(line) == 200 else { return .failed }
                reach = .done
            } catch .unreachable {
                continue
            } catch {
                return .failed
            }
        }
        return reach
    }
}
