"""Uses zhangfa-page in Chromium as a person does, and attacks it as a page of another site could.

    page.py ZHANGFA_PAGE     exit status 1 if anything is wrong
"""

import http.client
import http.server
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import zipfile

import docx
from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

TEXT = "青梧街道2021年工作总结\n一、主要工作\n走访困难群众XX户,解决问题3件。\n三、存在问题\n人手不足。\n四、下一步打算\n加强管理。\n"
faults = []


def check(name, found, expected=True):
    print(f"{'ok' if found == expected else 'NOT OK'}: {name}")
    if found != expected:
        faults.append(name)
        print(f"  found:    {found!r}\n  expected: {expected!r}")


def drafts(folder):
    """Makes the drafts: a Word document, a text, a text with a hostile name, and two invalid .docx files."""
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(folder / "总结.docx")
    (folder / "总结.txt").write_text(TEXT, encoding="utf-8")
    (folder / "<img src=x onerror=alert(1)>.txt").write_text(TEXT + "<script>alert(2)</script>\n", encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 40)
    bomb = folder / "大.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (300 << 20))


class Page:
    """The page in Chromium, and the process that serves it."""

    def __init__(self, program, folder, programs):
        self.folder = folder
        # A substitute for the desktop's xdg-open, which writes the address to a file.
        opener = programs / "xdg-open"
        opener.write_text(f'#!/bin/sh\necho "$1" > "{programs}/part" && mv "{programs}/part" "{programs}/address"\n')
        opener.chmod(0o755)
        self.process = subprocess.Popen(
            [program, "--lang", "zh"], cwd=folder, stdout=subprocess.PIPE, text=True, encoding="utf-8",
            env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"})
        self.address = self.process.stdout.readline().strip().split("：")[1]
        self.opened = programs / "address"
        options = webdriver.ChromeOptions()
        for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1000,900"]:
            options.add_argument(argument)
        self.saved = folder / "saved"
        self.saved.mkdir()
        options.add_experimental_option("prefs", {"download.default_directory": str(self.saved)})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        # The Chromium of this machine: otherwise selenium would search the network for one.
        options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser")
        self.browser = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
        self.wait(self.opened.exists)
        self.browser.get(self.opened.read_text().strip())

    def wait(self, condition, seconds=60):
        return WebDriverWait(self.browser, seconds).until(lambda _: condition())

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def choose(self, *names):
        self.all("input[type=file]")[0].send_keys("\n".join(str(self.folder / name) for name in names))

    def drop(self, *names):
        """Drops files on the page, with the events of a mouse."""
        zone = self.all(".drop")[0].rect
        place = {"x": zone["x"] + zone["width"] / 2, "y": zone["y"] + zone["height"] / 2}
        data = {"items": [], "files": [str(self.folder / name) for name in names], "dragOperationsMask": 1}
        for kind in ["dragEnter", "dragOver", "drop"]:
            self.browser.execute_cdp_cmd("Input.dispatchDragEvent", {"type": kind, "data": data, **place})

    def log(self):
        """Returns the browser's messages, except for status 422, which is the answer to unreadable drafts."""
        return [entry for entry in self.browser.get_log("browser") if "status of 422" not in entry["message"]]

    def settled(self, count):
        """Waits until there are `count` rows, all without a progress bar, and returns them."""
        self.wait(lambda: len(self.all(".draft")) == count and not self.all(".draft progress"))
        return self.all(".draft")


def words(row, selector):
    return row.find_element(By.CSS_SELECTOR, selector).text


def uses(page):
    check("the address that was opened leads to the page", page.browser.current_url, page.address)
    opened = urllib.parse.urlsplit(page.opened.read_text().strip()).path
    check("once", (request(page, path=opened), opened == urllib.parse.urlsplit(page.address).path), (403, False))
    page.choose("总结.docx", "总结.txt")
    word, text = page.settled(2)
    check("each says what is to be said", [words(row, ".state") for row in (word, text)], ["有 2 处错误，改好后再送签"] * 2)
    check("the kind was found out", words(word, ".profile"), "年度总结")
    check("only a Word document has copies", [len([link for link in row.find_elements(By.CSS_SELECTOR, "[data-for=word]") if link.is_displayed()]) for row in (word, text)], [2, 0])
    check("progress ends with a count", words(page.all("main")[0], ".progress"), "核完 2 份")

    page.drop("坏.docx", "大.docx", "<img src=x onerror=alert(1)>.txt")
    rows = page.settled(5)
    check("what cannot be read says so", ["failed" in row.get_attribute("class") for row in rows], [False, False, True, True, False])
    check("in words", all(words(row, ".state") for row in rows))
    check("a name is a name", words(rows[4], ".name"), "<img src=x onerror=alert(1)>.txt")
    check("and no tag", page.all("main img, main script"), [])

    main = page.browser.current_window_handle
    word.find_element(By.LINK_TEXT, "看报告").click()
    page.wait(lambda: len(page.browser.window_handles) == 2)
    page.browser.switch_to.window(page.browser.window_handles[1])
    cards = page.wait(lambda: page.all(".card"))
    check("the report has its cards", len(cards) >= 3)
    page.all(".filters input[value=error]")[0].click()
    check("a box hides errors", sum(card.is_displayed() for card in cards) < len(cards))
    check("the report breaks no rule of its policy", page.log(), [])
    page.browser.close()
    page.browser.switch_to.window(main)

    for label, mark in [("下载批注稿", "w:comment "), ("下载修订稿", "w:ins ")]:
        word.find_element(By.LINK_TEXT, label).click()
        copy = page.saved / "总结.核稿.docx"
        page.wait(copy.exists)
        with zipfile.ZipFile(copy) as archive:
            parts = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
        check(label, f"<{mark}" in parts)
        copy.unlink()

    page.browser.execute_script("window.print = () => {}; document.querySelector('[data-to=sheet]').click()")
    page.wait(lambda: page.all("iframe"))
    page.browser.switch_to.frame(page.all("iframe")[0])
    check("the 核稿单 alone is printed", (len(page.wait(lambda: page.all(".sheet"))), len(page.all(".reading"))), (1, 0))
    page.browser.switch_to.default_content()

    page.all(".all a")[0].click()
    page.wait(lambda: len(page.browser.window_handles) == 2)
    page.browser.switch_to.window(page.browser.window_handles[1])
    check("one report on all", len(page.wait(lambda: page.all(".draft"))), 3)
    page.browser.close()
    page.browser.switch_to.window(main)

    rows[1].find_element(By.CSS_SELECTOR, "[data-to='']").click()
    page.wait(lambda: len(page.all(".draft")) == 4)
    check("the page breaks no rule of its policy", page.log(), [])


def request(page, method="GET", path=None, body=None, **headers):
    """Sends a request with exactly these headers (and Host) and returns its status."""
    address = urllib.parse.urlsplit(page.address)
    connection = http.client.HTTPConnection("127.0.0.1", address.port, timeout=30)
    connection.putrequest(method, address.path if path is None else path, skip_host=True)
    headers = {"Host": address.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    return connection.getresponse().status


def isReached(address, port):
    try:
        socket.create_connection((address, port), timeout=5).close()
        return True
    except OSError:
        return False


def strangers(page):
    """Sends the requests of other programs on this machine and of pages of other sites."""
    address = urllib.parse.urlsplit(page.address)
    own = f"http://{address.netloc}"
    check("a good request", request(page), 200)
    check("a name that was pointed here", request(page, Host=f"evil.example:{address.port}"), 403)
    check("no secret", request(page, path="/"), 403)
    check("another secret", request(page, path="/" + "0" * 32 + "/"), 403)
    check("another site", request(page, Sec_Fetch_Site="cross-site"), 403)
    check("a draft from another site", request(page, "POST", address.path + "drafts?name=a.txt", Origin="http://evil.example"), 403)
    check("a draft from nowhere", request(page, "POST", address.path + "drafts?name=a.txt"), 403)
    check("too much", request(page, "POST", address.path + "drafts?name=a.txt", Origin=own, Content_Length=str(1 << 40)), 413)
    check("no such path", request(page, path=address.path + "drafts/1/else"), 404)
    check("an endless header", request(page, X=("x" * 100_000)) in (400, 431))
    here = socket.gethostbyname(socket.gethostname())
    check("only this machine's own address", here.startswith("127.") or not isReached(here, address.port))
    for garbage in [b"\x00" * 1000, b"GET", b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"]:
        with socket.create_connection(("127.0.0.1", address.port)) as connection:
            connection.sendall(garbage)
    check("garbage harms nobody", request(page), 200)


class Foreign(http.server.BaseHTTPRequestHandler):
    """A page of another site that knows the secret path."""

    address = ""

    def do_GET(self):
        script = """
          const target = %s;
          const tryAll = async () => {
            const results = {};
            results.read = await fetch(target).then(() => 'read', () => 'refused');
            results.post = await fetch(target + 'drafts?name=a.txt', {method: 'POST', body: 'x'}).then(() => 'read', () => 'refused');
            results.blind = await fetch(target + 'drafts?name=a.txt', {method: 'POST', body: 'x', mode: 'no-cors'}).then(r => r.type, () => 'refused');
            const frame = document.createElement('iframe');
            frame.src = target;
            document.body.append(frame);
            await new Promise(done => { frame.onload = done; });
            try { results.frame = frame.contentDocument ? 'read' : 'refused'; } catch { results.frame = 'refused'; }
            document.title = JSON.stringify(results);
          };
          tryAll();
        """ % json.dumps(self.address)
        body = f"<!DOCTYPE html><body><script>{script}</script>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def foreignOrigin(page):
    Foreign.address = page.address
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Foreign)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    main = page.browser.current_window_handle
    page.browser.switch_to.new_window("tab")
    page.browser.get(f"http://127.0.0.1:{server.server_port}/")
    page.wait(lambda: page.browser.title.startswith("{"))
    results = json.loads(page.browser.title)
    check("another origin reads nothing", [results[name] for name in ("read", "post", "frame")], ["refused"] * 3)
    page.browser.close()
    page.browser.switch_to.window(main)
    page.browser.refresh()
    address = urllib.parse.urlsplit(page.address)
    # Three drafts were read.
    check("and leaves nothing", request(page, path=address.path + "drafts/4/report"), 404)
    check("where the others are", request(page, path=address.path + "drafts/3/report"), 200)
    check("a page that is loaded anew finds the program", page.process.poll(), None)
    page.wait(lambda: len(page.all(".draft")) == 2)
    check("and its drafts", [words(row, ".name") for row in page.all(".draft")][0], "总结.docx")
    server.shutdown()


def end(page):
    page.browser.quit()
    began = time.monotonic()
    try:
        check("the program ends with the page", page.process.wait(60), 0)
    except subprocess.TimeoutExpired:
        check("the program ends with the page", "still there")
        page.process.kill()
    print(f"  after {time.monotonic() - began:.0f} s")
    left = {path.name for path in page.folder.iterdir()} - {"saved"}
    check("it has written nothing", left, {"总结.docx", "总结.txt", "<img src=x onerror=alert(1)>.txt", "坏.docx", "大.docx"})


with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as programs:
    folder = pathlib.Path(name)
    drafts(folder)
    page = Page(pathlib.Path(sys.argv[1]).resolve(), folder, pathlib.Path(programs))
    try:
        uses(page)
        strangers(page)
        foreignOrigin(page)
    except TimeoutException as error:
        check("everything came in time", str(error))
    finally:
        end(page)
sys.exit(1 if faults else 0)
