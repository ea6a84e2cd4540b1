-- Sends the requests of a file in turn, each as it stands there, NUL between them.
-- At the end one line of JSON: answers, seconds, errors, and latencies in microseconds.
local requests, count, index = {}, 0, 0

function init(arguments)
    local file = assert(io.open(arguments[1], "rb"))
    for request in file:read("*a"):gmatch("[^%z]+") do
        count = count + 1
        requests[count] = request
    end
    file:close()
end

function request()
    index = index % count + 1
    return requests[index]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '{"answers": %d, "seconds": %f, "errors": %d, "p50": %d, "p99": %d}\n',
        summary.requests, summary.duration / 1e6,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout,
        latency:percentile(50), latency:percentile(99)))
end
