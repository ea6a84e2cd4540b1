import ServiceKit

await serve(.auth, commands: [AppsCommand.command]) { start in
    try AuthService(start).definition()
}
