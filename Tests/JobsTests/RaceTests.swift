import Basics
import Loops
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Jobs

/// Two processes' runners on one file, both at it with all that they have.
struct RaceTests {
    /// Which jobs are in somebody's hands.
    private final class Hands: Sendable {
        private struct State {
            var busy: Set<String> = []
            var most = 0
            var doubled: [String] = []
        }

        private let state = Locked(State())

        var most: Int { state.withLock { $0.most } }
        var doubled: [String] { state.withLock { $0.doubled } }

        func take(_ key: String) {
            state.withLock { state in
                if !state.busy.insert(key).inserted { state.doubled.append(key) }
                state.most = max(state.most, state.busy.count)
            }
        }

        func put(_ key: String) { state.withLock { _ = $0.busy.remove(key) } }
    }

    @Test func eachJobIsDoneOnceByOne() async throws {
        let world = try JobWorld()
        let other = try world.again()
        let queues = [world.queue, JobQueue()]
        let hands = Hands()
        let runners = try zip(queues, [world.database, other]).map { queue, database in
            let runner = world.runner(on: database, queue: queue)
            try runner.on(JobWorld.note, atOnce: 3) { job in
                hands.take(job.key)
                _ = await Pause.milliseconds(2)
                let outcome = try await world.noting(on: database)(job)
                hands.put(job.key)
                return outcome
            }
            return runner
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for runner in runners { group.addTask { await runner.run() } }
            for number in 0..<300 {
                try await world.enqueue("\(number)")
                for queue in queues { queue.wake(JobWorld.note) }
            }
            try await eventually(within: 30, "all are done") { try await world.jobs().isEmpty }
            group.cancelAll()
        }
        let effects = try await world.effects()
        #expect(effects.count == 300)
        #expect(Set(effects).count == 300)
        #expect(hands.doubled.isEmpty)
        #expect((2...6).contains(hands.most), "at once: \(hands.most)")
    }

    @Test func noKindIsInTheWayOfAnother() async throws {
        let world = try JobWorld()
        let runner = world.runner()
        let gate = Gate()
        let stuck = JobKind<NoPayload>("test.stuck")
        try runner.on(stuck, atOnce: 2) { _ in
            try await gate.pass()
            return .done
        }
        try runner.on(JobWorld.note, world.noting())
        let due = world.world.clock.now
        try await world.database.write { connection in
            for key in ["1", "2", "3"] {
                try world.queue.enqueue(stuck, key: key, NoPayload(), due: due, in: connection)
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await runner.run() }
            try await eventually("two of the stuck ones run") {
                try await world.jobs(.running).count == 2
            }
            try await world.enqueue("a")
            world.queue.wake()
            try await eventually("the other kind is done") { try await world.effects() == ["a"] }
            gate.open()
            try await eventually("the rest is done") { try await world.jobs().isEmpty }
            group.cancelAll()
        }
    }
}
