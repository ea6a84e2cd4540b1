import Basics
import JSON
import ServiceKit
import TreasureDomain

/// What `getTaskDetails` answers beside its own `status`.
struct DetailsWire: ShapedPayload, JSONWritable {
    static let schema = Schema.object(
        TaskFields.schema.members + [
            SchemaMember("task_status", .numbers([0, 1])),
            SchemaMember(
                "data",
                .object([SchemaMember("status", .numbers([0, 1]))] + TaskFields.schema.members)
            ),
        ]
    )

    let status: Int64
    let fields: TaskFields

    func write(to writer: inout JSONWriter) {
        // They stand twice and are written once: the participants are most of the answer.
        var members = JSONWriter()
        fields.writeMembers(to: &members)
        writer.beginObject()
        writer.raw(members.bytes)
        writer.key("task_status")
        writer.integer(status)
        writer.key("data")
        writer.beginObject()
        writer.key("status")
        writer.integer(status)
        writer.raw(members.bytes)
        writer.endObject()
        writer.endObject()
    }

    private enum Key: CodingKey {
        case status, task_status, data
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Key.self)
        try fields.encode(to: encoder)
        try members.encode(status, forKey: .task_status)
        let data = members.superEncoder(forKey: .data)
        try fields.encode(to: data)
        var more = data.container(keyedBy: Key.self)
        try more.encode(status, forKey: .status)
    }
}

extension DetailsWire {
    init(
        _ sight: TaskSight,
        _ users: WrittenList<ParticipantWire>,
        by service: TreasureService
    ) {
        let (task, showing) = (sight.task, TaskShowing(service))
        let state = WireState(task.state, task.content, isBlocked: task.isBlocked)
        let isWaiting = state == .open && !sight.isPublishersOwn && !sight.hasWon
        let left =
            isWaiting
            ? showing.coolDown.left(since: sight.lastDig, at: showing.now) : 0
        let pictures = showing.pictures(
            task.words.picture,
            task.words.thumbnail,
            isPassed: task.content == .pass,
            isOwn: sight.isPublishersOwn
        )
        status = state.status
        fields = TaskFields(
            goods_type: task.terms.kind.rawValue,
            is_prize: sight.hasWon ? 1 : 0,
            is_draw: sight.hasDrawn ? 1 : 0,
            draw_type: task.terms.handover.rawValue,
            money: task.terms.yuan,
            wxname: TreasureAPI.name(of: sight.publisher),
            wxheadpic: sight.publisher.avatar,
            code: task.code.text,
            name: task.words.name,
            synopsis: task.words.synopsis,
            pic: pictures.whole,
            thumbnail: pictures.thumbnail,
            now_depth: task.depth,
            max_depth: task.terms.hunt.maxDepth,
            prize_type: task.terms.prizeType,
            prize_num: task.terms.hunt.prizes,
            found_num: task.found,
            forecast_num: task.terms.hunt.forecast,
            interval: task.terms.hunt.interval,
            fluctuation: task.terms.hunt.fluctuation,
            partake_num: task.participants,
            is_public: task.terms.isPublic ? 1 : 0,
            is_mine: sight.isPublishersOwn ? 1 : 0,
            is_cd: left > 0 ? 1 : 0,
            time: left,
            state: state.rawValue,
            end_time: task.endsAt.map { CivilZone.china.text(at: $0) } ?? "",
            commitment: sight.commitment,
            seed: sight.seed,
            users: users
        )
    }
}
