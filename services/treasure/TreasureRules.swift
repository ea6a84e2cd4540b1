import TreasureDomain

/// What holds for all tasks and players; `TreasureSettings` says which variables these are.
struct TreasureRules: Sendable, Equatable {
    /// Between two digs of one player in one task.
    var coolDown = CoolDown(seconds: 60)
    /// How long a task can be dug.
    var taskSeconds: Int64 = 30 * 86_400
    /// How long a red packet waits for its money.
    var paySeconds: Int64 = 30 * 60
    /// Digs of one player a day, in all tasks together.
    var digsPerDay: Int64 = 2000
    /// Tasks that one player may publish a day.
    var tasksPerDay: Int64 = 20
    /// Most whole yuan of one red packet.
    var mostYuan: Int64 = 200
}
