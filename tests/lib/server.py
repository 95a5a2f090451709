"""zopa serve, the real one on a free port: who may ask, what may be read and saved, hostile clients, runs, a clean end."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

from .place import ROOT, scratch, write_file
from .terminal import LONG_MODEL

PAGE = ('<!doctype html><script nonce="__ZOPA_NONCE__" type="application/json" id="zopa-start">__ZOPA_START__</script>'
        '<style nonce="__ZOPA_NONCE__"></style>')
MODEL = 'negotiation "Small"\nparty A "A"\nissue q "Q": yes/no\nA requires q = yes  as wish\n'
ADDRESS = re.compile(r"^zopa serves (.*) at http://127\.0\.0\.1:(\d+)/\?token=([0-9a-f]{32}); end with Ctrl-C\n$")


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Server:
    """A zopa serve in a directory of its own."""

    def __init__(self, build, directory, words, **how):
        page = directory.parent / "page.html"
        page.write_text(PAGE, encoding="utf-8")
        zopa = build.zopa
        if "user" in how: # who need not be let into the build
            zopa = shutil.copy(build.zopa, directory.parent / "zopa-for-others")
        self.process = subprocess.Popen(
            [str(zopa), "serve", *words], cwd=directory, env=build.environment(ZOPA_WORKBENCH_PAGE=str(page)),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)
        ready = select.select([self.process.stdout], [], [], 20)[0]
        self.line = self.process.stdout.readline().decode() if ready else ""
        match = ADDRESS.match(self.line)
        if not match:
            self.process.kill()
            raise RuntimeError(f"no address: {self.line!r} {self.process.stderr.read()!r}")
        self.port, self.token = int(match[2]), match[3]

    def headers(self):
        return {"Host": f"127.0.0.1:{self.port}", "X-Zopa-Token": self.token}

    def ask(self, method, target, body=None, headers=None, timeout=60, **more):
        """more: headers, `_` for `-`; None leaves one out."""
        all_headers = dict(self.headers() if headers is None else headers)
        all_headers.update({name.replace("_", "-"): value for name, value in more.items()})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            data = body.encode() if isinstance(body, str) else body
            for name, value in all_headers.items():
                if value is not None:
                    connection.putheader(name, value)
            if data is not None:
                connection.putheader("Content-Length", str(len(data)))
            connection.endheaders(data)
            response = connection.getresponse()
            return Reply(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def run(self, analysis, **members):
        return self.ask("POST", "/run", json.dumps({"analysis": analysis, **members}))

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def raw(self, data):
        """What comes back for these bytes, until the server closes."""
        with self.connect() as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(data)
            return read_all(connection)

    def end(self, how=signal.SIGINT):
        """(exit status, standard error)."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            _, error = self.process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None, "it did not end"
        return self.process.returncode, error.decode(errors="replace")


def read_all(connection):
    parts = []
    with contextlib.suppress(ConnectionError, TimeoutError):
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def lay_out(place):
    """root/ with a model, links and odd files in it, and outside/ beside it."""
    root = place / "root"
    write_file(place, "outside/secret.zopa", "a secret\n")
    write_file(root, "m.zopa", MODEL)
    write_file(root, "sub/part.zopa", 'issue r "R": yes/no\n')
    write_file(root, "sub/unread.zopa", 'issue u "U": yes/no\n')
    write_file(root, ".hidden/h.zopa", "hidden\n")
    write_file(root, "note.txt", "a note\n")
    (root / "out").symlink_to("../outside")
    (root / "link.zopa").symlink_to("../outside/secret.zopa")
    (root / "zero.zopa").symlink_to("/dev/zero")
    os.mkfifo(root / "pipe.zopa")
    return root


@contextlib.contextmanager
def serving(build, tally, what, words=("m.zopa",), prepare=None, **how):
    """A server over the laid-out folder. Its end is a test, too."""
    with scratch() as place:
        root = lay_out(place)
        if prepare:
            prepare(root)
        server = Server(build, root, words, **how)
        try:
            yield server, root
        finally:
            status, error = server.end()
            tally.check(status == 0 and error == "", f"{what}: ends cleanly", f"status {status}\n{error}")


def expect(tally, what, reply, status, text=b""):
    holds = reply.status == status and text in reply.body
    tally.check(holds, what, f"expected {status} {text!r}\n{reply.status} {reply.body[:500]!r}")


# ---- Who may ask ----

def test_guard(server, tally):
    good = server.headers()
    for what, headers in (
            ("no token", {**good, "X-Zopa-Token": None}), ("an empty token", {**good, "X-Zopa-Token": ""}),
            ("a wrong token", {**good, "X-Zopa-Token": "0" * 32}), ("half a token", {**good, "X-Zopa-Token": server.token[:16]}),
            ("no host", {**good, "Host": None}), ("a foreign host", {**good, "Host": "evil.example"}),
            ("a foreign host of this port", {**good, "Host": f"evil.example:{server.port}"}),
            ("another port", {**good, "Host": f"127.0.0.1:{server.port + 1}"}),
            ("a foreign origin", {**good, "Origin": "http://evil.example"}), ("the origin of a file", {**good, "Origin": "null"}),
            ("a page of another site", {**good, "Sec-Fetch-Site": "cross-site"}),
            ("a page of the same site", {**good, "Sec-Fetch-Site": "same-site"})):
        reply = server.ask("GET", "/progress", headers=headers)
        tally.check(reply.status in (400, 403) and b"{}" != reply.body, f"guard: {what}", repr(reply.body))
    expect(tally, "guard: what the page sends", server.ask(
        "GET", "/progress", Origin=f"http://127.0.0.1:{server.port}", Sec_Fetch_Site="same-origin"), 200, b"{}")
    expect(tally, "guard: localhost", server.ask("GET", "/progress", Host=f"localhost:{server.port}"), 200, b"{}")
    expect(tally, "guard: a preflight", server.ask("OPTIONS", "/run", Origin="http://evil.example"), 403)


def test_page(server, tally):
    plain = {"Host": f"127.0.0.1:{server.port}"}
    reply = server.ask("GET", f"/?token={server.token}", headers=plain)
    nonces = re.findall(rb'nonce="([0-9a-f]{32})"', reply.body)
    policy = reply.headers.get("Content-Security-Policy", "")
    tally.check(reply.status == 200 and len(set(nonces)) == 1 and f"script-src 'nonce-{nonces[0].decode()}'" in policy,
                "page: one nonce, in the page and the policy", f"{reply.body!r} {policy}")
    start = json.loads(re.search(rb'id="zopa-start">(.*?)</script>', reply.body)[1])
    tally.check(start["models"] == ["m.zopa"] and start["language"] == "fr", "page: what it starts from", repr(start))
    again = server.ask("GET", f"/?token={server.token}", headers=plain)
    tally.check(nonces and nonces[0] not in again.body, "page: another nonce every time")
    expect(tally, "page: no token", server.ask("GET", "/", headers=plain), 403, b"zopa serve")
    expect(tally, "page: a wrong token", server.ask("GET", "/?token=" + "0" * 32, headers=plain), 403, b"zopa serve")
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
                        ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin")):
        tally.check(reply.headers.get(name) == value, f"page: {name}")


# ---- Files ----

TRAVERSALS = ["../outside/secret.zopa", "..%2foutside%2fsecret.zopa", "%2e%2e/outside/secret.zopa", "%2e%2e%2foutside%2fsecret.zopa",
              "sub/../../outside/secret.zopa", "./../outside/secret.zopa", "..//outside//secret.zopa", "/etc/passwd", "//etc/passwd",
              "../../../../../../../../etc/passwd", "..%252foutside%252fsecret.zopa", "..%5coutside%5csecret.zopa",
              "..%c0%afoutside%c0%afsecret.zopa", "out/secret.zopa", "out/../../outside/secret.zopa", "link.zopa", "zero.zopa",
              "/dev/zero", "/proc/self/environ", "pipe.zopa", ".hidden/h.zopa", "sub", ".", "..", "m.zopa%00.txt", "m.zopa/"]


def test_reading(server, root, tally):
    for name in TRAVERSALS:
        begin = time.monotonic()
        reply = server.ask("GET", f"/file?path={name}")
        refused = reply.status in (400, 403, 404) and b"secret\n" not in reply.body and b"root:" not in reply.body
        tally.check((refused or name == "m.zopa/") and time.monotonic() - begin < 5, f"files: {name}", repr(reply.body[:300]))
    reply = server.ask("GET", f"/file?path={urllib.parse.quote(str(root / 'm.zopa'))}")
    expect(tally, "files: an absolute path beneath the root", reply, 200, MODEL.encode())
    for what, name, status in (("odd bytes", "%ff%fe.zopa", 404), ("a line end", "a%0d%0aX-Evil:%201", 404), ("very long", "a" * 5000, 404),
                               ("many parts", "a/" * 3000, 404)):
        reply = server.ask("GET", f"/file?path={name}")
        tally.check(reply.status in (403, 404) and "X-Evil" not in reply.headers, f"files: a name of {what}", repr(reply.body[:300]))


def test_saving(server, root, tally):
    put = lambda name, body, **headers: server.ask("PUT", f"/file?path={name}", body, **headers)
    mark = server.ask("GET", "/file?path=m.zopa").headers["ETag"]
    changed = MODEL + "\n# é\n"
    reply = put("m.zopa", changed, If_Match=mark)
    expect(tally, "saving: over what was read", reply, 204)
    tally.check((root / "m.zopa").read_text(encoding="utf-8") == changed, "saving: the file has the text")
    tally.check(server.ask("GET", "/file?path=m.zopa").headers["ETag"] == reply.headers["ETag"], "saving: the mark of the new text")
    expect(tally, "saving: over an older text", put("m.zopa", "x", If_Match=mark), 412)
    (root / "m.zopa").write_text(MODEL + "# outside\n", encoding="utf-8")
    expect(tally, "saving: over a change made outside", put("m.zopa", "x", If_Match=reply.headers["ETag"]), 412, b"another program")
    tally.check("outside" in (root / "m.zopa").read_text(encoding="utf-8"), "saving: the change outside stays")
    expect(tally, "saving: without a condition", put("m.zopa", "x"), 428)
    expect(tally, "saving: a new file", put("sub/new%20file.zopa", "new\n", If_None_Match="*"), 204)
    tally.check((root / "sub/new file.zopa").read_text() == "new\n", "saving: the new file has the text")
    expect(tally, "saving: a new file that is there", put("sub/new%20file.zopa", "x", If_None_Match="*"), 412)
    expect(tally, "saving: what is no model", put("note.txt", "x", If_Match="*"), 403)
    expect(tally, "saving: what no model reads", put("sub/unread.zopa", "x", If_Match="*"), 403)
    for name in ("../outside/new.zopa", "out/new.zopa", "link.zopa", "/tmp/zopa-never.zopa", ".new.zopa", "none/new.zopa", "a%0ab.zopa",
                 "zero.zopa", "pipe.zopa"):
        reply = put(name, "x", If_None_Match="*")
        tally.check(reply.status in (403, 404, 412), f"saving: {name}", f"{reply.status} {reply.body!r}")
    tally.check(sorted(path.name for path in (root.parent / "outside").iterdir()) == ["secret.zopa"]
                and not pathlib.Path("/tmp/zopa-never.zopa").exists(), "saving: nothing outside was made")
    tally.check([path.name for path in root.iterdir() if "zopa." in path.name] == [], "saving: nothing is left behind")
    (root / "m.zopa").write_text(MODEL, encoding="utf-8")


def test_read_only(build, tally):
    """As another user where the tests run as root, whom no mode stops."""
    def prepare(root):
        root.parent.chmod(0o755)
        (root / "m.zopa").chmod(0o444)
    how = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    with serving(build, tally, "read-only", prepare=prepare, **how) as (server, root):
        mark = server.ask("GET", "/file?path=m.zopa").headers["ETag"]
        expect(tally, "saving: a read-only file", server.ask("PUT", "/file?path=m.zopa", "x", If_Match=mark), 403, b"Permission denied")
        tally.check((root / "m.zopa").read_text() == MODEL, "saving: a read-only file stays")


# ---- Questions ----

BAD_BODIES = {"nothing": "", "a word": "zone", "open": '{"analysis":', "a comma too many": '{"analysis":"zone",}', "single quotes": "{'a':1}",
              "twice": '{"analysis":"zone","analysis":"zone"}', "a NUL": '{"analysis":"zo\\u0000ne"}', "half a pair": '{"analysis":"\\ud800"}',
              "bytes": b'{"analysis":"\xff\xfe"}', "a list": "[]", "a number": '{"analysis":1}', "unknown": '{"analysis":"zone","nalysis":1}',
              "deep": "[" * 100000, "deep objects": '{"a":' * 100000, "many": "[0" + ",0" * 100000 + "]", "trailing": '{"analysis":"zone"}{}',
              "bad pair": '{"analysis":"zone","arguments":[["on"]]}', "bad texts": '{"analysis":"zone","texts":{"a":{}}}'}


def test_questions(build, server, root, tally):
    for what, body in BAD_BODIES.items():
        reply = server.ask("POST", "/run", body)
        tally.check(reply.status == 400 and isinstance(reply.json()["error"], str), f"questions: {what}", f"{reply.status} {reply.body[:300]!r}")
    for words in (["zone"], ["zone", "--also", "A requires q = no"], ["show"], ["solve"], ["brief"], ["check"], ["why"], ["compile"]):
        for form in ("json", "csv", "html", "text"):
            line = build.run([build.zopa, *words, "--format", form, "m.zopa"], cwd=root)
            reply = server.run(words[0], format=form, arguments=[[words[i][2:], words[i + 1]] for i in range(1, len(words), 2)])
            if line.status == 2:
                expect(tally, f"questions: {' '.join(words)} as {form}", reply, 406)
            else:
                same = reply.body.decode() == line.stdout and reply.headers.get("Zopa-Status") == str(line.status)
                tally.check(same, f"questions: {' '.join(words)} as {form} is what the command prints", repr(reply.body[:300]))
    expect(tally, "questions: an unknown analysis", server.run("zonne"), 422, b"E501")
    reply = server.run("zone", arguments=[["on", "never"], ["sparkle", "1"]])
    tally.check(reply.status == 422 and {row["file"] for row in reply.json()["diagnostics"]} == {"request"}, "questions: bad arguments")
    for path in ("/report", "/plot"):
        body = '{"kind":"frontier"}' if path == "/plot" else "{}"
        tally.check(server.ask("POST", path, body).status in (200, 503), f"questions: {path}")


def test_texts(build, server, root, tally):
    wrong = "party"
    reply = server.run("zone", texts={"m.zopa": wrong})
    with scratch() as place:
        write_file(place, "m.zopa", wrong)
        rows = json.loads(build.run([build.zopa, "check", "--format", "json", "m.zopa"], cwd=place).stdout)["diagnostics"]
    tally.check(reply.status == 422 and reply.json()["diagnostics"] == rows, "texts: a wrong model, with the rows of check", repr(reply.body))
    reply = server.run("check", texts={"m.zopa": MODEL + "# \0\n"})
    tally.check(reply.headers.get("Zopa-Status") == "1" and reply.json()["diagnostics"][0]["line"] == 5,
                "texts: a NUL in a text is a mistake with a place", repr(reply.body[:300]))
    reply = server.run("zone", texts={"m.zopa": MODEL + "A requires q = no\n"})
    tally.check(reply.headers.get("Zopa-Status") == "1", "texts: an unsaved text stands for the file", repr(reply.body[:300]))
    expect(tally, "texts: the file itself is as it was", server.run("zone"), 200, b'"Small"')
    reply = server.run("show", texts={"m.zopa": MODEL + 'include "sub/part.zopa"\ninclude "new.zopa"\n', "new.zopa": 'issue n "New": yes/no\n'})
    tally.check(reply.status == 200 and {"R", "New"} <= {issue["name"] for issue in reply.json()["issues"]},
                "texts: includes from the folder and from another text", repr(reply.body[:300]))
    for name in ("../outside/secret.zopa", "out/secret.zopa", "/etc/passwd", "link.zopa", "zero.zopa", ".hidden/h.zopa", "pipe.zopa"):
        reply = server.run("check", texts={"m.zopa": MODEL + f'include "{name}"\n'}, format="text")
        tally.check(b"a secret" not in reply.body and b"root:" not in reply.body and b"cannot" in reply.body and name.encode() in reply.body,
                    f"texts: include {name}", repr(reply.body[:300]))
    reply = server.run("zone", texts={"m.zopa": MODEL + 'include "out/secret.zopa"\n'})
    tally.check(reply.status == 422 and "lies outside" in "".join(reply.json()["refused"]), "texts: why an include is refused", repr(reply.body))
    (root / "m.zopa").write_text(MODEL.replace("Small", "Larger"), encoding="utf-8")
    expect(tally, "texts: a file that was changed is read again", server.run("zone"), 200, b'"Larger"')
    (root / "m.zopa").write_text(MODEL, encoding="utf-8")


class Asking(threading.Thread):
    """A run in a thread of its own."""

    def __init__(self, server, analysis="zone", **members):
        super().__init__(daemon=True)
        self.reply = None
        self.work = lambda: server.run(analysis, arguments=[["time", "60"]], texts={"m.zopa": LONG_MODEL}, **members)
        self.start()

    def run(self):
        with contextlib.suppress(OSError, http.client.HTTPException):
            self.reply = self.work()

    def status(self, seconds=20):
        self.join(seconds)
        return self.reply.status if self.reply else None


def wait_for(holds, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def progress(server):
    return server.ask("GET", "/progress").json()


def test_runs(server, tally):
    first = Asking(server, slot="a")
    tally.check(wait_for(lambda: 0 < progress(server).get("a", 0) < 1), "runs: progress is shown", repr(progress(server)))
    expect(tally, "runs: others are answered meanwhile", server.run("zone", slot="b"), 200)
    expect(tally, "runs: a later one in the slot is answered", server.run("zone", slot="a"), 200)
    tally.check(first.status() == 409 and first.reply.json() == {"error": "superseded"}, "runs: the earlier one is superseded", repr(first.reply))
    second = Asking(server, slot="a")
    wait_for(lambda: "a" in progress(server))
    expect(tally, "runs: stop", server.ask("POST", "/stop", '{"slot":"a"}'), 200, b'{"stopped":1}')
    tally.check(second.status() == 200 and second.reply.headers.get("Zopa-Status") == "3" and second.reply.json()["status"] == "limit",
                "runs: the stopped one tells what it has found", repr(second.reply))
    tally.check(wait_for(lambda: progress(server) == {}), "runs: nothing is left of them", repr(progress(server)))
    many = [Asking(server, slot=f"s{n}") for n in range(10)]
    tally.check(wait_for(lambda: len(progress(server)) == 10), "runs: those beyond eight wait", repr(progress(server)))
    time.sleep(0.3)
    for n in range(10):
        server.ask("POST", "/stop", json.dumps({"slot": f"s{n}"}))
    answers = [run.status() for run in many] # one that waited may have begun when the one before it ended
    tally.check(set(answers) <= {200, 409}, "runs: waiting ones are stopped, too", repr(answers))
    with server.connect() as connection:
        body = json.dumps({"analysis": "zone", "slot": "gone", "arguments": [["time", "60"]], "texts": {"m.zopa": LONG_MODEL}}).encode()
        head = "".join(f"{name}: {value}\r\n" for name, value in server.headers().items())
        connection.sendall(f"POST /run HTTP/1.1\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        wait_for(lambda: "gone" in progress(server))
    tally.check(wait_for(lambda: "gone" not in progress(server)), "runs: one that nobody waits for ends")


def test_end_under_way(build, tally):
    for how in (signal.SIGINT, signal.SIGTERM):
        with scratch() as place:
            server = Server(build, lay_out(place), ["m.zopa"])
            runs = [Asking(server, slot=f"s{n}") for n in range(3)]
            wait_for(lambda: len(progress(server)) == 3)
            idle = server.connect()
            begin = time.monotonic()
            status, error = server.end(how)
            took = time.monotonic() - begin
            tally.check(status == 0 and error == "" and took < 10, f"end: {how.name} with runs under way", f"{status} after {took:.1f} s\n{error}")
            for run in runs:
                run.join(10)
            idle.close()


# ---- Hostile clients ----

LARGE = 16 * 1024 * 1024


def head_of(server, method="POST", target="/run", **more):
    lines = {**server.headers(), **{name.replace("_", "-"): value for name, value in more.items()}}
    return f"{method} {target} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())


def status_of(answer):
    match = re.match(rb"HTTP/1\.[01] (\d+)", answer)
    return int(match[1]) if match else None


def test_large(server, tally):
    text = json.dumps({"analysis": "show", "texts": {"m.zopa": MODEL + "# " + "x" * (LARGE - 300) + "\n"}})
    tally.check(len(text) < LARGE and server.ask("POST", "/run", text).status in (200, 422), "large: a body just within the limit")
    answer = server.raw(head_of(server, Content_Length=LARGE + 1).encode() + b"\r\n")
    tally.check(status_of(answer) == 413, "large: a declared length", repr(answer[:200]))
    answer = server.raw(head_of(server, Content_Length="99999999999999999999999").encode() + b"\r\n")
    tally.check(status_of(answer) in (400, 413), "large: a length beyond numbers", repr(answer[:200]))
    for length in ("-1", "1x", "0x10", ""):
        answer = server.raw(head_of(server, Content_Length=length).encode() + b"\r\n")
        tally.check(status_of(answer) in (400, 413, None), f"large: the length {length!r}", repr(answer[:200]))
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    answer = server.raw(head_of(server, Transfer_Encoding="chunked").encode() + b"\r\n" + chunk * 17 + b"0\r\n\r\n")
    tally.check(status_of(answer) == 413, "large: in chunks", repr(answer[:200]))
    answer = server.raw(head_of(server, Transfer_Encoding="chunked").encode() + b"\r\nzz\r\n")
    tally.check(status_of(answer) in (400, None), "large: a chunk that is none", repr(answer[:200]))
    answer = server.raw(head_of(server, X_Large="a" * 17000).encode() + b"Content-Length: 0\r\n\r\n")
    tally.check(status_of(answer) in (431, 413), "large: headers", repr(answer[:200]))
    answer = server.raw(head_of(server).encode() + b"".join(b"X-%d: y\r\n" % n for n in range(20000)) + b"\r\n")
    tally.check(status_of(answer) in (431, 413, None), "large: many headers", repr(answer[:200]))
    answer = server.raw(f"GET /file?path={'a' * 200000} HTTP/1.1\r\n\r\n".encode())
    tally.check(status_of(answer) in (414, 431, 413, None), "large: an address", repr(answer[:200]))
    for what, data in (("nothing", b"\r\n\r\n\r\n\r\n"), ("bytes", bytes(range(256)) * 10), ("another protocol", b"\x16\x03\x01\x02\x00\x01\x00" + b"\0" * 500),
                       ("half a line", b"GET"), ("an old version", b"GET /\r\n\r\n"), ("a NUL", b"GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n")):
        with server.connect() as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
            read_all(connection)
    expect(tally, "large: the server goes on", server.ask("GET", "/progress"), 200, b"{}")


def test_smuggling(server, tally):
    both = head_of(server, Content_Length=4, Transfer_Encoding="chunked").encode() + b"\r\n0\r\n\r\nGET /progress HTTP/1.1\r\n"
    answer = server.raw(both + f"Host: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n".encode())
    tally.check(b"200 OK" not in answer, "smuggling: a second request without the token", repr(answer[:300]))


def seconds_until_closed(server, begin, drop, wait):
    """Sends the beginning, then a drop every `wait` seconds; how long until the server closes or answers."""
    start = time.monotonic()
    with server.connect() as connection, contextlib.suppress(ConnectionError):
        connection.sendall(begin)
        while time.monotonic() - start < 60 and not select.select([connection], [], [], wait)[0]:
            connection.sendall(drop)
    return time.monotonic() - start


def test_slow(server, tally):
    """All at the same time, since each waits for a deadline."""
    head = head_of(server).encode()
    cases = [("an idle client", b"G", b"", 60, 10), ("dripping headers", head + b"X: ", b"a", 1, 30),
             ("a dripping body", head + b"Content-Length: 100000\r\n\r\n", b" ", 1, 30)]
    with ThreadPoolExecutor(len(cases)) as pool:
        took = list(pool.map(lambda case: seconds_until_closed(server, *case[1:4]), cases))
    for (what, *_, limit), seconds in zip(cases, took):
        tally.check(limit - 2 < seconds < limit + 6, f"slow: {what}", f"{seconds:.1f} seconds, not {limit}")
    expect(tally, "slow: the server goes on", server.ask("GET", "/progress"), 200, b"{}")


def test_many(server, tally):
    held = []
    for _ in range(60):
        with contextlib.suppress(OSError):
            held.append(server.connect())
    time.sleep(0.5)
    closed = sum(1 for connection in held if select.select([connection], [], [], 0)[0])
    tally.check(closed >= 60 - 32, "many: connections beyond 32 are closed", f"{closed} closed")
    for connection in held:
        connection.close()
    answered = wait_for(lambda: _answers(server))
    tally.check(answered, "many: the server goes on")


def _answers(server):
    try:
        return server.ask("GET", "/progress").status == 200
    except (OSError, http.client.HTTPException):
        return False


# ---- The command ----

def test_command(build, tally):
    with scratch() as place:
        root = lay_out(place)
        write_file(place, "page.html", PAGE)
        there = build.environment(ZOPA_WORKBENCH_PAGE=str(place / "page.html"))
        for what, words, environment, text in (
                ("no model", [], there, "name the model"), ("standard input", ["-"], there, "not standard input"),
                ("an absent model", ["absent.zopa"], there, "No such file"), ("an absent folder", ["x/y.zopa"], there, "No such file"),
                ("a model outside the root", ["m.zopa", "--root", "sub"], there, "lies outside"),
                ("a link out of the root", ["link.zopa"], there, "lies outside"), ("a pipe", ["pipe.zopa"], there, "is a pipe"),
                ("a root that is a file", ["m.zopa", "--root", "note.txt"], there, "Not a directory"),
                ("a port that is none", ["m.zopa", "--port", "70000"], there, "0 to 65535"),
                ("a language that is none", ["m.zopa", "--language", "la"], there, "en|fr"),
                ("an absent page", ["m.zopa"], build.environment(ZOPA_WORKBENCH_PAGE="nowhere"), "No such file")):
            outcome = build.run([build.zopa, "serve", *words], cwd=root, environment=environment, timeout=20)
            tally.check(outcome.status == 2 and text in outcome.stderr and not outcome.stdout, f"command: {what}", outcome.stderr)
        server = Server(build, place, ["root/m.zopa", "root/sub/part.zopa"])
        tally.check("zopa serves m.zopa, sub/part.zopa at" in server.line, "command: models are named as answers show them", server.line)
        listening = pathlib.Path("/proc/net/tcp").read_text(encoding="ascii")
        tally.check(f"0100007F:{server.port:04X} 00000000:0000 0A" in listening, "command: listens on 127.0.0.1 alone")
        outcome = build.run([build.zopa, "serve", "m.zopa", "--port", str(server.port)], cwd=root, environment=there, timeout=20)
        tally.check(outcome.status == 2 and "in use" in outcome.stderr, "command: a port that is taken", outcome.stderr)
        tally.check(server.end(signal.SIGTERM) == (0, ""), "command: ends by TERM")


def test_hostile_names(build, tally):
    """Names of model files that could end a script, a line or a quotation."""
    name = "</script><b>\"'&\u202e é.zopa"
    text = 'issue h "H": yes/no\n'
    with serving(build, tally, "hostile names", words=[name, "m.zopa"], prepare=lambda root: write_file(root, name, text)) as (server, _):
        page = server.ask("GET", f"/?token={server.token}", headers={"Host": f"127.0.0.1:{server.port}"}).body
        start = re.search(rb'id="zopa-start">(.*?)</script>', page)[1]
        tally.check(b"<" not in start and json.loads(start)["models"] == [name, "m.zopa"], "hostile names: in the page", repr(page))
        expect(tally, "hostile names: read", server.ask("GET", "/file?path=" + urllib.parse.quote(name)), 200, text.encode())
        expect(tally, "hostile names: asked about", server.run("zone"), 200)


def run(build, tally):
    if "built without a server" in build.run([build.zopa, "serve", str(ROOT / "tests/alloc/small.zopa")], timeout=20).stderr:
        tally.check(True, "the server was not built")
        return
    test_command(build, tally)
    test_hostile_names(build, tally)
    test_read_only(build, tally)
    test_end_under_way(build, tally)
    with serving(build, tally, "the server", words=["m.zopa", "--language", "fr"]) as (server, root):
        test_guard(server, tally)
        test_page(server, tally)
        test_reading(server, root, tally)
        test_questions(build, server, root, tally)
        test_texts(build, server, root, tally)
        test_saving(server, root, tally)
        test_runs(server, tally)
        test_large(server, tally)
        test_smuggling(server, tally)
        test_many(server, tally)
        test_slow(server, tally)
