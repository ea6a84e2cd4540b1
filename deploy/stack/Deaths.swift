import Glibc
import Processes

/// Children that have ended since somebody last asked.
enum Deaths {
    struct Death {
        let id: Int32
        let status: ExitStatus
    }

    static func collect() -> [Death] {
        var deaths: [Death] = []
        var word: Int32 = 0
        while true {
            let id = unsafe waitpid(-1, &word, WNOHANG)
            guard id > 0 else { return deaths }
            deaths.append(Death(id: id, status: ExitStatus(waitStatus: word)))
        }
    }
}
