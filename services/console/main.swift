import Contracts
import ServiceKit

await serve(.console, api: .none, commands: [.owner, .reencrypt, .verifyTrail]) { process in
    let console = try await ConsoleService(process)
    return console.definition()
}
