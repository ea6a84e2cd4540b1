import HTTP

/// The back office of treasure.
public enum TreasureAdminRoutes {
    private static let group = AdminRouteGroup(.treasure)

    // MARK: Tasks

    public static let findTasks = group.route(
        .get,
        to: "tasks",
        for: .owner,
        .support,
        .finance,
        .editor,
        .viewer,
        summary: "Tasks, the newest first: in a state, of a publisher, or all, in parts."
    )
    public static let exportTasks = group.route(
        .get,
        to: "tasks.csv",
        for: .owner,
        .finance,
        summary: "All tasks, as a table for spreadsheets."
    )
    public static let showTask = group.route(
        .get,
        to: "tasks/{code}",
        for: .owner,
        .support,
        .finance,
        .editor,
        .viewer,
        summary: "A task, its picture, and where its money is."
    )
    public static let listTaskPrizes = group.route(
        .get,
        to: "tasks/{code}/prizes",
        for: .owner,
        .support,
        .finance,
        .viewer,
        summary: "The prizes of a task, from above, in parts; depths once it has ended."
    )
    public static let approveTask = group.route(
        .post,
        to: "tasks/{code}/approve",
        for: .owner,
        .editor,
        summary: "A person has looked at text and picture, and lets everybody see them."
    )
    public static let refuseTask = group.route(
        .post,
        to: "tasks/{code}/refuse",
        for: .owner,
        .editor,
        summary: "Nobody is to see it: it ends, and what was paid goes back."
    )
    public static let blockTask = group.route(
        .post,
        to: "tasks/{code}/block",
        for: .owner,
        .editor,
        summary: "Takes a task away from everybody: it ends, and what nobody has won goes back."
    )
    public static let endTask = group.route(
        .post,
        to: "tasks/{code}/end",
        for: .owner,
        .editor,
        .support,
        summary: "Ends a task before its time; what nobody has won goes back."
    )
    public static let stopTaskPayouts = group.route(
        .post,
        to: "tasks/{code}/stop-payouts",
        for: .owner,
        .finance,
        summary: "Holds the red packets of a task back."
    )
    public static let resumeTaskPayouts = group.route(
        .post,
        to: "tasks/{code}/resume-payouts",
        for: .owner,
        .finance,
        summary: "Lets the red packets of a task go on."
    )
    public static let listReviews = group.route(
        .get,
        to: "reviews",
        for: .owner,
        .editor,
        summary: "Tasks whose text or picture waits for a person, the oldest first, in parts."
    )

    // MARK: Money

    public static let exportPrizes = group.route(
        .get,
        to: "prizes.csv",
        for: .owner,
        .finance,
        summary: "All prizes that were found, as a table for spreadsheets."
    )
    public static let listPayouts = group.route(
        .get,
        to: "payouts",
        for: .owner,
        .finance,
        summary: "Red packets on their way: in a state, or those that are stuck, and why."
    )
    public static let exportPayouts = group.route(
        .get,
        to: "payouts.csv",
        for: .owner,
        .finance,
        summary: "All payouts, as a table for spreadsheets."
    )
    public static let changePayout = group.route(
        .post,
        to: "payouts/{id}/{step}",
        for: .owner,
        .finance,
        summary: "Tries a payout now, holds it, lets it go on, or takes it back."
    )
    public static let listRefunds = group.route(
        .get,
        to: "refunds",
        for: .owner,
        .finance,
        summary: "Money on its way back: in a state, or what is stuck, and why."
    )
    public static let changeRefund = group.route(
        .post,
        to: "refunds/{id}/{step}",
        for: .owner,
        .finance,
        summary: "Tries a refund now, holds it, lets it go on, or takes it back."
    )
    public static let readSwitch = group.route(
        .get,
        to: "payout-switch",
        for: .owner,
        .finance,
        .support,
        .operator,
        .viewer,
        summary: "Whether red packets are paid out at all, and since when."
    )
    public static let stopPayouts = group.route(
        .post,
        to: "payout-switch/stop",
        for: .owner,
        .finance,
        .operator,
        summary: "Stops all payouts; what WeChat Pay has already is not stopped."
    )
    public static let resumePayouts = group.route(
        .post,
        to: "payout-switch/go",
        for: .owner,
        .finance,
        summary: "Lets all payouts go on."
    )
    public static let listSettlement = group.route(
        .get,
        to: "settlement",
        for: .owner,
        .finance,
        summary: "Tasks that are over and not settled: what is left of them, the oldest first."
    )
    public static let listDifferences = group.route(
        .get,
        to: "differences",
        for: .owner,
        .finance,
        summary: "What WeChat Pay's bills say otherwise, the oldest first, in parts."
    )
    public static let explainDifference = group.route(
        .post,
        to: "differences/{id}/explain",
        for: .owner,
        .finance,
        summary: "A person has found out why a bill says otherwise."
    )
    public static let readFigures = group.route(
        .get,
        to: "figures",
        for: .owner,
        .finance,
        .viewer,
        summary: "Tasks, digs, prizes and money, by day or month."
    )
    public static let exportFigures = group.route(
        .get,
        to: "figures.csv",
        for: .owner,
        .finance,
        summary: "The same, as a table for spreadsheets."
    )

    // MARK: People

    public static let showPerson = group.route(
        .get,
        to: "people/{uid}",
        for: .owner,
        .support,
        summary: "Everything of one account here: totals, blacklist, the newest of all lists."
    )
    public static let listPersonDigs = group.route(
        .get,
        to: "people/{uid}/digs",
        for: .owner,
        .support,
        summary: "The tasks in which an account has dug, the newest first, in parts."
    )
    public static let listPersonPrizes = group.route(
        .get,
        to: "people/{uid}/prizes",
        for: .owner,
        .support,
        summary: "The prizes that an account has found, the newest first, in parts."
    )
    public static let listBlacklist = group.route(
        .get,
        to: "blacklist",
        for: .owner,
        .support,
        .viewer,
        summary: "Accounts that may neither publish nor dig, in parts."
    )
    public static let addToBlacklist = group.route(
        .post,
        to: "blacklist",
        for: .owner,
        .support,
        summary: "Keeps an account from publishing and digging."
    )
    public static let takeOffBlacklist = group.route(
        .post,
        to: "blacklist/{uid}/remove",
        for: .owner,
        .support,
        summary: "Lets an account publish and dig again."
    )
    public static let listTrail = group.route(
        .get,
        to: "trail",
        for: .owner,
        .operator,
        summary: "What operators have done here, newest first."
    )

    /// Work that has to happen.
    public static let jobs = JobAdminRoutes(group)
    /// Events that could not be applied.
    public static let events = EventAdminRoutes(group)

    static let all =
        jobs.all + events.all + [
            findTasks, exportTasks, showTask, listTaskPrizes, approveTask, refuseTask, blockTask,
            endTask, stopTaskPayouts, resumeTaskPayouts, listReviews, exportPrizes, listPayouts,
            exportPayouts, changePayout, listRefunds, changeRefund, readSwitch, stopPayouts,
            resumePayouts, listSettlement, listDifferences, explainDifference, readFigures,
            exportFigures, showPerson, listPersonDigs, listPersonPrizes, listBlacklist,
            addToBlacklist, takeOffBlacklist, listTrail,
        ]
}
