"""What growth costs: the same interfaces over a small file and a large one."""

from . import data, points, settings


def measure(report):
    if settings.executable("kumquat-points") is None:
        return
    sizes = {users: data.file(users) for users in (settings.SMALL, settings.LARGE)}
    peer = points.READERS[0]
    parts = (
        ("balance", points.balance_run),
        ("sign", points.signs_run),
        ("rank", points.rank_run),
    )
    for title, run in parts:
        runs = {f"{title}, {users} users": [] for users in sizes}
        for number in range(settings.ROUNDS):
            for users, path in sizes.items():
                settings.note(f"round {number + 1}: {title}, {users} users")
                runs[f"{title}, {users} users"].append(run(peer, path, users))
        report.table(f"points: {title} as data grows", runs)
        large, small = (
            f"{title}, {users} users" for users in (settings.LARGE, settings.SMALL)
        )
        report.ratio(f"{title}, CPU of large to small", large, small, "microseconds", "< 1.5")
