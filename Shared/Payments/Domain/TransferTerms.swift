import Basics
public import WeChatPay
import JSON

/// How a transfer presents itself: kept with its row, so that a repeated call says the same.
public struct TransferTerms: Sendable, Equatable {
    /// `transfer_scene_id`: `1000` for 现金营销.
    public var sceneID: String
    /// For the receiver to read; up to 32 characters.
    public var remark: String
    /// What the scene asks for: 活动名称, 奖励说明 and their like.
    public var reports: [TransferOrder.Report]
    /// How it looks on the phone; the platform's usual way where nothing is said.
    public var style: TransferOrder.Style?

    /// Terms of these parts.
    public init(
        sceneID: String,
        remark: String,
        reports: [TransferOrder.Report],
        style: TransferOrder.Style? = nil
    ) {
        self.sceneID = sceneID
        self.remark = remark
        self.reports = reports
        self.style = style
    }

    /// As it lies in the row.
    var json: Bytes {
        var json = JSONWriter()
        json.beginObject()
        json.key("scene")
        json.string(sceneID)
        json.key("remark")
        json.string(remark)
        json.key("reports")
        json.beginArray()
        for report in reports {
            json.beginArray()
            json.string(report.type)
            json.string(report.content)
            json.endArray()
        }
        json.endArray()
        if let style {
            json.key("style")
            json.string(style.rawValue)
        }
        json.endObject()
        return json.bytes
    }

    /// Out of a row; nil for what is none.
    init?(json bytes: Bytes) {
        guard
            let json = try? JSON.parse(bytes),
            let scene = json["scene"]?.string, let remark = json["remark"]?.string,
            let lines = json["reports"]?.array
        else { return nil }
        let reports = lines.compactMap { line -> TransferOrder.Report? in
            guard let parts = line.array?.compactMap(\.string), parts.count == 2 else { return nil }
            return TransferOrder.Report(parts[0], parts[1])
        }
        guard reports.count == lines.count else { return nil }
        self.init(
            sceneID: scene,
            remark: remark,
            reports: reports,
            style: json["style"]?.string.flatMap { TransferOrder.Style(rawValue: $0) }
        )
    }
}
