/// Which of several equal places is asked next: of two, the one with fewer requests under way.
///
/// One that gives no answer is set aside, longer each time; then it gets one request at a time until
/// it answers again.
struct Replicas<Place: Hashable & Sendable>: Sendable {
    /// What became of a request.
    enum Outcome {
        /// An answer came, whatever it says.
        case answered
        /// None came, and the place is to blame.
        case silent
        /// It ended for another reason.
        case unclear
    }

    private struct Load {
        var pending = 0
        var failures = 0
        var asideUntil: UInt64 = 0

        func takes(now: UInt64) -> Bool {
            failures == 0 || (asideUntil <= now && pending == 0)
        }
    }

    private(set) var places: [Place]
    private var loads: [Load]
    private var turn = 0
    /// Marsaglia's xorshift: nobody has to be kept from guessing it.
    private var noise: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static var shortestNanoseconds: UInt64 { 1_000_000_000 }
    private static var mostDoublings: Int { 3 }

    init(_ places: [Place]) {
        self.places = places
        loads = places.map { _ in Load() }
    }

    /// The places are these now; what is known of those that stay is kept.
    mutating func update(_ places: [Place]) {
        let known = Dictionary(zip(self.places, loads)) { first, _ in first }
        self.places = places
        loads = places.map { known[$0] ?? Load() }
    }

    /// The place for one more request, which `end` has to follow; nil if all were tried.
    mutating func take(now: UInt64, except tried: [Place] = []) -> Place? {
        let left = places.indices.filter { !tried.contains(places[$0]) }
        let ready = left.filter { loads[$0].takes(now: now) }
        // Who was set aside longest ago is the likeliest to be back.
        let index = choose(ready) ?? left.min { loads[$0].asideUntil < loads[$1].asideUntil }
        guard let index else { return nil }
        loads[index].pending += 1
        return places[index]
    }

    /// A request to that place has ended.
    mutating func end(_ place: Place, _ outcome: Outcome, now: UInt64) {
        guard let index = places.firstIndex(of: place) else { return }
        loads[index].pending = max(loads[index].pending - 1, 0)
        switch outcome {
        case .answered: loads[index].failures = 0
        case .unclear: break
        case .silent:
            let doublings = min(loads[index].failures, Self.mostDoublings)
            loads[index].failures += 1
            loads[index].asideUntil = now + Self.shortestNanoseconds << doublings
        }
    }

    /// The next in turn, or another one that has less to do.
    private mutating func choose(_ ready: [Int]) -> Int? {
        guard !ready.isEmpty else { return nil }
        turn &+= 1
        let first = turn % ready.count
        guard ready.count > 1 else { return ready[first] }
        noise ^= noise << 13
        noise ^= noise >> 7
        noise ^= noise << 17
        let second = (first + 1 + Int(noise % UInt64(ready.count - 1))) % ready.count
        let isLess = loads[ready[second]].pending < loads[ready[first]].pending
        return isLess ? ready[second] : ready[first]
    }
}
