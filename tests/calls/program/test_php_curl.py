"""The method of a request of PHP is read from the options that its functions of curl are given."""

import pytest

from for_each import for_each
from token_conformance.calls.call import read_call
from token_conformance.errors import UserError

URL = "https://nobodys.atlassian.net/rest/api/3/issue/ABC-1"
INIT = f"$ch = curl_init('{URL}');\n"
SEND = "curl_exec($ch);"

READ = [
    ("GET", f'{INIT}curl_setopt($ch, CURLOPT_USERPWD, "$user:$token");\n{SEND}'),
    ("GET", f"{INIT}// curl_setopt($ch, CURLOPT_POST, true);\n{SEND}"),
    ("GET", f"{INIT}curl_setopt($ch, CURLOPT_POST, false);\n{SEND}"),
    ("POST", f"{INIT}curl_setopt($ch, CURLOPT_POST, 1);\n{SEND}"),
    ("POST", f"{INIT}curl_setopt($ch, CURLOPT_POSTFIELDS, $body);\n{SEND}"),
    ("HEAD", f"{INIT}curl_setopt($ch, CURLOPT_NOBODY, true);\n{SEND}"),
    ("PUT", f"{INIT}curl_setopt($ch, CURLOPT_CUSTOMREQUEST, 'PUT');\ncurl_setopt($ch, CURLOPT_POST, 1);\n{SEND}"),
    ("DELETE", f"curl_setopt_array($ch, array(\n CURLOPT_URL => '{URL}',\n CURLOPT_CUSTOMREQUEST => 'DELETE',\n));"),
    ("PUT", f"curl_setopt_array($ch, [CURLOPT_URL => '{URL}', CURLOPT_PUT => true, CURLOPT_X => 'if?']);\n{SEND}"),
]
REFUSED = [
    INIT,
    f"curl_setopt($ch, CURLOPT_URL, '{URL}');",
    f"{INIT}curl_setopt($ch, CURLOPT_CUSTOMREQUEST, $method);\n{SEND}",
    f"{INIT}curl_setopt($ch, CURLOPT_CUSTOMREQUEST, strtoupper($method));\n{SEND}",
    f"{INIT}curl_setopt($ch, CURLOPT_POST, $isPost);\n{SEND}",
    f"{INIT}curl_setopt($ch, $option, true);\n{SEND}",
    f"{INIT}curl_setopt_array($ch, $options);\n{SEND}",
    f"{INIT}if ($new) {{ curl_setopt($ch, CURLOPT_POST, true); }}\n{SEND}",
    f"{INIT}{SEND}\ncurl_setopt($ch, CURLOPT_POST, true);\n{SEND}",
    f"{INIT}{INIT}{SEND}",
    f"{INIT}curl_setopt($ch, CURLOPT_POST, true);\ncurl_setopt($ch, CURLOPT_HTTPGET, true);\n{SEND}",
]


@for_each("method, text", READ)
def test_the_options_say_the_method(method: str, text: str) -> None:
    """An own method is stronger than the others, and without any the request that is sent is a GET."""
    call = read_call(text)
    assert (method, "/rest/api/3/issue/ABC-1") == (call.method, call.path)


@for_each("text", REFUSED)
def test_what_the_options_leave_open_is_refused(text: str) -> None:
    """An option is in a variable, behind a condition, or can follow."""
    with pytest.raises(UserError, match="method"):
        read_call(text)
