import Basics
import JSON
import PointsDomain

extension RulesFile {
    /// The text of rules: the same for equal ones.
    static func text(of rules: Rules) -> Bytes {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("version")
        writer.integer(rules.version)
        writer.key("tasks")
        append(rules.tasks, of: PointsTask.earned, to: &writer)
        writer.key("multipliers")
        writer.beginArray()
        for step in rules.steps {
            append(("invitations", step.invitations), ("times", step.times), to: &writer)
        }
        writer.endArray()
        writer.key("streaks")
        writer.beginArray()
        for streak in rules.streaks {
            append(("days", streak.days), ("points", streak.points.count), to: &writer)
        }
        writer.endArray()
        writer.key("daily_caps")
        append(rules.dailyCaps, of: PointsTask.capped, total: rules.dailyTotal, to: &writer)
        writer.endObject()
        return writer.bytes
    }

    private static func append(
        _ points: [PointsTask: Points],
        of tasks: [PointsTask],
        total: Points? = nil,
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        for task in tasks {
            guard let points = points[task] else { continue }
            writer.key(task.rawValue)
            writer.integer(points.count)
        }
        if let total {
            writer.key("total")
            writer.integer(total.count)
        }
        writer.endObject()
    }

    private static func append(
        _ first: (name: StaticString, value: Int64),
        _ second: (name: StaticString, value: Int64),
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key(first.name)
        writer.integer(first.value)
        writer.key(second.name)
        writer.integer(second.value)
        writer.endObject()
    }
}
