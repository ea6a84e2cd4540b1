import Basics
import HTTP
import ServiceKit
import Storage

extension Sandbox {
    /// Moves everybody's time forward, or back to the real one (nil); one move after the other.
    /// Gives the names of the processes that do not run.
    func moveClock(byMilliseconds step: Int64?) async throws -> [String] {
        await clockTurns.enter()
        do {
            let offset = try await moveOwnClock(step)
            let absent = try await tellEverybody(offset)
            await clockTurns.leave()
            return absent
        } catch {
            await clockTurns.leave()
            throw error
        }
    }

    private func moveOwnClock(_ step: Int64?) async throws -> Int64 {
        let before = clock.offsetMilliseconds
        var offset: Int64 = 0
        if let step {
            let (sum, overflow) = before.addingReportingOverflow(step)
            guard !overflow, clock.move(toOffsetMilliseconds: sum) else {
                throw ControlRefusal.clockTooFar
            }
            offset = sum
        } else {
            _ = clock.move(toOffsetMilliseconds: 0)
        }
        let saved = offset
        do {
            try await database.write { try SettingStore($0).setClockOffset(saved) }
        } catch {
            _ = clock.move(toOffsetMilliseconds: before)
            throw error
        }
        return offset
    }

    private func tellEverybody(_ offset: Int64) async throws -> [String] {
        let move = MoveClockCall.Request(offsetMilliseconds: offset)
        var (absent, failed): ([String], [String]) = ([], [])
        await withTaskGroup(of: (String, ControlledProcess.Reach).self) { group in
            for neighbour in neighbours {
                group.addTask {
                    (neighbour.name, await neighbour.tell(MoveClockCall.self, move))
                }
            }
            for await (name, reach) in group {
                if reach == .notRunning { absent.append(name) }
                if reach == .failed { failed.append(name) }
            }
        }
        guard failed.isEmpty else { throw ControlRefusal.clockNotEverywhere(failed.sorted()) }
        return absent.sorted()
    }
}
