import Basics
import Loops
import TreasureDomain

/// Where the pages end that somebody has seen, so that the next one goes on there, whatever was
/// written in between: a client that counts pages sees nothing twice and misses nothing.
///
/// Kept in memory alone, for as many readers as fit. Without a mark a page begins as far behind the
/// nearest known end as there are rows on the pages between.
final class PageMarks: Sendable {
    /// Whose list.
    struct Reader: Hashable, Sendable {
        enum List: Hashable, Sendable {
            case tasks(TaskListStore.List)
            case participants(ID<TreasureTask>)
        }

        let uid: ID<User>
        let list: List
    }

    /// Where a page begins.
    struct Start: Sendable, Equatable {
        /// Below this place,
        let below: Int64
        /// and so many pages further down.
        let skippedPages: Int64
    }

    private static let readers = 20_000
    /// Nobody scrolls further; a page behind these is past the end.
    static let pages: Int64 = 500

    private struct State {
        var newer: [Reader: [Int64]] = [:]
        /// Those that nobody has asked for since `newer` began.
        var older: [Reader: [Int64]] = [:]
    }

    private let state = Locked(State())

    func start(of page: PageNumber, for reader: Reader) -> Start {
        guard page.number > 1 else { return Start(below: .max, skippedPages: 0) }
        let ends = state.withLock { $0.newer[reader] ?? $0.older[reader] ?? [] }
        let known = Int(min(page.number - 1, Int64(ends.count)))
        return Start(
            below: known == 0 ? .max : ends[known - 1],
            skippedPages: page.number - 1 - Int64(known)
        )
    }

    /// A page ended with this place. The first page begins anew.
    func note(_ end: Int64, of page: PageNumber, for reader: Reader) {
        state.withLock { state in
            var ends = state.newer[reader] ?? state.older[reader] ?? []
            let index = Int(min(page.number, Self.pages + 1)) - 1
            guard index <= ends.count, index < Int(Self.pages) else { return }
            ends.removeSubrange(index...)
            ends.append(end)
            if state.newer[reader] == nil, state.newer.count >= Self.readers / 2 {
                state.older = state.newer
                state.newer = [:]
            }
            state.newer[reader] = ends
        }
    }
}
