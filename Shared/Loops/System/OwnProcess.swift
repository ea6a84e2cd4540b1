import Glibc

/// This process, as its start-up code sees it.
public enum OwnProcess {
    /// The environment variables; of a name that stands there twice, the first. Ask before threads
    /// exist: nobody may change the environment meanwhile.
    public static func environment() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let line = unsafe String(cString: text)
            if let equals = line.utf8.firstIndex(of: UInt8(ascii: "=")) {
                let name = String(line[..<equals])
                let value = String(line[line.utf8.index(after: equals)...])
                if variables[name] == nil { variables[name] = value }
            }
            unsafe entry += 1
        }
        return variables
    }

    /// The number of cores that this process may use; at least 1.
    public static func cores() -> Int {
        max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// The directory that relative paths start from; "/" when it cannot be told.
    public static func workingDirectory() -> String {
        guard let path = unsafe getcwd(nil, 0) else { return "/" }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    /// Writes to standard error at once, waiting where it has to. For the line before an end.
    public static func complain(_ text: String) {
        FileDescriptor.write([UInt8](text.utf8), to: STDERR_FILENO)
    }

    /// Whether somebody types into standard input, and it has no end.
    public static func isTyped() -> Bool { isatty(STDIN_FILENO) == 1 }

    /// Writes to standard output at once: what a command was asked for.
    public static func say(_ text: String) {
        FileDescriptor.write([UInt8](text.utf8), to: STDOUT_FILENO)
    }

    /// Puts the calling thread to sleep for good: other threads end the process.
    public static func park() -> Never {
        while true { pause() }
    }

    /// Ends the process where it stands, as a kernel out of memory would.
    public static func kill() -> Never {
        _ = Glibc.kill(getpid(), SIGKILL)
        park()
    }

    /// Ends the process with this status.
    public static func exit(_ status: Int32) -> Never {
        Glibc.exit(status)
    }
}

/// Plain writing to a descriptor of the process.
enum FileDescriptor {
    /// Writes all of it, or as much as the other side takes before it goes away.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var start = 0
        while start < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    descriptor,
                    buffer.baseAddress.map { unsafe $0 + start },
                    buffer.count - start
                )
            }
            if written > 0 {
                start += written
            } else if errno == EAGAIN {
                var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                unsafe poll(&wanted, 1, 1000)
            } else if errno != EINTR {
                return
            }
        }
    }
}
