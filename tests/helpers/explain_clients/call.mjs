// Sends one request with a client of Node, and prints what its user would see of a failure.
// node call.mjs CLIENT METHOD URL SCHEME USER TOKEN

import { createRequire } from "node:module";

const [name, method, url, scheme, user, token] = process.argv.slice(2);
const value = scheme === "Basic" ? Buffer.from(user ? `${user}:${token}` : token).toString("base64") : token;
const headers = scheme === "none" ? {} : { Authorization: `${scheme} ${value}` };

try {
  if (name === "axios") {
    const axios = createRequire(`${process.cwd()}/`)("axios");
    const answer = await axios.request({ method, url, headers, proxy: false });
    console.log(answer.status, answer.data);
  } else {
    const answer = await fetch(url, { method, headers });
    console.log(method, url, answer.status, answer.statusText, answer.headers);
    console.log(JSON.parse(await answer.text()));
  }
} catch (error) {
  console.log(error);
}
