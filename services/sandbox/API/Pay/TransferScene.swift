import Basics

/// What transfers are for, and what has to be said about each.
enum TransferScene {
    /// By `transfer_scene_id`, the `info_type`s.
    private static let reports: [String: [String]] = [
        "1000": ["活动名称", "奖励说明"],
        "1002": ["补贴类型"],
        "1004": ["保险产品备案编号", "保险名称", "保险操作单号"],
        "1005": ["岗位类型", "报酬说明"],
        // Whether there still is such a scene is uncertain; nothing has to be said about it.
        "1006": [],
        "1009": ["采购商品名称"],
        "1010": ["回收商品名称"],
        "1011": ["赔付原因"],
        "1013": ["公益活动名称", "公益活动备案编号"],
    ]

    private static let perceptions = ["1000": ["活动奖励", "现金奖励"]]

    static func check(_ fields: PayFields, _ scene: String) throws {
        guard let required = reports[scene] else {
            throw fields.wrong("transfer_scene_id", "转账场景ID", "枚举值不合法")
        }
        let perception = try fields.optionalText("user_recv_perception", "用户收款感知", 1...32)
        if let perception, let known = perceptions[scene], !known.contains(perception) {
            throw PayError.invalid("暂不支持展示当前传入的用户收款感知")
        }
        let given = try fields.objects("transfer_scene_report_infos", "转账场景报备信息")
            .map { info in
                _ = try info.text("info_content", "信息内容", 1...32)
                return try info.text("info_type", "信息类型", 1...15)
            }
        guard required.allSatisfy(given.contains) else {
            throw PayError.parameter(
                "未传入完整且对应的转账场景报备信息，请根据接口文档检查",
                "/transfer_scene_report_infos"
            )
        }
    }
}
