"""A route of a server, and the address of an answer that a mock has ready, are no calls of a program."""

import pytest

from for_each import for_each
from token_conformance.calls.call import read_call
from token_conformance.calls.program.served import ServedError, servers_of

SITE = "https://nobodys.atlassian.net"
PATH = "/rest/api/3/issue"
URL = SITE + PATH

SERVED = [
    f"app.post('{PATH}', (req, res) => res.json(issue));",
    f"api.post('{PATH}', authenticate, async (req, res) => {{ res.json(await send(req)); }});",
    f"things.post('{PATH}', ctx => {{ ctx.body = issue; }});",
    f"things.post('{PATH}', async ({{ request }}) => reply(request));",
    f"const api = express.Router(); api.put('{PATH}', update);",
    f"self.router.delete('{PATH}', remove)",
    f"fastify.route({{ method: 'POST', url: '{PATH}', handler }})",
    f'@app.post("{PATH}")\nasync def create(body: dict):',
    f'@things.post(\n    "{PATH}",\n    status_code=status(201),\n)\n@other\nasync def create():',
    f'@bp.route("{PATH}", methods=["POST"])\ndef create():',
    f"@Post('{PATH}')\ncreate(@Body() body: Issue) {{",
    f'#[post("{PATH}")]\nasync fn create() -> impl Responder {{',
    f"post('{PATH}') do\n  json issue\nend",
    f'post("{PATH}") {{ call.respond(issue) }}',
    f'http.HandleFunc("{PATH}", func(w http.ResponseWriter, r *http.Request) {{ serve("POST") }})',
    f'r := gin.Default(); r.POST("{PATH}", create)',
    f"nock('{SITE}').post('{PATH}').reply(201, issue);",
    f"nock('{SITE}')\n  .post('{PATH}')\n  .reply(201);",
    f'responses.add(responses.POST, "{URL}", json={{}})',
    f'with requests_mock.Mocker() as m: m.post("{URL}", json={{}})',
    f'respx.post("{URL}").respond(201)',
    f"stub_request(:post, '{URL}').to_return(status: 201)",
    f'stubFor(post(urlEqualTo("{PATH}")).willReturn(created()));',
    f'when(request().withMethod("POST").withPath("{PATH}")).respond(response())',
    f'httpmock.RegisterResponder("POST", "{URL}", responder)',
    f"http.post('{URL}', () => HttpResponse.json({{}})),",
    f"rest.post('{URL}', (req, res, ctx) => res(ctx.status(201))),",
    f"cy.intercept('POST', '{PATH}', {{ statusCode: 201 }})",
    f"mock.onPost('{PATH}').reply(201); ",
]

CALLED = [
    f"$.post('{PATH}', data, function (answer) {{ show(answer); }});",
    f"request.post('{URL}', (error, response, body) => done(body));",
    f"client.post('{URL}', issue, ctx => ctx.done());",
    f"superagent.post('{URL}').then((res) => res.body);",
    f"app.post('/create', async (req, res) => res.json(await axios.post('{URL}', req.body)));",
    f"app.post('/create', async (req, res) => {{ await axios.post('{URL}', req.body); }});",
    f'@app.post("/create")\ndef create(client):\n    return client.post("{URL}", json={{}})',
    f'[Post("{PATH}")]\nTask<Issue> Create([Body] Issue issue);',
    f'@POST("{PATH}") Call<Issue> create(@Body Issue issue);',
    f"expect(await jira.post('{PATH}', issue)).toBeTruthy();",
    f"  @conn.post('{PATH}', body)\nend",
    f"conn.post('{PATH}') do |req|\n  req.body = issue\nend",
    f"nock('{SITE}').get('/rest/api/3/myself').reply(200); client.post('{URL}', issue);",
]


@for_each("text", SERVED)
def test_what_a_server_or_a_mock_answers_is_no_call(text: str) -> None:
    """By its decorator, its handler, its prepared answer, or the name or the making of what it belongs to."""
    with pytest.raises(ServedError, match="a route of a server or an answer of a mock"):
        read_call(text)


@for_each("text", CALLED)
def test_a_call_beside_a_server_is_a_call(text: str) -> None:
    """In the handler of a route, with a function that is given the answer, or in a declaration of a client."""
    assert ("POST", PATH) == (read_call(text).method, read_call(text).path)


def test_a_variable_that_holds_a_server_or_a_mock_is_known() -> None:
    """By the function that makes it, also in a `with` statement."""
    text = "const api = express();\nwith aioresponses() as m:\nr := mux.NewRouter()\nclient = httpx.Client()"
    assert {"api", "m", "r"} == servers_of(text)
