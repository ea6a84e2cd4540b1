import Basics
import JSON
import ServiceKit
import TreasureDomain

/// A task in a list. `wxheadimgurl` is what `getMyPartake` calls the picture of the publisher.
struct TaskLineWire: Payload, JSONWritable {
    let code: String
    let wxname: String
    let wxheadpic: String
    let wxheadimgurl: String
    let name: String
    let pic: String
    let thumbnail: String
    let goods_type: Int64
    let draw_type: Int64
    let max_depth: Int64
    let prize_type: Int64
    let prize_num: Int64
    let money: Int64
    let is_cd: Int64
    let is_prize: Int64
    let status: Int64
    let state: String

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("code")
        writer.string(code)
        writer.key("wxname")
        writer.string(wxname)
        writer.key("wxheadpic")
        writer.string(wxheadpic)
        writer.key("wxheadimgurl")
        writer.string(wxheadimgurl)
        writer.key("name")
        writer.string(name)
        writer.key("pic")
        writer.string(pic)
        writer.key("thumbnail")
        writer.string(thumbnail)
        writer.key("goods_type")
        writer.integer(goods_type)
        writer.key("draw_type")
        writer.integer(draw_type)
        writer.key("max_depth")
        writer.integer(max_depth)
        writer.key("prize_type")
        writer.integer(prize_type)
        writer.key("prize_num")
        writer.integer(prize_num)
        writer.key("money")
        writer.integer(money)
        writer.key("is_cd")
        writer.integer(is_cd)
        writer.key("is_prize")
        writer.integer(is_prize)
        writer.key("status")
        writer.integer(status)
        writer.key("state")
        writer.string(state)
        writer.endObject()
    }
}

extension TaskLineWire {
    init(_ line: TaskLine, _ showing: TaskShowing) {
        let state = WireState(line.state, line.content, isBlocked: line.isBlocked)
        let pictures = showing.pictures(
            line.picture,
            line.thumbnail,
            isPassed: line.content == .pass,
            isOwn: line.isPublishersOwn
        )
        let isWaiting = state == .open && !line.isPublishersOwn && !line.hasWon
        let left = showing.coolDown.left(since: line.lastDig, at: showing.now)
        self.init(
            code: line.code.text,
            wxname: TreasureAPI.name(of: line.publisher),
            wxheadpic: line.publisher.avatar,
            wxheadimgurl: line.publisher.avatar,
            name: line.name,
            pic: pictures.whole,
            thumbnail: pictures.thumbnail,
            goods_type: line.terms.kind.rawValue,
            draw_type: line.terms.handover.rawValue,
            max_depth: line.terms.hunt.maxDepth,
            prize_type: line.terms.prizeType,
            prize_num: line.terms.hunt.prizes,
            money: line.terms.yuan,
            is_cd: isWaiting && left > 0 ? 1 : 0,
            is_prize: line.hasWon ? 1 : 0,
            status: state.status,
            state: state.rawValue
        )
    }
}
