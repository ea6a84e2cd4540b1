import HTTP

/// The addresses of `treasure.md`, in its order; those that it forgot and ours last.
public enum TreasureRoutes {
    static let group = RouteGroup("/api/treasure", TreasureContract.self, at: .treasure)

    public static let userLogin = group.login(
        .get,
        to: "userLogin",
        "Trades a code from wx.login, with the encrypted profile, for a token."
    )
    public static let getTaskList = group.route(
        .get,
        to: "getTaskList",
        "A page of the square, newest first.",
        legacy: .always
    )
    public static let getTaskDetails = group.route(
        .get,
        to: "getTaskDetails",
        "A task, with the newest fifty who have dug there.",
        legacy: .always
    )
    public static let postTask = group.route(
        .post,
        to: "postTask",
        "With code, digs there once; else publishes a task.",
        rate: .digs,
        legacy: .forDigs
    )
    public static let getSharePic = group.route(
        .post,
        to: "getSharePic",
        "The poster of a task for whoever shares it, with a code that leads back to both."
    )
    public static let getTaskUser = group.route(
        .get,
        to: "getTaskUser",
        "A page of those who have dug in a task, newest first.",
        legacy: .always
    )
    public static let uploadFile = group.route(
        .post,
        to: "uploadFile",
        "Keeps a picture for a task; others see it once WeChat has passed it.",
        bodyLimit: 10 << 20
    )
    public static let getMyInfo = group.route(
        .get,
        to: "getMyInfo",
        "How often the caller has dug, published and taken part.",
        legacy: .always
    )
    public static let getMyRelease = group.route(
        .get,
        to: "getMyRelease",
        "A page of the tasks that the caller has published, newest first.",
        legacy: .always
    )
    public static let getMyPartake = group.route(
        .get,
        to: "getMyPartake",
        "A page of the tasks in which the caller has dug, newest first.",
        legacy: .always
    )
    public static let getMyPrize = group.route(
        .get,
        to: "getMyPrize",
        "A page of the tasks in which the caller has won, newest first."
    )
    public static let digTask = group.route(
        .post,
        to: "digTask",
        "Digs once: postTask with a code.",
        rate: .digs,
        legacy: .always
    )
    public static let publishTask = group.route(
        .post,
        to: "publishTask",
        "Publishes a task: postTask without a code."
    )
    public static let payTask = group.route(
        .post,
        to: "payTask",
        "What wx.requestPayment takes to pay for a red packet."
    )
    public static let drawPrize = group.route(
        .post,
        to: "drawPrize",
        "Claims what the caller has won in a task."
    )
    public static let verifyPrize = group.route(
        .post,
        to: "verifyPrize",
        "Hands a prize over on site, for the code that its winner shows."
    )
    public static let endTask = group.route(
        .post,
        to: "endTask",
        "Ends a task of the caller's before its time."
    )
    public static let getTaskWinners = group.route(
        .get,
        to: "getTaskWinners",
        "Who has won in a task of the caller's, and where the prizes are to be sent."
    )

    public static let uploadAvatar = group.route(
        .post,
        to: "uploadAvatar",
        "Keeps the picture that the caller has chosen for themselves, for everybody to see.",
        at: .auth,
        bodyLimit: 10 << 20
    )

    public static let proof = group.route(
        .get,
        to: "proof",
        "That a task's draw was fair: JSON, or a page that computes it again in the browser.",
        access: .everybody
    )

    static let all = [
        userLogin, uploadAvatar, getTaskList, getTaskDetails, postTask, getSharePic, getTaskUser,
        uploadFile, payTask, getMyInfo, getMyRelease, getMyPartake, getMyPrize, digTask,
        publishTask, drawPrize, verifyPrize, endTask, getTaskWinners, proof,
    ]
}
