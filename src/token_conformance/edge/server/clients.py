"""What leads programs to the edge and makes them trust it: files in a folder, and the variables that name these."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from token_conformance.edge.authority import Authority
from token_conformance.edge.java_store import PASSWORD, java_store

_PEM = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "PERL_LWP_SSL_CA_FILE")
"""The variables that name a file with authorities; LWP of Perl reads the last one alone."""
_NODE = Path(__file__).with_name("through_proxy.cjs")


@dataclass(frozen=True)
class ClientFiles:
    """The files of one edge, in a folder that exists."""

    folder: Path

    @property
    def ca_file(self) -> Path:
        """The certificate of the authority, in PEM."""
        return self.folder / "ca.pem"

    @property
    def java_store(self) -> Path:
        """A trust store of Java with this certificate."""
        return self.folder / "cacerts"

    @property
    def php_settings(self) -> Path:
        """A folder with settings of PHP that name this certificate: PHP reads no variable for it."""
        return self.folder / "php"

    def write(self, authority: Authority) -> None:
        """Write the files for an authority."""
        authority.write_pem(self.ca_file)
        self.java_store.write_bytes(java_store(self.ca_file.read_text(encoding="ascii")))
        self.php_settings.mkdir(exist_ok=True)
        settings = "".join(f'{name} = "{self.ca_file}"\n' for name in ("curl.cainfo", "openssl.cafile"))
        (self.php_settings / "edge.ini").write_text(settings, encoding="utf-8")
        shutil.copyfile(_NODE, self.folder / _NODE.name)

    def authorities(self) -> dict[str, str]:
        """The variables that make a program trust the edge's certificates."""
        return self._pem() | self._php() | {"JAVA_TOOL_OPTIONS": " ".join(self._java())}

    def environment(self, proxy_url: str) -> dict[str, str]:
        """The variables that make a program send its requests through the proxy, and trust the certificates."""
        proxies = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"), proxy_url)
        node = {"NODE_OPTIONS": f"--require={json.dumps(str(self.folder / _NODE.name))}"}
        java = {"JAVA_TOOL_OPTIONS": " ".join([*_java_proxy(proxy_url), *self._java()])}
        return proxies | {"NO_PROXY": "", "no_proxy": ""} | self._pem() | self._php() | node | java

    def _pem(self) -> dict[str, str]:
        return dict.fromkeys(_PEM, str(self.ca_file))

    def _php(self) -> dict[str, str]:
        """The variable that names the settings, behind those of the installation, which are the empty name."""
        return {"PHP_INI_SCAN_DIR": f"{os.pathsep}{self.php_settings}"}

    def _java(self) -> list[str]:
        store = "javax.net.ssl.trustStore"
        return [f'-D{store}="{self.java_store}"', f"-D{store}Password={PASSWORD}"]


def _java_proxy(url: str) -> list[str]:
    proxy = urlsplit(url)
    words = (f"Host={proxy.hostname}", f"Port={proxy.port}")
    return [f"-D{scheme}.proxy{word}" for scheme in ("https", "http") for word in words]
