"""What deploy/test-containers tries against deploy/compose.yaml, inside its namespaces."""

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

COMPOSE = ["podman-compose", "-f", "deploy/compose.yaml", "--profile", "sandbox"]
GATEWAY, SANDBOX = "http://127.0.0.1:8080", "http://127.0.0.1:8090"
SERVICES = ["gateway", "auth", "points", "treasure", "commerce", "sandbox"]
os.environ["KUMQUAT_DEMO_SIZE"] = "small"


def run(*words, **environment):
    done = subprocess.run(
        words, capture_output=True, text=True, env={**os.environ, **environment}
    )
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def compose(*words, points=1):
    return run(*COMPOSE, *words, POINTS_REPLICAS=str(points))


def ask(url, form=None, data=None, token=None):
    """The status and the text of the answer; status 0 where there was none."""
    body = urllib.parse.urlencode(form).encode() if form is not None else data
    request = urllib.request.Request(url, body)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError as error:
        return 0, str(error)


def wait(what, condition, seconds=90):
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            print(run("podman", "ps", "-a"))
            for name in containers():
                print(name, subprocess.run(["podman", "logs", "--tail", "5", name],
                                           capture_output=True, text=True).stderr)
            sys.exit(f"not within {seconds} s: {what}")
        time.sleep(0.05)
    return time.monotonic() - begun


def containers(service=""):
    names = run("podman", "ps", "--format", "{{.Names}}").split()
    return sorted(n for n in names if f"_{service}" in n)


def healthy(name):
    return subprocess.run(["podman", "healthcheck", "run", name], capture_output=True).returncode == 0


def balance(person):
    status, text = ask(
        f"{GATEWAY}/api/query_balance/?openid={person['openid']}", token=person["token"]
    )
    return status, json.loads(text)["data"]["balance"] if status == 200 else text


def login(name):
    ask(f"{SANDBOX}/sandbox/users", data=json.dumps({"name": name}).encode())
    code = json.loads(ask(f"{SANDBOX}/sandbox/code", data=json.dumps({"user": name}).encode())[1])
    status, text = ask(f"{GATEWAY}/api/login/?code={code['code']}")
    assert status == 200 and json.loads(text)["code"] == 0, text
    return json.loads(text)["data"]


class Load:
    """People who ask for their balance again and again, and write down what goes wrong. Each of
    them stays below what the gateway allows one person a second."""

    def __init__(self, people):
        self.asked, self.failed, self.is_over = 0, [], False
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.ask, args=(person,)) for person in people]
        for thread in self.threads:
            thread.start()

    def ask(self, person):
        while not self.is_over:
            status, what = balance(person)
            with self.lock:
                self.asked += 1
                if status != 200:
                    self.failed.append((status, str(what)[:200]))
            time.sleep(0.07)

    def end(self, what, allowed=0):
        self.is_over = True
        for thread in self.threads:
            thread.join()
        print(f"{what}: {self.asked} requests, {len(self.failed)} failed")
        if len(self.failed) > allowed or self.asked < 20:
            sys.exit(f"{what}: {self.failed[:5]}")


def served(name):
    """How many requests this replica of points has answered."""
    text = run("podman", "exec", "-i", name, "bash", "-c",
               "exec 3<>/dev/tcp/127.0.0.1/8082; "
               "printf 'GET /metrics HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' >&3; cat <&3")
    return sum(float(line.split()[-1]) for line in text.splitlines()
               if "query_balance" in line and "_count" in line or
               "query_balance" in line and "requests_total" in line)


def up(points=1):
    compose("up", "-d", "--no-build", points=points)


begun = time.monotonic()
up()
wait("the gateway answers", lambda: ask(f"{GATEWAY}/healthz")[0] == 200)
wait("the sandbox answers", lambda: ask(f"{SANDBOX}/readyz")[0] == 200)
print(f"all up: {time.monotonic() - begun:.1f} s after the command")
for service in SERVICES:
    (name,) = containers(service)
    wait(f"{service} is healthy", lambda name=name: healthy(name))
(points,) = containers("points")
assert "uid=10001" in run("podman", "exec", points, "id")
assert subprocess.run(["podman", "exec", points, "touch", "/etc/x"], capture_output=True).returncode
print("health checks pass; uid 10001; the root file system is read only")

people = [login(name) for name in ("xiaoju", "xiaoming", "xiaohong", "xiaolan")]
person = people[0]
signed = ask(f"{GATEWAY}/api/sign/", form={"openid": person["openid"]}, token=person["token"])
assert json.loads(signed[1])["code"] == 0, signed
first = balance(person)[1]
assert first > 0
print(f"a person logs in, signs in and has {first} points")

begun = time.monotonic()
run("podman", "restart", "--time", "30", points)
wait("points is back", lambda: balance(person)[0] == 200)
print(f"points restarted (SIGTERM), answering again {time.monotonic() - begun:.1f} s after the command")

load = Load(people)
compose("up", "-d", "--no-build", "--no-recreate", "points", points=3)
names = containers("points")
assert len(names) == 3, names
took = wait("every replica has answered", lambda: all(served(n) > 0 for n in names), 30)
print(f"all three replicas serve {took:.1f} s after they were started")
for name in names[1:]:
    run("podman", "stop", "--time", "30", name)
load.end("scaling points 1 -> 3 -> 1")

for name in names[1:]:
    run("podman", "start", name)
load = Load(people)
wait("three again", lambda: all(served(n) > 0 for n in names), 30)
process = run("podman", "inspect", "-f", "{{.State.Pid}}", names[0]).strip()
os.kill(int(process), 9)
again = lambda: run("podman", "inspect", "-f", "{{.State.Pid}}", names[0]).strip() not in ("0", process)
took = wait("the engine starts it again", again, 30)
wait("it serves again", lambda: served(names[0]) > 0, 30)
print(f"killed one of three: the engine started it again after {took:.1f} s")
# One request of each phone was under way at most.
load.end("killing a replica", allowed=4)

compose("down", "-t", "30", points=3)
assert not containers(), containers()
up()
wait("the gateway answers", lambda: balance(person)[0] == 200)
assert balance(person) == (200, first), balance(person)
print("down and up again: the points are there")
compose("down", "-v", "-t", "30")
assert "kumquat-sandbox_home" not in run("podman", "volume", "ls", "-q")
print("containers: all of it holds")
