import Basics
import Contracts

/// What this build is.
public enum Release {
    /// As the changelog has it; between two releases the next one with `-dev`.
    public static let version = "0.1.0-dev"

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
        guard arguments.count == 1 else { return nil }
        switch arguments[0] {
        case "--version", "version": return "kumquat-\(service.rawValue) \(version)\n"
        case "--help", "-h", "help":
            return Command.usage(service, Command.known(to: service, besides: commands))
        case "describe": return "\(String(decoding: try api.text(), as: UTF8.self))\n"
        default: return nil
        }
    }
}
