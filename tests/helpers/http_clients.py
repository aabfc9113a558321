"""Small clients on ten HTTP stacks, each as simple as its documentation shows: METHOD and URL, and perhaps a body.

Each prints the answer, and ends with 1 unless it is a success. EMAIL and TOKEN are the credential.
"""

REQUESTS = """
import os, sys
import requests

method, url, *body = sys.argv[1:]
session = requests.Session()
session.auth = (os.environ["EMAIL"], os.environ["TOKEN"])
answer = session.request(method, url, data=body[0] if body else None, headers={"Content-Type": "application/json"})
print(answer.status_code, answer.text)
sys.exit(not answer.ok)
"""

REQUESTS_WITH_RETRY = REQUESTS.replace(
    "answer =",
    """
from requests.adapters import HTTPAdapter
from urllib3.util import Retry
session.mount("https://", HTTPAdapter(max_retries=Retry(total=3, status_forcelist=[429, 500, 503])))
answer =""",
    1,
)

HTTPX = """
import os, sys
import httpx

method, url, *body = sys.argv[1:]
with httpx.Client(auth=(os.environ["EMAIL"], os.environ["TOKEN"])) as client:
    headers = {"Content-Type": "application/json"}
    answer = client.request(method, url, content=body[0] if body else None, headers=headers)
print(answer.status_code, answer.text)
sys.exit(not answer.is_success)
"""

URLLIB = """
import base64, os, sys, urllib.request

method, url, *body = sys.argv[1:]
credential = base64.b64encode(f"{os.environ['EMAIL']}:{os.environ['TOKEN']}".encode()).decode()
headers = {"Authorization": f"Basic {credential}", "Content-Type": "application/json"}
data = body[0].encode() if body else None
with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method)) as answer:
    print(answer.status, answer.read().decode())
"""

AIOHTTP = """
import asyncio, os, sys
import aiohttp

async def main():
    method, url, *body = sys.argv[1:]
    auth = aiohttp.BasicAuth(os.environ["EMAIL"], os.environ["TOKEN"])
    async with aiohttp.ClientSession(auth=auth, trust_env=True) as session:
        headers = {"Content-Type": "application/json"}
        async with session.request(method, url, data=body[0] if body else None, headers=headers) as answer:
            print(answer.status, await answer.text())
            return not answer.ok

sys.exit(asyncio.run(main()))
"""

FETCH = """
const [method, url, body] = process.argv.slice(2);
const credential = Buffer.from(`${process.env.EMAIL}:${process.env.TOKEN}`).toString("base64");
const headers = { authorization: `Basic ${credential}`, "content-type": "application/json" };
const answer = await fetch(url, { method, headers, body });
console.log(answer.status, await answer.text());
process.exitCode = answer.ok ? 0 : 1;
"""

AXIOS = """
import axios from "axios";
const [method, url, data] = process.argv.slice(2);
const auth = { username: process.env.EMAIL, password: process.env.TOKEN };
try {
  const answer = await axios({ method, url, auth, data, headers: { "content-type": "application/json" } });
  console.log(answer.status, JSON.stringify(answer.data));
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
"""

JAVA = """
import java.net.URI;
import java.net.http.*;
import java.util.Base64;

public class Client {
    public static void main(String[] words) throws Exception {
        String credential = System.getenv("EMAIL") + ":" + System.getenv("TOKEN");
        HttpRequest request = HttpRequest.newBuilder(URI.create(words[1]))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credential.getBytes()))
            .header("Content-Type", "application/json")
            .method(words[0], words.length > 2
                ? HttpRequest.BodyPublishers.ofString(words[2]) : HttpRequest.BodyPublishers.noBody())
            .build();
        HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.statusCode() + " " + answer.body());
        System.exit(answer.statusCode() / 100 == 2 ? 0 : 1);
    }
}
"""

HTTPS = """
import http from "node:http";
import https from "node:https";
const [method, url, body] = process.argv.slice(2);
const auth = `${process.env.EMAIL}:${process.env.TOKEN}`;

function ask(place, auth, left) {
  const { request } = place.protocol === "https:" ? https : http;
  const sent = request(place, { method, auth, headers: { "content-type": "application/json" } }, (answer) => {
    if (answer.headers.location && left) {
      answer.resume();
      const next = new URL(answer.headers.location, place);
      ask(next, next.origin === place.origin ? auth : undefined, left - 1);
      return;
    }
    process.exitCode = answer.statusCode < 300 ? 0 : 1;
    console.log(answer.statusCode);
    answer.pipe(process.stdout);
  });
  sent.on("error", (error) => { console.error(String(error)); process.exitCode = 1; }).end(body);
}
ask(new URL(url), auth, 5);
"""
"""Follows redirects, and sends the credential to one origin only."""

CURL = """
type="Content-Type: application/json"
exec curl -sS --fail-with-body --location -X "$1" -u "$EMAIL:$TOKEN" -H "$type" ${3:+--data "$3"} "$2"
"""
