-- Sends the requests of a file in turn, each as it stands there, NUL between them; with `once`
-- behind the file's name every one of them once, and the run ends with the last answer.
-- At the end one line of JSON: answers, seconds, errors, and latencies in microseconds.
local ffi = require("ffi")
ffi.cdef [[
    typedef struct { long seconds, nanoseconds; } kumquat_time;
    int clock_gettime(int clock, kumquat_time *time);
    int getpid(void);
    int kill(int process, int signal);
]]
local MONOTONIC, SIGINT = 1, 2
local requests, count, index, answered = {}, 0, 0, 0
local only

local function now()
    local time = ffi.new("kumquat_time")
    ffi.C.clock_gettime(MONOTONIC, time)
    return tonumber(time.seconds) + tonumber(time.nanoseconds) / 1e9
end

function setup(thread)
    only = thread
end

function init(arguments)
    local file = assert(io.open(arguments[1], "rb"))
    for request in file:read("*a"):gmatch("[^%z]+") do
        count = count + 1
        requests[count] = request
    end
    file:close()
    if arguments[2] == "once" then response = count_answer end
end

function request()
    if index == 0 then first = now() end
    index = index % count + 1
    return requests[index]
end

-- What was begun meanwhile repeats the first ones, and is cut off.
function count_answer()
    answered = answered + 1
    if answered < count then return end
    last = now()
    wrk.thread:stop()
    -- wrk sleeps until its time is over.
    ffi.C.kill(ffi.C.getpid(), SIGINT)
end

function done(summary, latency)
    local errors = summary.errors
    local last = only:get("last")
    io.write(string.format(
        '{"answers": %d, "seconds": %f, "errors": %d, "p50": %d, "p99": %d}\n',
        summary.requests, last and last - only:get("first") or summary.duration / 1e6,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout,
        latency:percentile(50), latency:percentile(99)))
end
