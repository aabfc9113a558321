// What a user of jira.js does with it, as its documentation shows: `driver.cjs ACTION [ARGUMENT]`. The library has no
// helper that walks a list; its documentation asks for one page.
const { Version3Client } = require("jira.js");

const client = new Version3Client({
  host: process.env.JIRA_HOST,
  authentication: { basic: { email: process.env.JIRA_EMAIL, apiToken: process.env.JIRA_API_TOKEN } },
});

const actions = {
  whoami: () => client.myself.getCurrentUser(),
  "list-projects": () => client.projects.searchProjects(),
  "get-project": (key) => client.projects.getProject({ projectIdOrKey: key }),
  "get-issue": (key) => client.issues.getIssue({ issueIdOrKey: key }),
  "create-issue": (key, summary) =>
    client.issues.createIssue({ fields: { project: { key }, issuetype: { name: "Task" }, summary } }),
  "find-user": (query) => client.userSearch.findUsers({ query }),
  search: (jql) => client.issueSearch.searchForIssuesUsingJqlEnhancedSearch({ jql, fields: ["summary"] }),
  "get-attachment": async (id) => (await client.issueAttachments.getAttachmentContent({ id })).toString(),
};

async function main(action, ...parameters) {
  console.log(JSON.stringify(await actions[action](...parameters), null, 2));
}

// Node.js prints an uncaught error in the same way, but cuts it where a pipe is full.
main(...process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
