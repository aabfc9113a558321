"use strict";
// Node ignores HTTPS_PROXY, and since version 24, which has NODE_USE_ENV_PROXY, an agent that a program makes still does.
// Required by NODE_OPTIONS, this makes `fetch`, `https` and `http` of every version open their connections through the
// proxy of the edge, except to this machine and the hosts of NO_PROXY. What a program wants of TLS stays as it is.
const http = require("node:http");
const https = require("node:https");
const net = require("node:net");
const tls = require("node:tls");

const proxy = new URL(process.env.HTTPS_PROXY || "http://127.0.0.1");
const listed = (process.env.NO_PROXY || "").split(",").map((name) => name.trim());
const direct = new Set(["localhost", "127.0.0.1", "::1", ...listed]);

function isDirect(host) {
  return !host || direct.has(host);
}

function tunnel(options, done) {
  const path = `${options.host}:${options.port || 443}`;
  http
    .request({ host: proxy.hostname, port: proxy.port, method: "CONNECT", path, agent: false })
    .once("connect", (answer, socket) => {
      if (answer.statusCode === 200) {
        done(null, tls.connect({ ...options, socket }));
      } else {
        socket.destroy();
        done(new Error(`the proxy answered ${answer.statusCode} to CONNECT ${path}`));
      }
    })
    .once("error", done)
    .end();
}

function plain(options, done) {
  done(null, net.connect({ host: proxy.hostname, port: proxy.port }));
}

function lead(agent, open) {
  const original = agent.prototype.createConnection;
  agent.prototype.createConnection = function (options, done) {
    return isDirect(options.host) ? original.call(this, options, done) : open(options, done);
  };
}

function connect({ protocol, hostname: host, port, servername }, done) {
  const isSecure = protocol === "https:";
  const options = { host, port: port || (isSecure ? 443 : 80), servername: servername || host };
  function wait(error, socket) {
    if (error) {
      done(error, null);
      return;
    }
    const fail = (reason) => done(reason, null);
    socket.once("error", fail).once(isSecure ? "secureConnect" : "connect", () => {
      socket.removeListener("error", fail);
      done(null, socket);
    });
  }
  if (isDirect(host)) {
    wait(null, isSecure ? tls.connect(options) : net.connect(options));
  } else {
    (isSecure ? tunnel : plain)(options, wait);
  }
}

// What `fetch` uses is under two symbols: the older one is for older packages. Since version 26 it has what adapts the newer.
function leadFetch() {
  void globalThis.Headers; // this loads it
  const [newer, older] = [2, 1].map((number) => Symbol.for(`undici.globalDispatcher.${number}`));
  const used = globalThis[newer] ?? globalThis[older];
  if (!used) {
    return;
  }
  const agent = new used.constructor({ connect });
  const Adapter = globalThis[older]?.constructor ?? used.constructor;
  globalThis[older] = Adapter === used.constructor ? agent : new Adapter(agent);
  if (globalThis[newer]) {
    globalThis[newer] = agent;
  }
}

if (process.env.HTTPS_PROXY) {
  lead(https.Agent, tunnel);
  lead(http.Agent, plain);
  leadFetch();
}
