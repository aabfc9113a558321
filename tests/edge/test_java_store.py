"""The trust store of Java: its bytes, and what Java itself reads in it."""

import shutil
import ssl
import struct
import subprocess
from hashlib import sha1
from pathlib import Path

import pytest

from token_conformance.edge.authority import Authority
from token_conformance.edge.java_store import PASSWORD, java_store


@pytest.fixture
def pem(tmp_path: Path) -> str:
    """The certificate of an authority."""
    Authority().write_pem(tmp_path / "ca.pem")
    return (tmp_path / "ca.pem").read_text()


def test_it_has_one_certificate_and_a_digest(pem: str) -> None:
    """The format is that of `JKS` since Java 1.2: numbers with their highest byte first, texts with their length."""
    store = java_store(pem)
    certificate = ssl.PEM_cert_to_DER_cert(pem)
    head = struct.pack(">4I", 0xFEEDFEED, 2, 1, 2) + b"\0\4edge" + bytes(8) + b"\0\5X.509"
    assert head + struct.pack(">I", len(certificate)) + certificate == store[:-20]
    assert sha1(PASSWORD.encode("utf-16-be") + b"Mighty Aphrodite" + store[:-20]).digest() == store[-20:]  # noqa: S324  # the format has no other


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("keytool") is None, reason="the program keytool is missing")
@pytest.mark.parametrize("password", [[], [f"-storepass={PASSWORD}"]])
def test_java_reads_it(tmp_path: Path, pem: str, password: list[str]) -> None:
    """Java's own program lists the certificate, without and with the password."""
    (tmp_path / "cacerts").write_bytes(java_store(pem))
    words = ["keytool", "-list", "-keystore", str(tmp_path / "cacerts"), *(each.replace("=", " ") for each in password)]
    listed = subprocess.run(" ".join(words).split(), input="\n", capture_output=True, text=True, check=True, timeout=60)
    assert "edge, Jan 1, 1970, trustedCertEntry" in listed.stdout
