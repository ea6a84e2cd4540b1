/// A binary heap of timers, the earliest first; each timer knows its place, so that it can be
/// taken out in logarithmic time.
struct TimerHeap {
    private var timers: [LoopTimer] = []

    var isEmpty: Bool { timers.isEmpty }
    var earliest: UInt64? { timers.first?.deadline }

    mutating func insert(_ timer: LoopTimer) {
        timer.place = timers.count
        timers.append(timer)
        rise(from: timer.place)
    }

    mutating func remove(_ timer: LoopTimer) {
        let place = timer.place
        guard place >= 0, place < timers.count, timers[place] === timer else { return }
        let last = timers.removeLast()
        timer.place = -1
        guard place < timers.count else { return }
        put(last, at: place)
        rise(from: place)
        sink(from: last.place)
    }

    /// The earliest timer if it is due, taken out.
    mutating func popDue(at now: UInt64) -> LoopTimer? {
        guard let first = timers.first, first.deadline <= now else { return nil }
        remove(first)
        return first
    }

    private mutating func put(_ timer: LoopTimer, at place: Int) {
        timers[place] = timer
        timer.place = place
    }

    private mutating func rise(from start: Int) {
        var place = start
        let timer = timers[place]
        while place > 0 {
            let parent = (place - 1) / 2
            guard timer.deadline < timers[parent].deadline else { break }
            put(timers[parent], at: place)
            place = parent
        }
        put(timer, at: place)
    }

    private mutating func sink(from start: Int) {
        var place = start
        let timer = timers[place]
        while true {
            var child = 2 * place + 1
            guard child < timers.count else { break }
            if child + 1 < timers.count, timers[child + 1].deadline < timers[child].deadline {
                child += 1
            }
            guard timers[child].deadline < timer.deadline else { break }
            put(timers[child], at: place)
            place = child
        }
        put(timer, at: place)
    }
}
