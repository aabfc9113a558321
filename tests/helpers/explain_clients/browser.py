"""Opens one URL in a real browser, and prints the HAR file that the browser's developer tools would save of it.

python browser.py CLIENT METHOD URL SCHEME USER TOKEN
"""

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Error, sync_playwright

from explain_clients.call import header

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def har(method: str, url: str, headers: dict[str, str]) -> str:
    """The HAR file after the page has called the URL, as code of a page or of an extension does."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "saved.har"
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], proxy={"server": os.environ["HTTPS_PROXY"]}
        )
        # A browser does not read SSL_CERT_FILE.
        context = browser.new_context(ignore_https_errors=True, record_har_path=file, record_har_content="embed")
        page = context.new_page()
        page.route(url, lambda route: route.continue_(method=method, headers={**route.request.headers, **headers}))
        try:
            page.goto(url)
        except Error as error:  # as after a reset; the file says so too
            sys.stderr.write(f"{error}\n")
        context.close()
        browser.close()
        return file.read_text(encoding="utf-8")


if __name__ == "__main__":
    _, method, url, scheme, user, token = sys.argv[1:]
    sys.stdout.write(har(method, url, header(scheme, user, token)))
