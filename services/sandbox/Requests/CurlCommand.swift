/// A request as a line for a shell.
enum CurlCommand {
    /// Fields that curl makes itself, or that would have it answered in a way nobody can read.
    private static let own = ["host", "content-length", "connection", "accept-encoding", "expect"]

    static func of(_ exchange: LoggedExchange) -> String {
        var parts = ["curl", "-i"]
        if exchange.method != "GET" { parts += ["-X", exchange.method] }
        parts.append(quoted(exchange.origin + exchange.target))
        for (name, value) in exchange.request.headers where !own.contains(name.lowercased()) {
            parts += ["-H", quoted("\(name): \(value)")]
        }
        let body = exchange.request.body
        if body.octets > 0 {
            parts +=
                body.isWhole ? ["--data-binary", quoted(body.text)] : ["--data-binary", "@body"]
        }
        return parts.joined(separator: " ")
    }

    /// One word; what is masked becomes the variable `SECRET`.
    private static func quoted(_ text: String) -> String {
        let safe = text.replacing("'", with: #"'\''"#)
        return "'\(safe.replacing(SecretMask.stars, with: #"'"$SECRET"'"#))'"
    }
}
