/// A city of the demo: its code, and a place in the middle of it on a Chinese map, in millionths of a
/// degree.
struct DemoCity: Sendable {
    let code: Int64
    let name: String
    let dial: String
    let lng: Int64
    let lat: Int64

    /// Merchants lie so far around it at most: inside of the city everywhere.
    static let reach: (lng: Int, lat: Int) = (28_000, 16_000)

    static let all = [
        DemoCity(code: 110_100, name: "北京", dial: "010", lng: 116_407_400, lat: 39_914_200),
        DemoCity(code: 310_100, name: "上海", dial: "021", lng: 121_473_700, lat: 31_225_400),
        DemoCity(code: 440_100, name: "广州", dial: "020", lng: 113_290_600, lat: 23_135_200),
        DemoCity(code: 440_300, name: "深圳", dial: "0755", lng: 114_057_900, lat: 22_563_100),
        DemoCity(code: 330_100, name: "杭州", dial: "0571", lng: 120_170_000, lat: 30_274_100),
        DemoCity(code: 510_100, name: "成都", dial: "028", lng: 104_065_700, lat: 30_659_500),
        DemoCity(code: 500_100, name: "重庆", dial: "023", lng: 106_536_600, lat: 29_563_000),
        DemoCity(code: 420_100, name: "武汉", dial: "027", lng: 114_305_400, lat: 30_583_100),
        DemoCity(code: 610_100, name: "西安", dial: "029", lng: 108_940_200, lat: 34_261_600),
        DemoCity(code: 320_100, name: "南京", dial: "025", lng: 118_796_900, lat: 32_055_300),
    ]

    static let roads = [
        "人民路", "中山路", "解放路", "建设路", "文化路", "和平路", "学院路", "滨江路", "花园街", "朝阳街",
        "青年路", "新华路", "东风路", "胜利街", "幸福里", "梧桐巷",
    ]
    static let contacts = [
        "张伟", "王芳", "李娜", "刘洋", "陈静", "杨帆", "赵敏", "黄磊", "周婷", "吴昊", "徐丽", "孙强",
    ]
}
