"""The method of a call is read from what a program of any language says beside its address, and is never guessed."""

import time

import pytest

from for_each import for_each
from token_conformance.calls.call import read_call
from token_conformance.errors import UserError

SITE = "https://nobodys.atlassian.net"
URL = f"{SITE}/rest/api/3/issue/ABC-1"

READ = [
    ("GET", f'Request.Builder().url("{URL}").header("X", config.put("a")).build()'),
    ("POST", f'new Request.Builder()\n    .url("{URL}")\n    .addHeader("A", "b")\n    .post(body)\n    .build();'),
    ("DELETE", f'new Request.Builder().url("{URL}").header("A", map.get("a")).delete().build()'),
    ("PUT", f'new Request.Builder().method("PUT", body).url("{URL}").build()'),
    ("GET", f'HttpRequest.newBuilder(URI.create("{URL}")).build()'),
    ("DELETE", f'HttpRequest.newBuilder().uri(new URI("{URL}")).DELETE().build()'),
    ("POST", f'webClient.post().uri("{URL}").bodyValue(body).retrieve()'),
    ("PUT", f'HttpPut put = new HttpPut("{URL}");'),
    ("POST", f'URL url = new URL("{URL}");\nvar c = url.openConnection();\nc.setRequestMethod("POST");'),
    ("POST", f'uri = URI.parse("{URL}")\nrequest = Net::HTTP::Post.new(uri.request_uri)'),
    ("DELETE", f'Net::HTTP::Delete.new(URI("{URL}"))'),
    ("GET", f'RestClient.get "{URL}", headers'),
    ("DELETE", f'RestClient::Request.execute(method: :delete, url: "{URL}")'),
    ("PUT", f"conn = Faraday.new(url: '{SITE}')\nconn.put('/rest/api/3/issue/ABC-1') do |request|"),
    ("PUT", f"wp_remote_request('{URL}', array('method' => 'PUT'))"),
    ("GET", f"$response = Unirest\\Request::get(\n  '{URL}',\n  $headers\n);"),
    ("PUT", "$client->request('PUT', $base . '/rest/api/3/issue/ABC-1');"),
    ("GET", f'url := "{URL}"\nmethod := "GET"\nreq, err := http.NewRequest(method, url, nil)'),
    ("PUT", f'http.NewRequestWithContext(\n  ctx,\n  http.MethodPut,\n  "{URL}",\n  body,\n)'),
    ("GET", 'http.NewRequest("GET", fmt.Sprintf("%s/rest/api/3/issue/%s", base, key), nil)'),
    ("PUT", f'new HttpRequestMessage(new HttpMethod("PUT"), "{URL}")'),
    ("DELETE", f'new HttpRequestMessage\n{{\n  Method = HttpMethod.Delete,\n  RequestUri = new Uri("{URL}"),\n}};'),
    ("POST", f'var client = new RestClient("{SITE}");\nnew RestRequest("/rest/api/3/issue/ABC-1", Method.Post);'),
    ("PUT", f'url = "{URL}"\nresponse = requests.request(\n  "PUT",\n  url,\n  data=payload\n)'),
    ("POST", f'token = config.get("a"); requests.post("{URL}", json={{"b": data.put("c")}})'),
    ("POST", f"fetch('{URL}', {{method: 'POST', body: JSON.stringify({{method: 'GET'}})}})"),
    ("PUT", f'requests.put("{URL}", json={{"method": "GET"}})'),
    ("POST", f'"{URL}" |> HTTPoison.post!(body, headers)'),
    ("GET", f'"{URL}"\n|> Req.get!()'),
    ("DELETE", 'RestClient.delete "#{base}/rest/api/3/issue/#{key}"'),
    ("DELETE", 'HTTPoison.delete(@base <> "/rest/api/3/issue/ABC-1", headers())'),
    ("GET", "http.get(Uri.https('nobodys.atlassian.net', '/rest/api/3/issue/ABC-1'))"),
    ("POST", f'client.post(format!("{URL}/{{}}", id)).json(&body).send()'),
    ("PUT", f'Req.put!(url: "{URL}", json: body)'),
    ("PUT", f'my $request = HTTP::Request->new(PUT => "{URL}");'),
    ("PUT", f"HTTP::Request.new(:put, '{URL}')"),
    ("POST", 'let url = URL(string: "\\(base)/rest/api/3/issue/ABC-1")!\nrequest.httpMethod = "POST"'),
    ("GET", f"fetch('{URL}');\nsend({{method: 'DELETE'}})"),
    ("GET", f"const data = await fetch('{URL}', {{ headers }});"),
    ("POST", f'client.post("{URL}") // and not http.get("{SITE}/rest/api/3/myself")'),
]

NOT_SHOWN = [
    f'Request.Builder().url("{URL}")',
    f'new Request.Builder().url("{URL}").addHeader("A", "b") // .post(body)',
    f'new Request.Builder().url("{URL}").method(verb, body).build()',
    f'http.NewRequest(method, "{URL}", nil)',
    f'new HttpRequestMessage(isNew ? HttpMethod.Post : HttpMethod.Put, "{URL}")',
    f'RestClient::Request.execute(method: verb, url: "{URL}")',
    f'map.put("url", "{URL}")',
    f'cache.delete("{URL}")',
    f'axios({{ method, url: "{URL}" }})',
    f'axios({{ method: verb, url: "{URL}" }})',
    f"fetch('{URL}', {{ ...options }})",
    f"fetch('{URL}', options)",
    f"fetch(new Request('{URL}', options))",
    f'urlopen(Request("{URL}", content))',
    f'urlopen("{URL}", data=content)',
    f"file_get_contents('{URL}', false, $context)",
    f'Invoke-RestMethod -Uri "{URL}" -Method $verb',
    f'Invoke-RestMethod -Uri "{URL}" @options',
    f'client.post("{URL}").header("X-HTTP-Method-Override", "DELETE")',
    f'request = http.NewRequest("GET", "{URL}", nil)\nrequest.Method = verb',
    f'url = "{URL}"\ndef remove(url):\n    return requests.delete(url)',
    f'url = "{URL}"\nurl = other()\nrequests.post(url)',
    f'log("{URL}")',
    f'await "{URL}".PostJsonAsync(body);',
]

SEVERAL = [
    f'RestClient.get("{URL}")\nRestClient.post("{SITE}/rest/api/3/issue", body)',
    f'new Request.Builder().url("{URL}").get().post(body).build()',
    f'uri = URI("{URL}")\nfirst = Net::HTTP::Get.new(uri)\nsecond = Net::HTTP::Put.new(uri)',
    f'new HttpRequestMessage(HttpMethod.Get, "{URL}"); request.Method = HttpMethod.Put;',
    f"wp_remote_post('{URL}', array('method' => 'DELETE'))",
    f"fetch('{URL}'); fetch('{SITE}/rest/api/3/myself')",
    "; ".join([f'get("{URL}")'] * 30),
]


@for_each("method, text", READ)
def test_the_method_beside_the_address_is_read(method: str, text: str) -> None:
    """As the name of a function or a class, an argument, a setting, or a step of a builder."""
    call = read_call(text)
    assert (method, "/rest/api/3/issue/") == (call.method, call.path[: len("/rest/api/3/issue/")])
    assert call.host in {"", "nobodys.atlassian.net"}


@for_each("text", NOT_SHOWN)
def test_a_method_that_is_not_certain_is_refused(text: str) -> None:
    """It is in a variable, can be set later, or the function sends nothing."""
    with pytest.raises(UserError, match="does not show its method"):
        read_call(text)


@for_each("text", SEVERAL)
def test_several_calls_are_refused(text: str) -> None:
    """One answer can only be about one of them."""
    with pytest.raises(UserError, match="more than one call or method"):
        read_call(text)


@for_each("value", ["#{key}", "${key || '?'}".replace("'", ""), "\\(key)", "\\(id(of: key))"])
def test_a_value_within_an_address_ends_nothing(value: str) -> None:
    """Its signs are neither a fragment nor a query."""
    assert "/rest/api/3/issue/{name}/comment" == read_call(f'get("/rest/api/3/issue/{value}/comment?expand=a")').path


def test_the_base_of_a_client_is_the_host_of_its_call() -> None:
    """So that a client for another host gets no answer of Atlassian."""
    call = read_call('conn = Faraday.new(url: "https://jira.example.com")\nconn.get("/rest/api/2/myself")')
    assert ("jira.example.com", "/rest/api/2/myself") == (call.host, call.path)


@pytest.mark.slow  # a second for the five texts
@for_each("text", ["(" * 10_000, "f(" * 5_000, "\n" * 10_000, ";a = " * 2_000, ".a()" * 2_500])
def test_what_is_hard_to_read_is_read_at_once(text: str) -> None:
    """However many brackets, lines or names are around the URL."""
    begin = time.process_time()
    with pytest.raises(UserError):
        read_call(f'f({text}\nf("{URL}")')
    assert time.process_time() - begin < 2
