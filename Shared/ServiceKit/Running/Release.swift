import Basics
import Contracts

extension Release {
    /// `kumquat_build_info{version="0.1.0"} 1`, as Prometheus' own exporters tell it.
    static func add(to metrics: Metrics) {
        metrics.gauge(
            "kumquat_build_info",
            "1; what is running stands in the label.",
            label: "version"
        ) {
            [(value: version, number: 1)]
        }
    }

    /// What needs no setting; nil for everything else.
    static func answer(
        to arguments: [String],
        _ service: ServiceName,
        _ api: ServiceAPI,
        _ commands: [Command]
    ) throws -> String? {
        let usage = { (name: String?) in
            let command = commands.first { $0.name == name }
            return command?.usage(service) ?? Command.usage(service, commands)
        }
        let executable = "kumquat-\(service.rawValue)"
        let words = arguments.filter { !$0.hasPrefix("-") }
        if let text = answer(to: arguments, of: executable, usage: usage(words.first)) {
            return text
        }
        switch arguments {
        case ["version"]: return "\(executable) \(version)\n"
        case ["describe"]: return "\(String(decoding: try api.text(), as: UTF8.self))\n"
        default: return words.first == "help" ? usage(words.dropFirst().first) : nil
        }
    }
}
