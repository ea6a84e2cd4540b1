import ServiceKit

await serve(
    .auth,
    commands: [
        AppsCommand.command, UsersCommand.command, SessionsCommand.command,
        ReencryptCommand.command,
    ]
) { start in
    try await AuthService(start).definition()
}
