"""Small clients on HTTP stacks, each as simple as its documentation shows: METHOD and URL, and perhaps a body.

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

CURL = """
type="Content-Type: application/json"
exec curl -sS --fail-with-body --location -X "$1" -u "$EMAIL:$TOKEN" -H "$type" ${3:+--data "$3"} "$2"
"""

PERL = """
use LWP::UserAgent;
use MIME::Base64;
my ($method, $url, $body) = @ARGV;
my $credential = encode_base64("$ENV{EMAIL}:$ENV{TOKEN}", "");
my $headers = ["Authorization" => "Basic $credential", "Content-Type" => "application/json"];
my $agent = LWP::UserAgent->new(env_proxy => 1);
my $answer = $agent->request(HTTP::Request->new($method, $url, $headers, $body));
print $answer->status_line, " ", $answer->content;
exit($answer->is_success ? 0 : 1);
"""

WGET = """
type="Content-Type: application/json"
exec wget -nv -O- --method="$1" --auth-no-challenge --user="$EMAIL" --password="$TOKEN" --header="$type" \\
    ${3:+--body-data="$3"} "$2"
"""

GO = """
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

func main() {
	request, _ := http.NewRequest(os.Args[1], os.Args[2], strings.NewReader(strings.Join(os.Args[3:], "")))
	request.SetBasicAuth(os.Getenv("EMAIL"), os.Getenv("TOKEN"))
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	body, err := io.ReadAll(answer.Body)
	fmt.Println(answer.StatusCode, string(body))
	if err != nil || answer.StatusCode >= 300 {
		os.Exit(1)
	}
}
"""

RUBY = """
require "net/http"
method, url, body = ARGV
uri = URI(url)
request = Net::HTTP.const_get(method.capitalize).new(uri)
request.basic_auth(ENV["EMAIL"], ENV["TOKEN"])
request["Content-Type"] = "application/json"
request.body = body if body
answer = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") { |http| http.request(request) }
puts answer.code, answer.body
exit answer.is_a?(Net::HTTPSuccess)
"""

PHP = """<?php
[, $method, $url] = $argv;
$call = curl_init($url);
curl_setopt_array($call, [
    CURLOPT_RETURNTRANSFER => true, CURLOPT_FOLLOWLOCATION => true, CURLOPT_CUSTOMREQUEST => $method,
    CURLOPT_USERPWD => getenv("EMAIL") . ":" . getenv("TOKEN"),
    CURLOPT_HTTPHEADER => ["Content-Type: application/json"],
]);
if (isset($argv[3])) curl_setopt($call, CURLOPT_POSTFIELDS, $argv[3]);
$answer = curl_exec($call);
$status = curl_getinfo($call, CURLINFO_RESPONSE_CODE);
echo "$status $answer\n", curl_error($call);
exit($answer !== false && $status < 300 ? 0 : 1);
"""

PHP_STREAM = """<?php
[, $method, $url] = $argv;
$header = ["Authorization: Basic " . base64_encode(getenv("EMAIL") . ":" . getenv("TOKEN")),
    "Content-Type: application/json"];
$options = ["method" => $method, "header" => $header, "content" => $argv[3] ?? ""];
$answer = @file_get_contents($url, false, stream_context_create(["http" => $options]));
echo $answer;
exit($answer === false ? 1 : 0);
"""
