import ServiceKit

await serve(
    .auth,
    commands: [
        AppsCommand.command, UsersCommand.command, SessionsCommand.command,
        ReencryptCommand.command,
    ]
) { process in
    try await AuthService(process).definition()
}
