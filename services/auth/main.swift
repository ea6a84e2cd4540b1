import Contracts
import ServiceKit

await serve(
    .auth,
    api: ServiceAPI(AuthService.endpoints + InternalAPI.legacy),
    commands: [
        AppsCommand.command, UsersCommand.command, SessionsCommand.command,
        ReencryptCommand.command,
    ]
) { process in
    try await AuthService(process).definition()
}
