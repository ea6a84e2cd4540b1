import HTTP
import HTTPClient

extension Command {
    /// Asks the process that runs with these settings whether it is alive: 0, or 1.
    static let healthcheck = Command("healthcheck", "asks the running process whether it is alive")
    {
        start in
        let addresses = try start.environment.listenAddresses(of: start.peer)
        guard let address = addresses.first else { return 1 }
        var request = ClientRequest(address: address, target: HealthRoutes.alive.pattern)
        request.totalMilliseconds = 3000
        let answer = try? await start.http.send(request)
        return answer?.status == 200 ? 0 : 1
    }

    static func usage(_ peer: Peer, _ commands: [Command]) -> String {
        let lines = commands.map { "  kumquat-\(peer.rawValue) \($0.name)  \($0.summary)\n" }
        return "usage:\n  kumquat-\(peer.rawValue)  serves\n\(lines.joined())"
    }
}
