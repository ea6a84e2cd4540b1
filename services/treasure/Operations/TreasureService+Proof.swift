import Basics
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// What is known of a task's draw. One that was taken away stays provable to those who have dug
    /// there; one that never opened has nothing to prove.
    func proof(of code: TaskCode) async throws(Failure<DrawProof.Refusal>) -> DrawProof {
        let proof = try await database.read(refusing: DrawProof.Refusal.self) { connection in
            let tasks = TaskStore(connection)
            guard let task = try tasks.task(code), task.endsAt != nil else {
                throw DrawProof.Refusal.taskUnknown
            }
            guard let seed = try tasks.seed(of: task.id).flatMap(DrawSeed.init) else {
                throw StorageError.corrupt
            }
            guard task.state.isOver else {
                return DrawProof(task: task, commitment: seed.commitment, outcome: nil)
            }
            let prizes = try PrizeStore(connection).prizes(of: task.id)
            let outcome = DrawProof.Outcome(seed: seed.text, prizes: prizes)
            return DrawProof(task: task, commitment: seed.commitment, outcome: outcome)
        }
        return proof
    }
}
