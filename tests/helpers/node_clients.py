"""Small clients on the HTTP stacks of Node, as those of `http_clients`."""

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

UNDICI = """
import { ProxyAgent, fetch, setGlobalDispatcher } from "undici";
const [method, url, body] = process.argv.slice(2);
const credential = Buffer.from(`${process.env.EMAIL}:${process.env.TOKEN}`).toString("base64");
const headers = { authorization: `Basic ${credential}`, "content-type": "application/json" };
if (process.env.HTTPS_PROXY) setGlobalDispatcher(new ProxyAgent(process.env.HTTPS_PROXY));
const answer = await fetch(url, { method, headers, body });
console.log(answer.status, await answer.text());
process.exitCode = answer.ok ? 0 : 1;
"""

UNDICI_AGENT = """
import { Agent, request } from "undici";
const [method, url, body] = process.argv.slice(2);
const credential = Buffer.from(`${process.env.EMAIL}:${process.env.TOKEN}`).toString("base64");
const headers = { authorization: `Basic ${credential}`, "content-type": "application/json" };
const answer = await request(url, { method, headers, body, dispatcher: new Agent() });
console.log(answer.statusCode, await answer.body.text());
process.exitCode = answer.statusCode < 300 ? 0 : 1;
"""

NODE_FETCH = """
import fetch from "node-fetch";
import { HttpsProxyAgent } from "https-proxy-agent";
const [method, url, body] = process.argv.slice(2);
const credential = Buffer.from(`${process.env.EMAIL}:${process.env.TOKEN}`).toString("base64");
const headers = { authorization: `Basic ${credential}`, "content-type": "application/json" };
const agent = process.env.HTTPS_PROXY ? new HttpsProxyAgent(process.env.HTTPS_PROXY) : undefined;
const answer = await fetch(url, { method, headers, body, agent });
console.log(answer.status, await answer.text());
process.exitCode = answer.ok ? 0 : 1;
"""
