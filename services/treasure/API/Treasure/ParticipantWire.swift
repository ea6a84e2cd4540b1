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
