/// What merchants of the demo do: their categories, how they are called, and what they sell.
enum DemoTrades {
    struct Trade: Sendable {
        let ref: String
        let name: String
        /// The number of the category that it hangs under.
        let root: Int
        let brands: [String]
        /// What follows a brand in a name; empty where the brand says it.
        let suffix: String
        let hours: (opens: String, closes: String)
        let goods: [(name: String, yuan: Int)]

        /// `ref|name|suffix|opens-closes|brand brand …|good:yuan good:yuan …`
        init(_ line: String, under root: Int) {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(
                String.init
            )
            let hours = cells[3].split(separator: "-").map(String.init)
            self.root = root
            (ref, name, suffix) = (cells[0], cells[1], cells[2])
            self.hours = (hours[0], hours[1])
            brands = cells[4].split(separator: " ").map(String.init)
            goods = cells[5].split(separator: " ").map { good in
                let parts = good.split(separator: ":")
                return (name: String(parts[0]), yuan: Int(parts[1]) ?? 1)
            }
        }
    }

    struct Root: Sendable {
        let ref: String
        let name: String
        let motif: DemoTile.Motif
    }

    static let roots = [
        Root(ref: "food", name: "美食", motif: .bowl),
        Root(ref: "beauty", name: "丽人", motif: .mirror),
        Root(ref: "fun", name: "休闲娱乐", motif: .film),
        Root(ref: "sport", name: "运动健身", motif: .dumbbell),
        Root(ref: "stay", name: "酒店民宿", motif: .bed),
        Root(ref: "life", name: "生活服务", motif: .camera),
        Root(ref: "kids", name: "亲子", motif: .balloons),
        Root(ref: "car", name: "爱车", motif: .car),
    ]

    /// Twenty; of each there is one in every city.
    static let all =
        food.map { Trade($0, under: 0) } + beauty.map { Trade($0, under: 1) }
        + fun.map { Trade($0, under: 2) } + sport.map { Trade($0, under: 3) }
        + stay.map { Trade($0, under: 4) } + life.map { Trade($0, under: 5) }
        + kids.map { Trade($0, under: 6) } + car.map { Trade($0, under: 7) }

    private static let food = [
        "hotpot|火锅|火锅|10:30-02:00|蜀香园 老灶台 渝味坊 红油记 鼎沸|"
            + "双人套餐:128 四人欢聚餐:238 六人宴:398 毛肚鸭肠拼盘:68 百元代金券:88",
        "noodles|面馆|面馆|07:00-21:00|老陈家 一碗香 巷子里 麦香 三代人|"
            + "招牌牛肉面:22 豌杂面:16 番茄鸡蛋面:15 红油抄手:18 单人套餐:29",
        "barbecue|烧烤|烧烤|17:00-03:00|炭火记 夜归人 老地方 东北旺 串吧|"
            + "羊肉串二十串:58 烤鱼一条:98 双人烧烤餐:118 烤生蚝半打:49 六人畅吃:328",
        "cafe|咖啡|咖啡|08:00-21:30|晨光 街角 拾光 山丘 北纬三十度|"
            + "拿铁一杯:26 手冲单品:38 美式两杯:36 下午茶双人:88 咖啡豆半斤:79",
        "tea|奶茶|茶饮|10:00-22:30|橘子汽水 茶小满 半糖 春水 一叶|"
            + "杨枝甘露:19 珍珠奶茶两杯:28 柠檬红茶:12 鲜果茶大桶:32 十元代金券:8",
        "sichuan|川菜|川菜馆|10:30-22:00|巴蜀人家 川西坝子 天府小馆 椒麻鸡 老码头|"
            + "水煮鱼:78 回锅肉套餐:45 四人家常餐:188 十人宴席:688 酸菜鱼双人:108",
        "canton|粤菜|茶餐厅|07:30-22:30|荔湾 港岛 西关 陶然 珠江月|"
            + "早茶双人:98 烧腊拼盘:58 虾饺一笼:28 煲仔饭:32 四人点心宴:218",
    ]
    private static let beauty = [
        "hair|美发|美发|10:00-21:30|剪影 秀色 原点 丝语 发现|"
            + "洗剪吹:58 烫染套餐:298 头皮护理:128 男士剪发:38 儿童剪发:30",
        "nails|美甲|美甲|10:00-22:00|指间 花漾 十色 小粉盒 薇薇|"
            + "单色美甲:68 法式美甲:98 美睫套餐:128 手部护理:88 闺蜜同行:158",
    ]
    private static let fun = [
        "ktv|KTV|量贩KTV|13:00-06:00|星光 欢唱 麦霸 银河 纯音|"
            + "下午场三小时:68 黄金场小包:168 黄金场中包:268 通宵场:199 生日派对:588",
        "cinema|电影院|影城|09:30-01:00|星幕 光影 大地 橙天 橘子|"
            + "二维影票:32 三维影票:42 双人影票加爆米花:98 巨幕影票:68 十张通兑票:288",
        "escape|密室|密室逃脱|11:00-23:30|谜镇 第九号 暗门 迷雾 长夜|"
            + "双人场:158 四人场:298 六人场:398 恐怖主题单人:98 新手主题单人:68",
    ]
    private static let sport = [
        "gym|健身|健身房|06:30-23:00|力量 动起来 燃 铁馆 零点|"
            + "单次体验:29 一周卡:79 月卡:199 私教体验课:99 体测一次:19",
        "badminton|羽毛球|羽毛球馆|08:00-22:00|飞羽 城东 挥拍 鸿运 金球|"
            + "场地一小时:48 双人两小时:88 少儿体验课:69 成人十课时:680 穿线一次:30",
    ]
    private static let stay = [
        "hotel|酒店|酒店|00:00-00:00|云栖 江畔 悦来 锦程 望城|"
            + "大床房一晚:268 双床房一晚:288 家庭房一晚:388 四小时钟点房:98 自助早餐:48",
        "homestay|民宿|民宿|00:00-00:00|听雨 归园 半山 小院 拾间|"
            + "单间一晚:198 整套一晚:498 周末两晚:880 院子烧烤:128 早餐双人:38",
    ]
    private static let life = [
        "laundry|洗衣|洗衣店|08:30-20:30|净衣 泡泡 白衣 家家洁 云朵|"
            + "任洗三件:49 羽绒服一件:39 球鞋一双:19 窗帘清洗:99 西装一套:58",
        "photo|摄影|照相馆|09:00-19:00|海马 老相馆 留影 初见 橱窗|"
            + "证件照:39 职业形象照:199 全家福:499 情侣写真:599 儿童写真:399",
    ]
    private static let kids = [
        "play|乐园|儿童乐园|09:30-21:00|小猴子 彩虹 奇妙屋 蹦蹦 童话里|"
            + "单次门票:58 亲子两人票:88 十次卡:398 生日会:888 陶艺体验:68"
    ]
    private static let car = [
        "wash|洗车|洗车行|08:00-20:00|快车道 一滴水 车之家 净达 老司机|"
            + "标准洗车:35 精细洗车:88 打蜡:168 内饰清洗:258 十次卡:288"
    ]
}
