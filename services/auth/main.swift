import ServiceKit

await serve(.auth, commands: [AppsCommand.command]) { start in
    try await AuthService(start).definition()
}
