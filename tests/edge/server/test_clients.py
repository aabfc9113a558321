"""What leads programs to the edge: variables and files, which also reach what ignores HTTPS_PROXY by itself."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from token_conformance.edge.authority import Authority
from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.clients import ClientFiles
from token_conformance.edge.server.edge import Edge

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="the program node is missing")
NODE = """
const https = require("node:https"), http = require("node:http");
const get = (url) => new Promise((done) => (url.startsWith("https:") ? https : http)
  .get(url, (answer) => { answer.resume(); answer.on("end", () => done(answer.statusCode)); })
  .on("error", (error) => done(error.code)));
const ask = (url) => fetch(url).then((answer) => answer.status, (error) => error.cause.code);
async function main() {
  const local = http.createServer((_, answer) => answer.end()).listen(0, "127.0.0.1");
  await new Promise((done) => local.once("listening", done));
  for (const url of [...process.argv.slice(2), `http://localhost:${local.address().port}/`]) {
    console.log(await ask(url), await get(url));
  }
  local.close();
}
main();
"""
"""Asks for each URL with `fetch` and with `https` or `http`, and then for one of its own."""


def node(edge: Edge, script: Path, *urls: str) -> list[str]:
    """The lines that the script prints."""
    script.write_text(NODE)
    environment = {"PATH": os.environ["PATH"]} | edge.environment()
    words = ["node", str(script), *urls]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.splitlines()


@needs_node
def test_node_reaches_the_edge_with_fetch_https_and_http(tmp_path: Path) -> None:
    """Every host leads to the edge, which sees each request; a server of the program's own is reached directly."""
    with Edge() as edge:
        urls = ["https://api.atlassian.com/_edge/tenant_info", "https://elsewhere.example.com/", "http://example.com/"]
        assert ["404 404", "421 421", "421 421", "200 200"] == node(edge, tmp_path / "ask.cjs", *urls)
        assert [*["https"] * 3, *["http"] * 3] == [request.scheme for request in edge.foreign]  # `fetch` repeats a 421


@needs_node
def test_node_finds_the_loader_in_a_folder_with_a_space(tmp_path: Path) -> None:
    """Options are divided by spaces, and a value in quotes is not."""
    files = ClientFiles(tmp_path / "a folder")
    files.folder.mkdir()
    files.write(Authority())
    environment = {"PATH": os.environ["PATH"]} | files.environment("http://127.0.0.1:9")
    words = ["node", "--print", "require('node:https').Agent.prototype.createConnection.length"]
    assert (
        "2\n" == subprocess.run(words, env=environment, capture_output=True, text=True, check=True, timeout=60).stdout
    )


@needs_node
def test_node_refuses_a_wrong_certificate_itself(tmp_path: Path) -> None:
    """The connection is led through the proxy, and its TLS is that of the program."""
    with Edge(faults=[parse_fault("wrong-certificate")]) as edge:
        [first, _] = node(edge, tmp_path / "ask.cjs", "https://api.atlassian.com/")
        assert "UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_VERIFY_LEAF_SIGNATURE" == first
        assert [] == edge.request_log


@pytest.mark.skipif(shutil.which("php") is None, reason="the program php is missing")
def test_php_is_told_of_the_authority_beside_its_own_settings() -> None:
    """Those of the installation are read before, and the file is in the list of those that are read."""
    with Edge() as edge:
        environment = {"PATH": os.environ["PATH"]}
        script = "echo ini_get('curl.cainfo'), ' ', ini_get('openssl.cafile'), PHP_EOL, php_ini_scanned_files();"
        read = []
        for variables in (environment, environment | edge.environment()):
            words = ["php", "-r", script]
            done = subprocess.run(words, env=variables, capture_output=True, text=True, check=True, timeout=60)
            read.append(done.stdout.splitlines())
    without, told = ({line.strip(" ,") for line in lines[1:]} for lines in read)
    assert [f"{edge.ca_file} {edge.ca_file}", {str(edge.files.php_settings / "edge.ini")}] == [
        read[1][0],
        told - without,
    ]
    assert without <= told


def test_java_is_told_of_the_proxy_and_the_store() -> None:
    """Java reads no variable but this one; in a jail it needs no proxy."""
    with Edge() as edge:
        port = edge.proxy_url.rpartition(":")[2]
        hosts = [
            f"-D{scheme}.proxy{word}" for scheme in ("https", "http") for word in ("Host=127.0.0.1", f"Port={port}")
        ]
        store = f'-Djavax.net.ssl.trustStore="{edge.files.java_store}" -Djavax.net.ssl.trustStorePassword=changeit'
        assert f"{' '.join(hosts)} {store}" == edge.environment()["JAVA_TOOL_OPTIONS"]
        assert store == edge.files.authorities()["JAVA_TOOL_OPTIONS"]


def test_every_file_that_a_variable_names_exists() -> None:
    """A program would ignore a file that is not there, and trust what it always trusts."""
    with Edge() as edge:
        variables = edge.environment()
        names = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "PERL_LWP_SSL_CA_FILE")
        assert {str(edge.ca_file)} == {variables[name] for name in names}
        loader = Path(variables["NODE_OPTIONS"].removeprefix("--require=").strip('"'))
        settings = Path(variables["PHP_INI_SCAN_DIR"].removeprefix(os.pathsep)) / "edge.ini"
        assert all(file.is_file() for file in (edge.ca_file, edge.files.java_store, loader, settings))
