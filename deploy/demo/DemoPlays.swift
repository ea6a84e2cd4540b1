/// Thirty tasks, in every state that a task can be in without waiting for days.
enum DemoPlays {
    static let all = running + packets + waiting + over

    /// Can be dug.
    private static let running = [
        DemoPlay(
            title: "自家种的金桔一箱",
            synopsis: "今年结得特别多，挖到就寄一箱。",
            motif: .kumquat,
            prize: .byPost,
            forecast: 60,
            acts: [.dig(7), .share]
        ),
        DemoPlay(
            title: "手冲咖啡体验券",
            synopsis: "到店出示，随时可用。",
            motif: .cup,
            prize: .onSite,
            prizes: 5,
            forecast: 100,
            interval: 20,
            fluctuation: 8,
            acts: [.dig(24), .claim(1), .redeem(1)]
        ),
        DemoPlay(
            title: "二手书盲盒",
            synopsis: "三本书，类型不限，看缘分。",
            motif: .book,
            prize: .byPost,
            forecast: 40,
            acts: []
        ),
        DemoPlay(
            title: "周末露营装备免费借用一天",
            synopsis: "帐篷、天幕、炉头一套。",
            motif: .gift,
            prize: .onSite,
            forecast: 500,
            acts: [.dig(3)]
        ),
        DemoPlay(
            title: "只给老朋友挖的小礼物",
            synopsis: "不上广场，转发给你的人才看得到。",
            motif: .gift,
            prize: .byPost,
            forecast: 30,
            isPublic: false,
            acts: [.dig(5), .share]
        ),
        DemoPlay(
            title: "手工陶杯，一共两只",
            synopsis: "釉色有一点点不均匀，介意勿挖。",
            motif: .cup,
            prize: .byPost,
            prizes: 2,
            forecast: 60,
            interval: 30,
            fluctuation: 14,
            acts: [.dig(12)]
        ),
        DemoPlay(
            title: "一个名字特别特别长的奖品：限量版金桔主题帆布包加钥匙扣加贴纸三件套装",
            synopsis: "名字太长了，所以简介写短一点。",
            motif: .kumquat,
            prize: .byPost,
            forecast: 80,
            acts: [.dig(2)]
        ),
        DemoPlay(
            title: "🍊桔子味汽水🍊一打",
            synopsis: "冰镇更好喝。",
            motif: .kumquat,
            prize: .onSite,
            prizes: 3,
            forecast: 45,
            acts: [.dig(18), .claim(1)]
        ),
    ]

    /// Red packets that can be dug.
    private static let packets = [
        DemoPlay(
            title: "开业红包雨",
            synopsis: "新店开业，人人有机会。",
            motif: .packet,
            prize: .packet(yuan: 8),
            prizes: 6,
            forecast: 60,
            interval: 5,
            fluctuation: 2,
            acts: [.pay, .dig(16), .claim(2), .accept(1), .share]
        ),
        DemoPlay(
            title: "生日快乐",
            synopsis: "今天我生日，请大家挖一挖。",
            motif: .packet,
            prize: .packet(yuan: 66),
            forecast: 100,
            acts: [.pay, .dig(4)]
        ),
        DemoPlay(
            title: "群里的小红包",
            synopsis: "",
            motif: .coin,
            prize: .packet(yuan: 1),
            prizes: 10,
            forecast: 100,
            isPublic: false,
            acts: [.pay, .dig(22), .claim(1), .accept(1)]
        ),
        DemoPlay(
            title: "暂停发放的红包",
            synopsis: "后台暂停了这个任务的发放。",
            motif: .coin,
            prize: .packet(yuan: 5),
            prizes: 4,
            forecast: 20,
            interval: 5,
            fluctuation: 2,
            acts: [.pay, .dig(12), .office("stop-payouts")]
        ),
    ]

    /// Not open, or never to be.
    private static let waiting = [
        DemoPlay(
            title: "还没付款的红包",
            synopsis: "",
            motif: .packet,
            prize: .packet(yuan: 20),
            prizes: 2,
            forecast: 50,
            opens: false,
            acts: []
        ),
        DemoPlay(
            title: "待审：来路不明的好东西",
            synopsis: "等后台的人看过。",
            motif: .gift,
            prize: .onSite,
            opens: false,
            acts: []
        ),
        DemoPlay(
            title: "待审：又一个要人看的",
            synopsis: "",
            motif: .book,
            prize: .byPost,
            opens: false,
            acts: []
        ),
        DemoPlay(
            title: "待审，后来通过了",
            synopsis: "",
            motif: .cup,
            prize: .onSite,
            opens: false,
            acts: [.office("approve"), .dig(3)]
        ),
        DemoPlay(
            title: "待审，后来没通过",
            synopsis: "",
            motif: .cup,
            prize: .onSite,
            opens: false,
            acts: [.office("refuse")]
        ),
        DemoPlay(
            title: "图片不合规",
            synopsis: "微信不让看。",
            motif: .forbidden,
            prize: .onSite,
            opens: false,
            acts: []
        ),
        DemoPlay(
            title: "付了款才被拒的红包",
            synopsis: "钱会退回。",
            motif: .forbidden,
            prize: .packet(yuan: 3),
            prizes: 2,
            opens: false,
            acts: [.pay]
        ),
    ]

    /// Nobody can dig there any more.
    private static let over = [
        DemoPlay(
            title: "挖完的金桔，已寄出",
            synopsis: "",
            motif: .kumquat,
            prize: .byPost,
            forecast: 8,
            acts: [.digOut, .claim(1)]
        ),
        DemoPlay(
            title: "挖完了，还没填地址",
            synopsis: "",
            motif: .gift,
            prize: .byPost,
            prizes: 2,
            forecast: 10,
            acts: [.digOut]
        ),
        DemoPlay(
            title: "挖完了，现场领走了",
            synopsis: "",
            motif: .cup,
            prize: .onSite,
            prizes: 2,
            forecast: 10,
            acts: [.digOut, .claim(2), .redeem(2)]
        ),
        DemoPlay(
            title: "挖完了，核销码还没出示",
            synopsis: "",
            motif: .book,
            prize: .onSite,
            forecast: 6,
            acts: [.digOut, .claim(1)]
        ),
        DemoPlay(
            title: "红包全部到账",
            synopsis: "",
            motif: .packet,
            prize: .packet(yuan: 10),
            prizes: 3,
            forecast: 12,
            acts: [.pay, .digOut, .claim(3), .accept(3)]
        ),
        DemoPlay(
            title: "红包挖完，一个等确认",
            synopsis: "",
            motif: .packet,
            prize: .packet(yuan: 18),
            prizes: 2,
            forecast: 10,
            acts: [.pay, .digOut, .claim(2), .accept(1)]
        ),
        DemoPlay(
            title: "提前结束，余款退回",
            synopsis: "",
            motif: .coin,
            prize: .packet(yuan: 30),
            prizes: 4,
            forecast: 40,
            interval: 10,
            fluctuation: 4,
            acts: [.pay, .dig(15), .claim(1), .accept(1), .end]
        ),
        DemoPlay(
            title: "一个人都没挖到",
            synopsis: "",
            motif: .coin,
            prize: .packet(yuan: 50),
            forecast: 300,
            acts: [.pay, .dig(2), .end]
        ),
        DemoPlay(
            title: "发布者自己结束的",
            synopsis: "",
            motif: .gift,
            prize: .onSite,
            forecast: 100,
            acts: [.dig(6), .end]
        ),
        DemoPlay(
            title: "被后台下架的红包",
            synopsis: "",
            motif: .packet,
            prize: .packet(yuan: 9),
            prizes: 3,
            forecast: 30,
            acts: [.pay, .dig(4), .office("block")]
        ),
        DemoPlay(
            title: "被后台下架的实物",
            synopsis: "",
            motif: .book,
            prize: .byPost,
            forecast: 60,
            acts: [.dig(3), .office("block")]
        ),
    ]
}
