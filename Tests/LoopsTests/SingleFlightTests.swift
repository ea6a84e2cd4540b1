import Testing

@testable import Loops

@Suite struct SingleFlightTests {
    /// On one loop: those that ask are all waiting before the work is let go.
    @Test func onceForAllWhoAsk() async {
        await withLoops(1) { group in
            let started = Locked<[@Sendable () async -> Void]>([])
            let flights = SingleFlight<String, Int> { work in
                started.withLock { $0.append(work) }
            }
            let runs = Locked(0)
            let outcomes = await onLoop(group.loops[0]) {
                await withTaskGroup(of: Int?.self) { callers in
                    for number in 0..<12 {
                        callers.addTask {
                            await flights.run(number < 10 ? "a" : "b") {
                                runs.withLock {
                                    $0 += 1
                                    return $0
                                }
                            }
                        }
                    }
                    callers.addTask {
                        for work in started.withLock({ $0 }) { await work() }
                        return nil
                    }
                    return await callers.reduce(into: [Int?]()) { $0.append($1) }.compactMap { $0 }
                }
            }
            #expect(started.withLock { $0.count } == 2)
            #expect(outcomes.sorted() == Array(repeating: 1, count: 10) + [2, 2])
        }
    }

    @Test func afterwardsItIsDoneAgain() async {
        await withLoops(1) { group in
            let flights = SingleFlight<String, Int>(on: group)
            let runs = Locked(0)
            for expected in 1...3 {
                let outcome = await flights.run("a") {
                    runs.withLock {
                        $0 += 1
                        return $0
                    }
                }
                #expect(outcome == expected)
            }
        }
    }

    /// The work goes on when the one who asked first has left.
    @Test func itBelongsToNobody() async {
        await withLoops(1) { group in
            let flights = SingleFlight<String, Bool>(on: group)
            let outcome = await onLoop(group.loops[0]) {
                await withTaskGroup(of: Bool.self) { callers in
                    callers.addTask {
                        await flights.run("a") {
                            for _ in 0..<10 { await Task.yield() }
                            return Task.isCancelled
                        }
                    }
                    await Task.yield()
                    callers.cancelAll()
                    return await callers.next()
                }
            }
            #expect(outcome == false)
        }
    }
}
