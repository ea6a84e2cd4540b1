import Basics
import HTTP
import HTTPClient
import JSON
import Loops
import ServiceKit

extension Command {
    /// `kumquat-sandbox listen`: the log of requests in a terminal, until it is ended; callbacks go
    /// to an address too, where one is named.
    static let listen = Command(
        "listen",
        "prints what the running sandbox is asked, and forwards its callbacks",
        usage: { "usage: \($0) listen [--forward-to URL] [--bad]" }
    ) { process, arguments in
        guard let wish = ListenWish(arguments) else {
            OwnProcess.complain("usage: kumquat-sandbox listen [--forward-to URL] [--bad]\n")
            return 2
        }
        let running = RunningSandbox(process)
        var since = try await running.get("/sandbox/requests?limit=1")["newest"]?.integer ?? 0
        OwnProcess.say("listening; end with Ctrl-C\n")
        while true {
            let target = "/sandbox/requests?limit=200&wait=20&since=\(since)\(wish.query)"
            let part = try await running.get(target)
            for line in part["requests"]?.array ?? [] {
                guard let id = line["id"]?.integer else { continue }
                since = id
                let whole = try await running.get("/sandbox/requests/\(id)")
                OwnProcess.say(ListenedLine.text(line, whole))
                guard let base = wish.forward, line["direction"]?.string == "outgoing" else {
                    continue
                }
                let said = await running.forward(whole, to: base)
                OwnProcess.say("  → \(base): \(said)\n")
            }
            // Those that are not wanted are not to be looked through again.
            if part["next"] == nil { since = max(since, part["newest"]?.integer ?? since) }
        }
    }
}

/// What was asked for behind `listen`.
struct ListenWish {
    var forward: String?
    var query = ""

    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            switch name {
            case "--forward-to":
                guard let url = rest.popFirst(), NotifyAddress.isUsable(url) else { return nil }
                forward = url
            case "--bad": query = "&status=bad"
            default: return nil
            }
        }
    }
}

/// A logged request as lines of a terminal.
enum ListenedLine {
    static func text(_ line: JSONValue, _ whole: JSONValue) -> String {
        func word(_ name: String) -> String { line[name]?.string ?? "" }
        let time = word("at").dropFirst(11).prefix(12)
        let isOutgoing = word("direction") == "outgoing"
        let status = line["status"]?.integer.map(String.init) ?? "---"
        let place = isOutgoing ? word("origin") + word("target") : word("target")
        var text = "\(time) \(isOutgoing ? "<-" : "->") \(status) \(word("method")) \(place)"
        for name in ["code", "fault"] where !word(name).isEmpty { text += " \(name)=\(word(name))" }
        text += " \(line["milliseconds"]?.integer ?? 0)ms\n"
        guard let signature = whole["signature"] else { return text }
        text += "  \(signature["mistake"]?.string ?? ""): \(signature["hint"]?.string ?? "")\n"
        for name in ["expected", "signed"] {
            guard let said = signature[name]?.string else { continue }
            let lines = said.split(separator: "\n", omittingEmptySubsequences: false)
            text += "  \(name):\n" + lines.map { "    | \($0)\n" }.joined()
        }
        return text
    }
}
