import Basics
import JSON
import PointsDomain

/// Rules as JSON text: read strictly, written in one way, so that equal rules have equal text.
enum RulesFile {
    /// The rules of a text.
    /// - Throws: What is wrong, naming the member.
    static func read(_ text: Bytes) throws(RulesProblem) -> Rules {
        let json: JSONValue
        do {
            json = try JSON.parse(text)
        } catch {
            throw RulesProblem("no JSON: \(error)")
        }
        let root = try members(
            of: json,
            "the rules",
            ["version", "tasks", "multipliers", "streaks", "daily_caps"]
        )
        return try Rules(
            version: try integer(root["version"], "version"),
            tasks: try points(root["tasks"], "tasks"),
            steps: try list(root["multipliers"], "multipliers", ["invitations", "times"])
                .map { .init(invitations: $0[0], times: $0[1]) },
            streaks: try list(root["streaks"], "streaks", ["days", "points"])
                .map { .init(days: $0[0], points: Points($0[1])) },
            dailyCaps: try points(without("total", root["daily_caps"]), "daily_caps"),
            dailyTotal: try root["daily_caps"]?["total"].map { (value) throws(RulesProblem) in
                Points(try integer(value, "daily_caps.total"))
            }
        )
    }

    private static func members(
        of json: JSONValue?,
        _ name: String,
        _ known: [String]
    ) throws(RulesProblem) -> JSONObject {
        guard let object = json?.object else { throw RulesProblem("\(name) must be an object") }
        for member in object.members where !known.contains(member.name) {
            throw RulesProblem("\(name): nobody knows \(member.name)")
        }
        return object
    }

    private static func integer(
        _ json: JSONValue?,
        _ name: String
    ) throws(RulesProblem) -> Int64 {
        guard let value = json?.integer else {
            throw RulesProblem("\(name) must be a whole number")
        }
        return value
    }

    private static func without(_ name: String, _ json: JSONValue?) -> JSONValue? {
        guard let object = json?.object else { return json }
        return .object(JSONObject(object.members.filter { $0.name != name }))
    }

    private static func points(
        _ json: JSONValue?,
        _ name: String
    ) throws(RulesProblem) -> [PointsTask: Points] {
        let object = try members(of: json, name, PointsTask.allCases.map(\.rawValue))
        var points: [PointsTask: Points] = [:]
        for member in object.members {
            guard let task = PointsTask(rawValue: member.name) else { continue }
            points[task] = Points(try integer(member.value, "\(name).\(member.name)"))
        }
        return points
    }

    /// The numbers of each element, in the adjustment of `names`.
    private static func list(
        _ json: JSONValue?,
        _ name: String,
        _ names: [String]
    ) throws(RulesProblem) -> [[Int64]] {
        guard let elements = json?.array else { throw RulesProblem("\(name) must be a list") }
        var list: [[Int64]] = []
        for element in elements {
            let object = try members(of: element, "an element of \(name)", names)
            var numbers: [Int64] = []
            for member in names {
                numbers.append(try integer(object[member], "\(name): \(member)"))
            }
            list.append(numbers)
        }
        return list
    }
}
