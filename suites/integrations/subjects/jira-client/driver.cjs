// What a user of jira-client does with it, as its documentation shows: `driver.cjs ACTION [ARGUMENT]`.
const JiraApi = require("jira-client");

const url = new URL(process.env.JIRA_URL);
const jira = new JiraApi({
  protocol: "https",
  host: url.hostname,
  base: url.pathname.slice(1),
  username: process.env.JIRA_EMAIL,
  password: process.env.JIRA_API_TOKEN,
  apiVersion: "2",
  strictSSL: true,
});

const actions = {
  whoami: () => jira.getCurrentUser(),
  "list-projects": () => jira.listProjects(),
  "get-project": (key) => jira.getProject(key),
  "get-issue": (key) => jira.findIssue(key),
  "create-issue": (key, summary) =>
    jira.addNewIssue({ fields: { project: { key }, issuetype: { name: "Task" }, summary } }),
  "find-user": (query) => jira.searchUsers({ query }),
};

async function main(action, ...parameters) {
  console.log(JSON.stringify(await actions[action](...parameters), null, 2));
}

// Node.js prints an uncaught error in the same way, but cuts it where a pipe is full.
main(...process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
