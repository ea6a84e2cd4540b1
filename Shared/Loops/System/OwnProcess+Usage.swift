import Glibc

extension OwnProcess {
    /// Seconds of processor time since the start, all threads.
    public static func processorSeconds() -> Double {
        var usage = rusage()
        guard unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// Octets of memory that are not swapped out.
    public static func residentOctets() -> Int { memory().resident }

    /// Those of them that come from no file.
    static func anonymousOctets() -> Int {
        let (resident, shared) = memory()
        return resident - shared
    }

    private static func memory() -> (resident: Int, shared: Int) {
        guard let text = try? SmallFile.read("/proc/self/statm") else { return (0, 0) }
        let fields = String(decoding: text, as: UTF8.self).split(separator: " ")
        guard fields.count > 2, let resident = Int(fields[1]), let shared = Int(fields[2]) else {
            return (0, 0)
        }
        let size = sysconf(Int32(_SC_PAGESIZE))
        return (resident * size, shared * size)
    }

    /// File descriptors in use, and how many there may be.
    public static func descriptors() -> (open: Int, limit: Int) {
        var limit = rlimit()
        _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        var open = 0
        if let directory = unsafe opendir("/proc/self/fd") {
            while unsafe readdir(directory) != nil { open += 1 }
            unsafe closedir(directory)
        }
        // Itself, and the two names that every directory has.
        return (max(0, open - 3), Int(clamping: limit.rlim_cur))
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
}
