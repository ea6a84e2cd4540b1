import Basics
import JSON
import ServiceKit
import TreasureDomain

/// Somebody who has dug.
struct ParticipantWire: Payload, JSONWritable {
    let is_prize: Int64
    let wxname: String
    let wxheadpic: String

    init(_ line: ParticipantLine) {
        is_prize = line.hasWon ? 1 : 0
        wxname = TreasureAPI.name(of: line.face)
        wxheadpic = line.face.avatar
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("is_prize")
        writer.integer(is_prize)
        writer.key("wxname")
        writer.string(wxname)
        writer.key("wxheadpic")
        writer.string(wxheadpic)
        writer.endObject()
    }
}

/// A task's fields but for its `status`. The contract has two of that name at one level; so all of
/// them stand twice: in `data` with the task's own, and beside the call's.
struct TaskFields: Payload {
    let goods_type: Int64
    let is_prize: Int64
    let is_draw: Int64
    let draw_type: Int64
    let money: Int64
    let wxname: String
    let wxheadpic: String
    let code: String
    let name: String
    let synopsis: String
    let pic: String
    let thumbnail: String
    let now_depth: Int64
    let max_depth: Int64
    let prize_type: Int64
    let prize_num: Int64
    let found_num: Int64
    let forecast_num: Int64
    let interval: Int64
    let fluctuation: Int64
    let partake_num: Int64
    let is_public: Int64
    let is_mine: Int64
    let is_cd: Int64
    let time: Int64
    let state: String
    let end_time: String
    let commitment: String
    let seed: String?
    let users: [ParticipantWire]

    func writeMembers(to writer: inout JSONWriter) {
        let texts: [(StaticString, String)] = [
            ("wxname", wxname), ("wxheadpic", wxheadpic), ("code", code), ("name", name),
            ("synopsis", synopsis), ("pic", pic), ("thumbnail", thumbnail), ("state", state),
            ("end_time", end_time), ("commitment", commitment),
        ]
        let numbers: [(StaticString, Int64)] = [
            ("goods_type", goods_type), ("is_prize", is_prize), ("is_draw", is_draw),
            ("draw_type", draw_type), ("money", money), ("now_depth", now_depth),
            ("max_depth", max_depth), ("prize_type", prize_type), ("prize_num", prize_num),
            ("found_num", found_num), ("forecast_num", forecast_num), ("interval", interval),
            ("fluctuation", fluctuation), ("partake_num", partake_num), ("is_public", is_public),
            ("is_mine", is_mine), ("is_cd", is_cd), ("time", time),
        ]
        for (key, text) in texts {
            writer.key(key)
            writer.string(text)
        }
        for (key, number) in numbers {
            writer.key(key)
            writer.integer(number)
        }
        if let seed {
            writer.key("seed")
            writer.string(seed)
        }
        writer.key("users")
        users.write(to: &writer)
    }
}

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
        writer.beginObject()
        fields.writeMembers(to: &writer)
        writer.key("task_status")
        writer.integer(status)
        writer.key("data")
        writer.beginObject()
        writer.key("status")
        writer.integer(status)
        fields.writeMembers(to: &writer)
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
    init(_ sight: TaskSight, by service: TreasureService) {
        let task = sight.task
        let state = WireState(task.state, task.content, isBlocked: task.isBlocked)
        let isWaiting = state == .open && !sight.isPublishersOwn && !sight.hasWon
        let left =
            isWaiting
            ? service.rules.coolDown.left(since: sight.lastDig, at: service.clock.now) : 0
        let pictures = service.pictures(
            of: task.words,
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
            users: sight.participants.map(ParticipantWire.init)
        )
    }
}
