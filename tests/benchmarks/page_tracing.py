"""What a page's main thread works at in each picture, as Chromium traces it."""

from collections import Counter

CATEGORIES = "devtools.timeline,cc,v8,disabled-by-default-v8.gc,toplevel"
# Events of the trace -> what they are. What lies in another counts as that.
PARTS = {
    "FireAnimationFrame": "script",
    "FunctionCall": "script",
    "EvaluateScript": "script",
    "RunMicrotasks": "script",
    "v8.compile": "script",
    "V8.GC_SCAVENGER": "garbage",
    "MinorGC": "garbage",
    "MajorGC": "garbage",
    "BlinkGC.AtomicPhase": "garbage",
    "UpdateLayoutTree": "style",
    "Layout": "layout",
    "Paint": "paint of the page",
    "PrePaint": "paint of the page",
    "Layerize": "paint of the page",
    "LayerTreeHost::DoUpdateLayers": "pixels of the canvas",
}
OTHER = "other"
BEGINS = "FireAnimationFrame"  # a picture's scripts


def traced(page, run):
    """(what run() returns, the pictures meanwhile) of a page of Chromium.

    A picture is a Counter: part, a value of PARTS or OTHER -> milliseconds of a
    processor that the page's main thread took, from one picture's scripts until
    the next one's. What painters beside it take is not in it.
    """
    session, events, ended = page.context.browser.new_browser_cdp_session(), [], []
    session.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    session.on("Tracing.tracingComplete", lambda told: ended.append(told))
    session.send(
        "Tracing.start", {"categories": CATEGORIES, "transferMode": "ReportEvents"}
    )
    result = run()
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(20)
    session.detach()
    return result, _pictures(events)


def _pictures(events):
    spans = [one for one in events if one.get("ph") == "X" and "tdur" in one]
    threads = Counter(_thread(one) for one in spans if one["name"] == BEGINS)
    (page, _), *_ = threads.most_common(1)
    pictures = [Counter()]
    for task in _tasks(one for one in spans if _thread(one) == page):
        if any(one["name"] == BEGINS for one in task):
            pictures.append(Counter())
        pictures[-1].update(_spent(task))
    return pictures


def _thread(span):
    return span["pid"], span["tid"]


def _tasks(spans):
    """Lists of spans: what lies in no other, then what lies in that."""
    tasks, end = [], 0
    for one in sorted(spans, key=lambda one: (one["ts"], -one["dur"])):
        if one["ts"] >= end:
            tasks.append([])
            end = one["ts"] + one["dur"]
        tasks[-1].append(one)
    return tasks


def _spent(task):
    """Part -> milliseconds: of each span without those in it."""
    spent, around = Counter(), []  # around: (end, part) of what goes on
    for one in task:
        while around and around[-1][0] <= one["ts"]:
            around.pop()
        before = around[-1][1] if around else OTHER
        part = PARTS.get(one["name"], before)
        spent[part] += one["tdur"] / 1000
        if around:
            spent[before] -= one["tdur"] / 1000
        around.append((one["ts"] + one["dur"], part))
    return spent
