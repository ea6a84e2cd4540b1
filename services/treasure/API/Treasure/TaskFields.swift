import JSON
import ServiceKit

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
    let users: WrittenList<ParticipantWire>

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
