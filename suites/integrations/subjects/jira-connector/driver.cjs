// What a user of jira-connector does with it, as its documentation shows: `driver.cjs ACTION [ARGUMENT]`.
const JiraClient = require("jira-connector");

const url = new URL(process.env.JIRA_URL);
const jira = new JiraClient({
  host: url.hostname,
  path_prefix: url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`,
  strictSSL: true,
  basic_auth: { email: process.env.JIRA_EMAIL, api_token: process.env.JIRA_API_TOKEN },
});

const actions = {
  whoami: () => jira.myself.getMyself(),
  "list-projects": () => jira.project.getAllProjects(),
  "get-project": (projectIdOrKey) => jira.project.getProject({ projectIdOrKey }),
  "get-issue": (issueKey) => jira.issue.getIssue({ issueKey }),
  "create-issue": (key, summary) =>
    jira.issue.createIssue({ fields: { project: { key }, issuetype: { name: "Task" }, summary } }),
  "find-user": (query) => jira.user.search({ query }),
};

async function main(action, ...parameters) {
  console.log(JSON.stringify(await actions[action](...parameters), null, 2));
}

// Node.js prints an uncaught error in the same way, but cuts it where a pipe is full.
main(...process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
